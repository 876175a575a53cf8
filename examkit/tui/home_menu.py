"""The lines of the home screen's menu, each with an ID, a label, and a description."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from examkit.humanize import pluralize

if TYPE_CHECKING:
    from examkit.attempts.resumable import ResumableAttempt
    from examkit.attempts.service import AttemptService
    from examkit.bank.summary import ExamSummary

MAX_UNFINISHED = 3
"""How many unfinished attempts Home lists, latest first."""
MenuRow = tuple[str, str, str]


def menu_rows(
    service: AttemptService,
    unfinished: Sequence[ResumableAttempt],
    todays_drill: str,
    extra_minutes: int,
) -> Iterator[MenuRow]:
    """Yield the lines of the menu. Some IDs have an argument after a colon: `mock:dva-c02`."""
    info, today = service.bank.info, service.today()
    yield "today", "Today's drill", todays_drill
    for attempt in unfinished[:MAX_UNFINISHED]:
        yield _resume_row(attempt, today)
    for exam in info.exams:
        yield _mock_row(exam, extra_minutes, today)
    yield "drills", "Drills", "by weak area, mistakes, review, domain, or topic"
    yield _history_row(service)
    questions, notes = pluralize(info.questions, "question"), pluralize(info.notes, "note")
    yield "topics", "Question bank", f"{questions}, {notes}"


def _resume_row(attempt: ResumableAttempt, today: date) -> MenuRow:
    from examkit.tui.formatting import format_clock

    parts = [attempt.row.title, f"question {attempt.current + 1}", f"{attempt.answered} answered"]
    if attempt.remaining is not None:
        parts.append(f"{format_clock(attempt.remaining)} left")
    start = datetime.fromtimestamp(attempt.row.started, UTC).astimezone().date()
    if start != today:
        parts.append(f"started {start:%B} {start.day}")
    return f"resume:{attempt.row.id}", "Resume", ", ".join(parts)


def _mock_row(exam: ExamSummary, extra_minutes: int, today: date) -> MenuRow:
    questions = pluralize(exam.questions, "question")
    minutes = pluralize(exam.minutes + extra_minutes, "minute")
    about = f"{questions}, {minutes}{validity(exam, today)}"
    return f"mock:{exam.id}", f"Mock exam {exam.id.upper()}", about


def validity(exam: ExamSummary, today: date) -> str:
    """Return since or until when an exam is offered: `, from June 1, 2026`; empty if unknown."""
    if exam.valid_from and exam.valid_from > today:
        return f", from {_format_day(exam.valid_from)}"
    return f", until {_format_day(exam.valid_until)}" if exam.valid_until else ""


def _format_day(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def _history_row(service: AttemptService) -> MenuRow:
    finished = [row for row in service.attempts() if row.finished is not None]
    about = "none yet"
    if finished:
        about = f"{len(finished)}, last {finished[0].correct} of {finished[0].asked} correct"
    return "history", "Past attempts", about
