"""The commands of the current screen, by name."""

from __future__ import annotations

from textual.command import CommandPalette
from textual.widgets import Input

from examkit.tui import stylesheets

MAX_LENGTH = 100
"""Maximum number of characters in the search field."""


class Palette(CommandPalette):
    """Textual's command palette, with a search field of limited length."""

    CSS_PATH = stylesheets.SCREENS

    def on_mount(self) -> None:
        """Limit the length of the search field."""
        self.query_one(Input).max_length = MAX_LENGTH
