"""A text field of several lines."""

from __future__ import annotations

from typing import Any, cast

from textual.document._document import EditResult
from textual.document._edit import Edit
from textual.widgets import TextArea


class TextBox(TextArea):
    """A field for several lines with a maximum length. Longer pastes are cut off."""

    def __init__(self, text: str = "", *, limit: int) -> None:
        super().__init__(text[:limit], compact=True)
        self._limit = limit

    def on_mount(self) -> None:
        """Let the cursor blink, unless the settings ask for less motion."""
        self.cursor_blink = not cast("Any", self.app).context.config.reduced_motion

    def edit(self, edit: Edit) -> EditResult:
        """Apply an edit, with as much of its text as the maximum length allows."""
        replaced = len(self.get_text_range(*sorted((edit.from_location, edit.to_location))))
        room = self._limit - len(self.text) + replaced
        edit.text = edit.text[: max(room, 0)]
        return super().edit(edit)
