"""The list of notes to read after an attempt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from examkit.humanize import pluralize
from examkit.report.sections.notes import NoteToRead
from examkit.tui.list_screen import ListScreen


class NotesToReadScreen(ListScreen):
    """Note sections, with the most missed questions first."""

    EMPTY = "You missed nothing, so there are no notes to read."

    def __init__(self, notes: Sequence[NoteToRead]) -> None:
        super().__init__()
        self._notes = notes

    def heading(self) -> tuple[str, str, str]:
        """Return the title and the number of sections."""
        return "Notes to read", "", pluralize(len(self._notes), "section")

    def rows(self) -> Iterable[tuple[str, str, str]]:
        """Return one line per section, with the number of missed questions."""
        for note in self._notes:
            yield note.note, note.title, f"{pluralize(note.misses, 'question')} missed"

    def open_row(self, name: str) -> None:
        """Open the notes at the section with the address `name`."""
        self.router.read_note(name)
