"""The stylesheets that Home doesn't need."""

from __future__ import annotations

from pathlib import Path

SCREENS = Path(__file__).with_name("screens.tcss")
"""The stylesheet of dialogs and of all screens except Home. The first of them to open reads it."""
