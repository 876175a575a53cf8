"""The notes that an attempt suggests to read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from examkit.humanize import pluralize
from examkit.report.sections.notes import NoteToRead
from examkit.tui.list_screen import ListScreen


class NotesToReadScreen(ListScreen):
    """Sections of the notes, most missed first."""

    EMPTY = "You missed nothing, so there are no notes to read."

    def __init__(self, notes: Sequence[NoteToRead]) -> None:
        super().__init__()
        self._notes = notes

    def heading(self) -> tuple[str, str, str]:
        """Return the title, and how many sections there are."""
        return "Notes to read", "", pluralize(len(self._notes), "section")

    def rows(self) -> Iterable[tuple[str, str, str]]:
        """Return one line per section."""
        for note in self._notes:
            yield note.note, note.title, f"{pluralize(note.misses, 'question')} missed"

    def open_row(self, name: str) -> None:
        """Read a section."""
        self.router.read_note(name)
