"""The stylesheets that Home doesn't need."""

from __future__ import annotations

from pathlib import Path

SCREENS = Path(__file__).with_name("screens.tcss")
"""The layout of other screens and of dialogs. The first of them reads it."""
