"""The commands of the current screen, by name."""

from __future__ import annotations

from textual.command import CommandPalette
from textual.widgets import Input

MAX_LENGTH = 100
"""Characters of the text to look for."""


class Palette(CommandPalette):
    """Textual's list of commands, with a field of limited length."""

    def on_mount(self) -> None:
        """Limit the field."""
        self.query_one(Input).max_length = MAX_LENGTH
