"""Facts about a bank that the index can return without reading the questions."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple


class ExamSummary(NamedTuple):
    """Facts about one exam in a bank."""

    id: str
    title: str
    valid_from: date | None
    """First day on which the exam is offered; None if unknown."""
    valid_until: date | None
    """Last day on which the exam is offered; None if unknown."""
    questions: int
    minutes: int
    unscored: int
    """Number of questions that don't count toward the score."""
    domains: dict[str, int]
    """Number of the bank's questions in each domain, by domain id, in the exam's order."""

    @property
    def in_bank(self) -> int:
        """Return the number of questions in the bank that the exam can draw."""
        return sum(self.domains.values())

    def is_offered(self, day: date) -> bool:
        """Return whether the exam can be taken on a day."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and not self.has_ended(day)

    def has_ended(self, day: date) -> bool:
        """Return whether a day is after the last one on which the exam is offered."""
        return self.valid_until is not None and self.valid_until < day


class BankSummary(NamedTuple):
    """Facts about a bank, for screens and commands."""

    id: str
    title: str
    default_exam: str
    """Id of the default exam."""
    exams: tuple[ExamSummary, ...]
    """Summaries of all exams, with the default exam first."""
    questions: int
    """Number of questions that aren't retired."""
    notes: int
    """Number of notes files."""
    sections: int
    """Number of sections in all notes files."""
    topics: tuple[tuple[str, str], ...]
    """Id and title of each topic, in the bank's order."""
    notes_of_topics: tuple[tuple[str, str], ...]
    """Topic id and notes file of each topic that has one, in the bank's order."""
    errors: int
    """Number of errors found in the bank."""


def to_summary(values: dict[str, Any]) -> BankSummary:
    """Convert JSON values to a summary. Raises ValueError, TypeError, or LookupError if invalid."""
    for name in ("topics", "notes_of_topics"):
        values[name] = tuple(map(tuple, values[name]))
    values["exams"] = tuple(_to_exam_summary(row) for row in values["exams"])
    return BankSummary(**values)


def _to_exam_summary(values: dict[str, Any]) -> ExamSummary:
    for name in ("valid_from", "valid_until"):
        values[name] = date.fromisoformat(values[name]) if values[name] else None
    return ExamSummary(**values)
