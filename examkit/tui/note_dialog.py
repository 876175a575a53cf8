"""The dialog to write a note on a question."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static, TextArea

from examkit.store.annotations import MAX_NOTE
from examkit.tui.dialogs import Dialog
from examkit.tui.key_command import bindings
from examkit.tui.keymap import NOTE_KEYS
from examkit.tui.text_blocks import literal
from examkit.tui.widgets.bars import draw_key

ABOUT = "Shown with this question's explanation. Save an empty note to delete it."


class NoteDialog(Dialog[str]):
    """Asks for a note of several lines. The answer is the text, or None if canceled."""

    BINDINGS = bindings(NOTE_KEYS)

    def __init__(self, note: str) -> None:
        super().__init__("Your note", ABOUT)
        self._area = TextArea(note, compact=True)

    def compose_controls(self) -> Iterable[Widget]:
        """Return the text area, and the line with its keys."""
        keys = Content("   ").join(map(draw_key, NOTE_KEYS))
        return self._area, Static(keys, id="keys")

    def on_mount(self) -> None:
        """Put the cursor at the end of the note."""
        self._area.focus()
        self._area.move_cursor(self._area.document.end)

    def action_save(self) -> None:
        """Close the dialog with the text, or show that it is too long."""
        length = len(self._area.text)
        if length > MAX_NOTE:
            problem = f"{length:,} characters. At most {MAX_NOTE:,} fit."
            self.query_one("#keys", Static).update(literal(problem, "bold"))
        else:
            self.dismiss(self._area.text)
