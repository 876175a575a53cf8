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
    """Return an exam's ID and the date it starts or ends: "X, from June 1, 2026"."""
    return f"{exam.id.upper()}{validity(exam, today)}"


def validity(exam: ExamSummary, today: date) -> str:
    """Return from when or until when an exam is offered: `, from June 1, 2026`; empty if unknown.

    The first day is named only if it is in the future. An exam that is over has `ended`.
    """
    if exam.valid_from and exam.valid_from > today:
        return f", from {format_day(exam.valid_from)}"
    if exam.valid_until is None:
        return ""
    word = "ended" if exam.has_ended(today) else "until"
    return f", {word} {format_day(exam.valid_until)}"


def find_misfit(context: AppContext) -> str:
    """Return why the current exam can't be taken on the exam date.

    The text is empty if it can be taken, or if no exam date is ahead.
    """
    exam, day = _current_exam(context), context.config.parsed_exam_date
    if exam is None or day is None or day < context.service.today() or exam.is_offered(day):
        return ""
    return f"{'ends before' if exam.has_ended(day) else 'starts after'} your exam date"


def exams_to_choose(
    exams: Sequence[ExamSummary], exam_date: date | None, today: date
) -> list[ExamSummary]:
    """Return the exam versions offered on the exam date.

    If `exam_date` is None or before `today`, return those that haven't ended yet.
    """
    if exam_date is not None and exam_date >= today:
        return [exam for exam in exams if exam.is_offered(exam_date)]
    return [exam for exam in exams if not exam.has_ended(today)]


def exam_settings(exam: str, context: AppContext) -> dict[str, Value]:
    """Return the setting that selects the exam version with the ID `exam`.

    Its value is empty for the version offered by default, so that the next version can replace it
    automatically.
    """
    return {"exam": "" if exam == context.service.offered_exam else exam}


def save_exam_date(text: str, context: AppContext) -> str:
    """Save a typed exam date such as "Dec 15", or remove the saved one if the text is empty.

    Return a message: the new exam version if the date changes it, or else what the date means for
    practice. Raises ExamkitError if the settings can't be saved.
    """
    before, day = _current_exam(context), parse_day(text, context.service.today())
    value = day.isoformat() if day else ""
    context.change_settings({"exam_date": value, **_dropped_choice(day, context)})
    after = _current_exam(context)
    if after is None or after == before:
        return PLANNED if day else UNPLANNED
    return f"Your exam is now {after.id.upper()}{_when(after, context.service.today())}."


def _current_exam(context: AppContext) -> ExamSummary | None:
    """Return the current exam, or None if the bank can't be read."""
    try:
        exams = context.service.bank.info.exams
    except ExamkitError:
        return None
    return next(exam for exam in exams if exam.id == context.exam_id)


def _dropped_choice(day: date | None, context: AppContext) -> dict[str, Value]:
    """Return the setting that clears the chosen exam version if it isn't offered on a date.

    The mapping is empty if the version can stay.
    """
    exam = _current_exam(context)
    chosen = exam is not None and exam.id == context.config.exam
    if day and exam and chosen and not exam.is_offered(day):
        return {"exam": ""}
    return {}


def _when(exam: ExamSummary, today: date) -> str:
    if exam.valid_from and exam.valid_from > today:
        return f", offered from {format_day(exam.valid_from)}"
    return f", offered until {format_day(exam.valid_until)}" if exam.valid_until else ""
