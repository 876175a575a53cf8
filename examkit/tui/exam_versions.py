"""Exam versions in words, and how the exam date and the version depend on each other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from examkit.dates import format_day, parse_day
from examkit.errors import ExamkitError

if TYPE_CHECKING:
    from examkit.bank.summary import ExamSummary
    from examkit.config_file import Value
    from examkit.tui.context import AppContext

PLANNED = "Exam date saved. Today's practice now follows your study plan."
UNPLANNED = "Exam date removed."


def describe_exam(exam: ExamSummary, today: date) -> str:
    """Return an exam version, with its first day ahead or its last day: "X, from June 1, 2026"."""
    return f"{exam.id.upper()}{validity(exam, today)}"


def validity(exam: ExamSummary, today: date) -> str:
    """Return since or until when an exam is offered: `, from June 1, 2026`; empty if unknown."""
    if exam.valid_from and exam.valid_from > today:
        return f", from {format_day(exam.valid_from)}"
    return f", until {format_day(exam.valid_until)}" if exam.valid_until else ""


def find_misfit(context: AppContext) -> str:
    """Return why the exam that applies can't be taken on the exam date; empty if it can."""
    exam, day = _current_exam(context), context.config.parsed_exam_date
    if exam is None or day is None or day < context.service.today() or exam.is_offered(day):
        return ""
    return f"{'ends before' if exam.has_ended(day) else 'starts after'} your exam date"


def exams_to_choose(
    exams: Sequence[ExamSummary], exam_date: date | None, today: date
) -> list[ExamSummary]:
    """Return the exam versions that can be taken on the exam date, or from today on without one."""
    if exam_date is not None and exam_date >= today:
        return [exam for exam in exams if exam.is_offered(exam_date)]
    return [exam for exam in exams if not exam.has_ended(today)]


def exam_settings(exam: str, context: AppContext) -> dict[str, Value]:
    """Return the setting for an exam version: empty if it is the one offered anyway.

    Then the version after it follows without a change of the settings.
    """
    return {"exam": "" if exam == context.service.offered_exam else exam}


def save_exam_date(text: str, context: AppContext) -> str:
    """Save a typed date such as "Dec 15", or none if it is empty.

    Return a message on what changed: the exam version, or else how practice is planned. Raises
    ExamkitError if the settings can't be saved.
    """
    before, day = _current_exam(context), parse_day(text, context.service.today())
    value = day.isoformat() if day else ""
    context.change_settings({"exam_date": value, **_dropped_choice(day, context)})
    after = _current_exam(context)
    if after is None or after == before:
        return PLANNED if day else UNPLANNED
    return f"Your exam is now {after.id.upper()}{_when(after, context.service.today())}."


def _current_exam(context: AppContext) -> ExamSummary | None:
    """Return the exam that applies, or None if the bank can't be read."""
    try:
        exams = context.service.bank.info.exams
    except ExamkitError:
        return None
    return next(exam for exam in exams if exam.id == context.exam_id)


def _dropped_choice(day: date | None, context: AppContext) -> dict[str, Value]:
    """Return the settings that drop the chosen version, if it can't be taken on the date."""
    exam = _current_exam(context)
    chosen = exam is not None and exam.id == context.config.exam
    if day and exam and chosen and not exam.is_offered(day):
        return {"exam": ""}
    return {}


def _when(exam: ExamSummary, today: date) -> str:
    if exam.valid_from and exam.valid_from > today:
        return f", offered from {format_day(exam.valid_from)}"
    return f", offered until {format_day(exam.valid_until)}" if exam.valid_until else ""
