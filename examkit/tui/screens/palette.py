"""The commands of the current screen, by name."""

from __future__ import annotations

from typing import Any, cast

from textual.command import CommandPalette
from textual.widgets import Input

from examkit.tui import stylesheets

MAX_LENGTH = 100
"""Maximum number of characters in the search field."""


class Palette(CommandPalette):
    """Textual's command palette, with a search field of limited length."""

    CSS_PATH = stylesheets.SCREENS

    def on_mount(self) -> None:
        """Limit the length of the search field, and reduce its motion if set in the settings."""
        field = self.query_one(Input)
        field.max_length = MAX_LENGTH
        field.cursor_blink = not cast("Any", self.app).context.config.reduced_motion
