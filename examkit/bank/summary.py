"""What can be told of a bank without reading its questions; plain values, quick to load."""

# Annotations are not postponed: a named tuple would compile each of them from its text.
from datetime import date
from typing import Any, NamedTuple


class ExamSummary(NamedTuple):
    """One version of the exam."""

    id: str
    title: str
    valid_from: date | None
    valid_until: date | None
    questions: int
    minutes: int
    unscored: int
    domains: dict[str, int]
    """Questions in the bank by domain id, in the exam's order."""


class BankSummary(NamedTuple):
    """A bank at a glance."""

    id: str
    title: str
    default_exam: str
    exams: tuple[ExamSummary, ...]
    questions: int
    """Questions that can be drawn, retired ones left out."""
    notes: int
    """Notes files."""
    sections: int
    topics: tuple[tuple[str, str], ...]
    """Id and title, in the bank's order."""
    notes_of_topics: tuple[tuple[str, str], ...]
    """Topic id and its notes file."""
    errors: int


def summary_of(values: dict[str, Any]) -> BankSummary:
    """Return a summary from its values as JSON."""
    for name in ("topics", "notes_of_topics"):
        values[name] = tuple(map(tuple, values[name]))
    values["exams"] = tuple(_exam_summary(row) for row in values["exams"])
    return BankSummary(**values)


def _exam_summary(values: dict[str, Any]) -> ExamSummary:
    for name in ("valid_from", "valid_until"):
        values[name] = date.fromisoformat(values[name]) if values[name] else None
    return ExamSummary(**values)
