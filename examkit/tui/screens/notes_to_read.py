"""The list of notes to read after an attempt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.content import Content

from examkit.humanize import pluralize
from examkit.report.sections.notes import NoteToRead
from examkit.tui.list_screen import ListScreen
from examkit.tui.text_blocks import literal
from examkit.tui.widgets.table import Cells, Column


class NotesToReadScreen(ListScreen):
    """Note sections, with the most missed questions first."""

    COLUMNS = (Column("Note", least=24), Column("Questions missed", is_number=True))
    EMPTY = "You missed nothing, so there are no notes to read."

    def __init__(self, notes: Sequence[NoteToRead]) -> None:
        super().__init__()
        self._notes = notes

    def heading(self) -> tuple[str, str, str]:
        """Return the title and the number of notes."""
        return "Notes to read", "", pluralize(len(self._notes), "note")

    def rows(self) -> Iterable[tuple[str, Cells]]:
        """Return one row per section, with the number of missed questions."""
        for note in self._notes:
            yield note.note, (literal(note.title, "bold"), Content(f"{note.misses}"))

    def open_row(self, name: str) -> None:
        """Open the notes at the section with the address `name`."""
        self.router.read_note(name)
