"""The study plan for each day until the exam."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from examkit.dates import format_day
from examkit.humanize import pluralize

if TYPE_CHECKING:
    from examkit.drills.preview import DrillCounts, ReasonCount

DAYS_BETWEEN_MOCKS = 2
"""Minimum days between full mocks; a mock taken sooner shows little that is new."""

Mock = Literal["first", "today", "later", "enough", "all seen"]


@dataclass(frozen=True, slots=True)
class StudyPlan:
    """What to practice today, and when to take the next mock."""

    days_left: int
    """Days until the exam; 0 on its date."""
    due: int
    """All questions due for review, of which today's practice asks a part."""
    review_today: int
    """Questions of today's practice that the candidate has answered before."""
    new_today: int
    """Questions of today's practice that the candidate has never answered."""
    unseen: int
    """Unseen questions, including reserved ones."""
    mock: Mock
    mock_in: int = 0
    """Days until the next recommended mock; 0 unless `mock` is "later"."""

    @property
    def questions(self) -> int:
        """Return the number of questions in today's practice."""
        return self.review_today + self.new_today


def make_plan(
    days_left: int,
    counts: DrillCounts,
    today: Iterable[ReasonCount],
    days_since_mock: float | None,
) -> StudyPlan:
    """Return today's study plan.

    `counts` are those of the drill menu, and `today` has the reasons for the questions of today's
    practice. `days_since_mock` is None if the candidate hasn't taken a mock.
    """
    wait = 0 if days_since_mock is None else max(0, math.ceil(DAYS_BETWEEN_MOCKS - days_since_mock))
    reasons = tuple(today)
    return StudyPlan(
        days_left=days_left,
        due=counts.due,
        review_today=sum(each.count for each in reasons if each.reason != "new"),
        new_today=sum(each.count for each in reasons if each.reason == "new"),
        unseen=counts.unseen,
        mock=_mock(days_left, counts.reserved, days_since_mock, wait),
        mock_in=wait,
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
    countdown = left.get(plan.days_left, f"{plan.days_left} days until the exam.")
    return f"{countdown} {_today(plan)} {_MOCK[plan.mock].format(days=_days(plan.mock_in))}"


def _today(plan: StudyPlan) -> str:
    if not plan.questions:
        return "Nothing is due today."
    if not plan.review_today:
        return f"Today: {pluralize(plan.new_today, 'new question')}."
    questions = f"Today: {pluralize(plan.questions, 'question')}"
    if not plan.new_today:
        return f"{questions} to review."
    return f"{questions} ({plan.review_today} to review, {plan.new_today} new)."


def over_in_words(day: date) -> str:
    """Return a sentence that says the exam date, `day`, has passed."""
    return f"Your exam date, {format_day(day)}, has passed."


def _days(number: int) -> str:
    return "tomorrow" if number == 1 else f"in {number} days"


_MOCK: dict[Mock, str] = {
    "first": "Take your first mock to see where you stand.",
    "today": "Take a full mock today.",
    "later": "Take your next full mock {days}.",
    "enough": "Review your mistakes instead of taking another mock.",
    "all seen": "A full mock would repeat questions you've seen, so it would tell you less.",
}
