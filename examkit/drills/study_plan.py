"""The study plan for each day until the exam."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from typing import Literal

DAYS_BETWEEN_MOCKS = 2
"""Minimum days between full mocks; a mock taken sooner shows little that is new."""
FINAL_DAYS = 3
"""Last days before the exam, which are for reviews and mistakes, not for new questions."""

Mock = Literal["first", "today", "later", "enough", "all seen"]


@dataclass(frozen=True, slots=True)
class StudyPlan:
    """What to practice today, and when to take the next mock."""

    days_left: int
    """Days until the exam; 0 on its date."""
    due: int
    """Questions due for review today."""
    new_today: int
    """New questions to ask per day, so that all but the reserved ones are seen in time."""
    unseen: int
    """Unseen questions, including reserved ones."""
    mock: Mock
    mock_in: int = 0
    """Days until the next recommended mock; 0 unless `mock` is "later"."""


def make_plan(
    days_left: int, due: int, unseen: int, reserved: int, days_since_mock: float | None
) -> StudyPlan:
    """Return today's study plan.

    Of the `unseen` questions, `reserved` are for the next mock. `days_since_mock` is None if the
    candidate hasn't taken a mock.
    """
    to_learn = days_left - FINAL_DAYS
    new = math.ceil(max(0, unseen - reserved) / to_learn) if to_learn > 0 else 0
    wait = 0 if days_since_mock is None else max(0, math.ceil(DAYS_BETWEEN_MOCKS - days_since_mock))
    return StudyPlan(
        days_left, due, new, unseen, _mock(days_left, reserved, days_since_mock, wait), wait
    )


def _mock(days_left: int, reserved: int, days_since_mock: float | None, wait: int) -> Mock:
    if days_left <= 1 or days_left <= wait:
        return "enough"
    if days_since_mock is None:
        return "first"
    if wait:
        return "later"
    return "today" if reserved else "all seen"


def describe_plan(plan: StudyPlan) -> str:
    """Return a study plan as a few sentences, without blame for what was missed."""
    left = {0: "The exam is today.", 1: "The exam is tomorrow."}
    parts = [left.get(plan.days_left, f"{plan.days_left} days to the exam.")]
    work = [f"{plan.due} due"] if plan.due else []
    new = f"about {plan.new_today} new ones of {plan.unseen} unseen"
    work += [new] if plan.new_today else []
    parts.append(f"Today: {', '.join(work)}." if work else "Nothing is due today.")
    parts.append(_MOCK[plan.mock].format(days=_days(plan.mock_in)))
    return " ".join(part for part in parts if part)


def over_in_words(day: date) -> str:
    """Return a sentence that says that the exam date has passed."""
    return f"Your exam date, {day:%B} {day.day}, {day.year}, has passed."


def _days(number: int) -> str:
    return "tomorrow" if number == 1 else f"in {number} days"


_MOCK: dict[Mock, str] = {
    "first": "A first mock shows where you stand.",
    "today": "Take a full mock today.",
    "later": "Take the next full mock {days}.",
    "enough": "Look through past mistakes; that is enough now.",
    "all seen": "You have seen every question, so a mock now shows less.",
}
