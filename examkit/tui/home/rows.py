"""The rows of Home, each with its key, and what there is to know about it now."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from examkit.dates import format_day
from examkit.humanize import name_attempt, pluralize
from examkit.tui.exam_versions import describe_exam
from examkit.tui.mock_request import shorter_lengths
from examkit.tui.titles import shorten
from examkit.tui.widgets.key_rows import SEPARATOR, KeyRow

if TYPE_CHECKING:
    from examkit.attempts.dashboard import Today
    from examkit.attempts.resumable import ResumableAttempt
    from examkit.bank.summary import BankSummary, ExamSummary
    from examkit.store.records import AttemptRow
    from examkit.tui.home.facts import HomeFacts

NAME_WIDTH = 22
"""Width in cells of an attempt's name that leaves room for the rest of its row."""
MAX_UNFINISHED = 3
"""How many unfinished attempts Home lists, latest first."""
Key = Callable[[str], str]
"""A function that takes the name of a command and returns the command's key."""


def resume_rows(facts: HomeFacts, seconds: float, day: date) -> Iterator[tuple[str, str]]:
    """Yield the ID and description of unfinished attempts except the one to resume next.

    The latest come first. Until their details are read, all attempts are described by name only.
    `seconds` is the time since they were read, and `day` is today.
    """
    unread, first = [row for row in facts.attempts if row.finished is None], facts.to_resume()
    others = [attempt for attempt in facts.resumable if attempt is not first]
    for attempt in others[: MAX_UNFINISHED - 1]:
        name, *state = describe_unfinished(attempt, facts.titles, seconds, day)
        yield attempt.row.id, SEPARATOR.join([shorten(name, NAME_WIDTH), *state])
    if not facts.resumable:
        for row in unread[:MAX_UNFINISHED]:
            yield row.id, name_attempt(row.mode, row.title, facts.titles)


def describe_unfinished(
    attempt: ResumableAttempt, titles: Mapping[str, str], seconds: float, today: date
) -> list[str]:
    """Return what an attempt is, how far the candidate is, and when it started.

    `titles` maps IDs of domains and topics to titles, and `seconds` is the time since the attempt
    was read.
    """
    from examkit.tui.formatting import format_clock

    row = attempt.row
    parts = [
        name_attempt(row.mode, row.title, titles),
        f"{attempt.answered} of {row.asked} answered",
    ]
    if attempt.remaining is not None:
        clock = format_clock(max(0.0, attempt.remaining - seconds))
        parts[1:] = [f"{clock} left", f"question {attempt.current + 1}"]
    return [*parts, f"started {_start_text(row.started, today)}"]


def _start_text(seconds: float, today: date) -> str:
    """Return the time at which an attempt started if that was today, or else the day.

    `seconds` is that moment in UTC seconds since 1970.
    """
    start = _local_time(seconds)
    return f"{start:%H:%M}" if start.date() == today else f"{start:%b} {start.day}"


def _local_time(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC).astimezone()


def describe_practice(today: Today | None) -> str:
    """Return the length of the rest of today's practice; empty until it is known."""
    if today is None:
        return ""
    if not today.questions:
        return "nothing more to practice today" if today.done else "nothing to practice today"
    noun = "more question" if today.done else "question"
    start = "done · " if today.is_done else ""
    return f"{start}{pluralize(today.questions, noun)} · about {today.minutes} min"


def describe_mock(exam: ExamSummary, extra_minutes: int, *, recommended: bool) -> str:
    """Return the length of a mock exam, and whether one is recommended today."""
    length = f"{pluralize(exam.questions, 'question')} · {exam.minutes + extra_minutes} min"
    if shorter_lengths(exam):
        length += " · or shorter"
    return f"recommended today · {length}" if recommended else length


def describe_drills(today: Today | None) -> str:
    """Return how many questions were missed or are due, or else what drills can cover."""
    if today is None or not (today.missed or today.due):
        return "by domain, topic, or custom mix"
    counts = ((today.missed, "missed"), (today.due, "due for review"))
    return SEPARATOR.join(f"{n} {what}" for n, what in counts if n)


def describe_history(rows: Sequence[AttemptRow]) -> str:
    """Return how many mocks and drills were finished."""
    modes = [row.mode for row in rows if row.finished is not None]
    counts = ((modes.count("mock"), "mock"), (modes.count("drill"), "drill"))
    return " · ".join(pluralize(n, noun) for n, noun in counts if n) or "nothing finished yet"


def describe_bank(bank: BankSummary, exam: ExamSummary) -> str:
    """Return how many questions the bank has for the exam, and how many notes."""
    return f"{pluralize(exam.in_bank, 'question')} · {pluralize(bank.notes, 'note')}"


def describe_exam_date(day: date | None, today: date) -> str:
    """Return the exam date, or a hint to set it."""
    if day is None:
        return "set it to get a daily plan"
    return f"{format_day(day)} (in the past)" if day < today else format_day(day)


def describe_settings(day: date | None, today: date) -> str:
    """Return what to change in the settings, or when the exam is."""
    if day is None:
        return "set a date to get a daily plan"
    return "your exam date has passed" if day < today else f"exam on {format_day(day)}"


def countdown(days: int | None) -> str:
    """Return the days until the exam as text; empty if its date is unknown."""
    if days is None:
        return ""
    return {0: "exam today", 1: "exam tomorrow"}.get(days, f"exam in {days} days")


def build_rows(facts: HomeFacts, day: date, seconds: float, key: Key) -> list[KeyRow]:
    """Return the rows of Home.

    `day` is today, and `seconds` the time since the facts were read. `key` takes the name of a
    command and returns the command's key.
    """
    if facts.is_broken:
        about = "choose another question bank"
        return [KeyRow("settings", key("settings"), "Settings", about)]
    rows = [*_first_rows(facts, day)] if facts.is_new else []
    if facts.to_resume() and not _has_unfinished_practice(facts, day):
        rows.append(KeyRow("today", "", "Today's practice", describe_practice(facts.today)))
    for attempt, about in resume_rows(facts, seconds, day):
        rows.append(KeyRow(f"resume:{attempt}", "", "Resume", about))
    rows.append(KeyRow("mock", key("mock"), "Mock exam", _describe_mock(facts)))
    rows.append(KeyRow("drills", key("drill"), "Drills", describe_drills(facts.today)))
    if not facts.is_new:
        about = describe_history(facts.attempts)
        rows.append(KeyRow("history", key("history"), "History", about))
    about = describe_bank(facts.bank, facts.exam) if facts.bank and facts.exam else ""
    rows.append(KeyRow("topics", key("bank"), "Bank and notes", about))
    about = "" if facts.is_new else describe_settings(facts.exam_date, day)
    return [*rows, KeyRow("settings", key("settings"), "Settings", about)]


def _has_unfinished_practice(facts: HomeFacts, day: date) -> bool:
    """Return whether today's practice was started today and can be resumed."""
    from examkit.drills.request import DrillRequest

    title = DrillRequest(due_first=True).title
    rows = [each.row for each in facts.resumable if each.row.title == title]
    return any(_local_time(row.started).date() == day for row in rows)


def _describe_mock(facts: HomeFacts) -> str:
    if facts.exam is None:
        return ""
    is_advised = facts.today is not None and facts.today.mock in ("first", "today")
    recommended = is_advised and not facts.timed()
    return describe_mock(facts.exam, facts.extra_minutes, recommended=recommended)


def _first_rows(facts: HomeFacts, day: date) -> Iterator[KeyRow]:
    """Yield the rows of the first start: the exam version if there are several, and its date."""
    if facts.choices > 1 and facts.exam:
        yield KeyRow("exam", "", "Exam", describe_exam(facts.exam, day))
    yield KeyRow("date", "", "Exam date", describe_exam_date(facts.exam_date, day))
