"""A text field."""

from __future__ import annotations

from typing import Any, cast

from textual.widgets import Input


class Field(Input):
    """A one-line text field with a maximum length. Longer pastes are cut off."""

    def __init__(self, value: str = "", *, placeholder: str = "", limit: int) -> None:
        super().__init__(value[:limit], placeholder=placeholder, max_length=limit)

    def on_mount(self) -> None:
        """Let the cursor blink, unless the settings ask for less motion."""
        self.cursor_blink = not cast("Any", self.app).context.config.reduced_motion

    def replace(self, text: str, start: int, end: int) -> None:
        """Replace part of the line with as much of `text` as fits."""
        replaced = abs(min(end, len(self.value)) - max(start, 0))
        room = (self.max_length or 0) - len(self.value) + replaced
        super().replace(text[: max(room, 0)], start, end)
