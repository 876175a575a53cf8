"""All commands of the screen on top, by name."""

from __future__ import annotations

from textual.command import CommandPalette
from textual.widgets import Input

LONGEST = 100
"""Characters that are looked for."""


class Palette(CommandPalette):
    """Textual's list of commands, whose field takes as much as a name has."""

    def on_mount(self) -> None:
        """Limit the field."""
        self.query_one(Input).max_length = LONGEST
