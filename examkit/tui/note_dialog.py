"""The dialog to write a note on a question."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from examkit.store.annotations import MAX_NOTE
from examkit.tui.dialogs import Dialog
from examkit.tui.key_command import bindings
from examkit.tui.keymap import NOTE_KEYS
from examkit.tui.widgets.bars import draw_key
from examkit.tui.widgets.text_box import TextBox

ABOUT = "Shown with this question's explanation. To delete the note, clear it and save."


class NoteDialog(Dialog[str]):
    """Asks for a note of several lines. The answer is the text, or None if canceled."""

    BINDINGS = bindings(NOTE_KEYS)

    def __init__(self, note: str) -> None:
        super().__init__("Your note", ABOUT)
        self._box = TextBox(note, limit=MAX_NOTE)

    def compose_controls(self) -> Iterable[Widget]:
        """Return the text field, and the line with its keys."""
        keys = Content("   ").join(map(draw_key, NOTE_KEYS))
        return self._box, Static(keys, id="keys")

    def on_mount(self) -> None:
        """Put the cursor at the end of the note."""
        self._box.focus()
        self._box.move_cursor(self._box.document.end)

    def action_save(self) -> None:
        """Close the dialog with the text."""
        self.dismiss(self._box.text)
