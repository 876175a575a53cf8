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
    from examkit.drills.todays_practice import DailyGoal

DAYS_BETWEEN_MOCKS = 2
"""Minimum days between full mocks; a mock taken sooner shows little that is new."""
DAYS_AFTER_TOO_QUICK = 1
"""Minimum days after a mock answered too quickly to count, which used up new questions, too."""

Mock = Literal["first", "today", "later", "enough", "all seen"]


@dataclass(frozen=True, slots=True)
class StudyPlan:
    """What to practice today, and when to take the next mock."""

    days_left: int
    """Days until the exam; 0 on its date."""
    due: int
    """All questions due for review, of which today's practice asks a part."""
    review_today: int
    """Questions still to practice today that the candidate has answered before."""
    new_today: int
    """Questions still to practice today that the candidate has never answered."""
    unseen: int
    """Unseen questions, including reserved ones."""
    mock: Mock
    mock_in: int = 0
    """Days until the next recommended mock; 0 unless `mock` is "later"."""
    mock_too_quick: bool = False
    """Whether the latest mock was answered too quickly to count, less than a day ago."""
    done_today: int = 0
    """Number of questions answered in drills that were finished today."""
    is_done: bool = False
    """Whether today's practice is done. If so, `review_today` and `new_today` count extra ones."""

    @property
    def questions(self) -> int:
        """Return the number of questions still to practice today."""
        return self.review_today + self.new_today


def make_plan(
    days_left: int,
    counts: DrillCounts,
    today: Iterable[ReasonCount],
    days_since_mock: float | None,
    days_since_too_quick: float | None = None,
    goal: DailyGoal | None = None,
) -> StudyPlan:
    """Return today's study plan.

    `counts` are those of the drill menu, and `today` has the reasons for the questions of today's
    practice. `days_since_mock` is None if the candidate hasn't taken a mock that counts, and
    `days_since_too_quick` if no mock was answered too quickly to count. `goal` is how much to
    practice today; None counts as nothing done yet.
    """
    wait = _wait(DAYS_BETWEEN_MOCKS, days_since_mock)
    too_quick = _wait(DAYS_AFTER_TOO_QUICK, days_since_too_quick)
    reasons = tuple(today)
    return StudyPlan(
        days_left=days_left,
        due=counts.due,
        review_today=sum(each.count for each in reasons if each.reason != "new"),
        new_today=sum(each.count for each in reasons if each.reason == "new"),
        unseen=counts.unseen,
        mock=_mock(days_left, counts.reserved, days_since_mock, max(wait, too_quick)),
        mock_in=max(wait, too_quick),
        mock_too_quick=too_quick > 0 and wait < DAYS_BETWEEN_MOCKS,
        done_today=goal.done if goal else 0,
        is_done=goal is not None and goal.is_reached,
    )


def _wait(least: int, days_since: float | None) -> int:
    return 0 if days_since is None else max(0, math.ceil(least - days_since))


def _mock(days_left: int, reserved: int, days_since_mock: float | None, wait: int) -> Mock:
    if days_left <= 1 or days_left <= wait:
        return "enough"
    if wait:
        return "later"
    if days_since_mock is None:
        return "first"
    return "today" if reserved else "all seen"


def describe_plan(plan: StudyPlan) -> str:
    """Return a study plan as a few sentences, without blame for what was missed."""
    left = {0: "The exam is today.", 1: "The exam is tomorrow."}
    countdown = left.get(plan.days_left, f"{plan.days_left} days until the exam.")
    mock = _MOCK[plan.mock].format(days=_days(plan.mock_in))
    if plan.mock == "later" and plan.mock_too_quick:
        mock = _TOO_QUICK
    return f"{countdown} {_today(plan)} {mock}"


def _today(plan: StudyPlan) -> str:
    if plan.is_done:
        return f"You're done for today ({pluralize(plan.done_today, 'question')})."
    if not plan.questions:
        return "Nothing more to practice today." if plan.done_today else "Nothing is due today."
    more = "more " if plan.done_today else ""
    if not plan.review_today:
        return f"Today: {pluralize(plan.new_today, f'{more}new question')}."
    questions = f"Today: {pluralize(plan.questions, f'{more}question')}"
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
_TOO_QUICK = (
    "You answered your last mock too quickly, so it doesn't count. Take another one tomorrow."
)
