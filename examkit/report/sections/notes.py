"""The sections of the notes that missed questions are about."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from examkit.report.blocks import Blocks, Items
from examkit.report.report import Report, Section


@dataclass(frozen=True, slots=True)
class NoteToRead:
    """A section of the notes that the candidate should read."""

    note: str
    """Address of the section."""
    title: str
    misses: int
    """Number of missed questions about the section."""


@dataclass(frozen=True, slots=True)
class NotesSection(Section):
    name = "notes"
    heading = "Notes to read"

    notes_to_read: tuple[NoteToRead, ...]

    @classmethod
    def build(cls, report: Report) -> NotesSection:
        slots = report.form.slots
        notes = (slots[missed.slot].question.note for missed in report.missed)
        misses = Counter(note for note in notes if note)
        titles = report.facts.note_titles
        rows = [NoteToRead(note, titles.get(note, note), n) for note, n in misses.most_common()]
        return cls(tuple(rows))

    def details(self) -> Blocks:
        rows = self.notes_to_read
        yield Items(f"{row.title}: {row.misses} missed ({row.note})" for row in rows)
