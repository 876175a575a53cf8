"""The plan until the exam."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from examkit.drills.preview import DrillCounts, Reason, ReasonCount
from examkit.drills.study_plan import (
    StudyPlan,
    describe_plan,
    make_plan,
    over_in_words,
)


def counts(due: int, unseen: int, reserved: int) -> DrillCounts:
    return DrillCounts(due, 0, 0, unseen, 0, reserved, (), "nothing", False, {}, 90.0)


def reasons(**numbers: int) -> Sequence[ReasonCount]:
    names: tuple[Reason, ...] = ("due", "wrong", "new", "seen")
    return [ReasonCount(name, "build", numbers[name]) for name in names if name in numbers]


FIRST = reasons(new=10)
MIXED = reasons(due=7, wrong=1, new=12, seen=2)
PLANS: list[tuple[int, DrillCounts, Sequence[ReasonCount], float | None, StudyPlan]] = [
    (30, counts(0, 552, 65), FIRST, None, StudyPlan(30, 0, 0, 10, 552, "first")),
    (30, counts(99, 300, 65), MIXED, 5.0, StudyPlan(30, 99, 10, 12, 300, "today")),
    (30, counts(99, 300, 65), MIXED, 0.5, StudyPlan(30, 99, 10, 12, 300, "later", 2)),
    (30, counts(99, 300, 65), MIXED, 1.2, StudyPlan(30, 99, 10, 12, 300, "later", 1)),
    (30, counts(0, 40, 0), FIRST, 5.0, StudyPlan(30, 0, 0, 10, 40, "all seen")),
    (3, counts(0, 200, 65), FIRST, 0.1, StudyPlan(3, 0, 0, 10, 200, "later", 2)),
    (2, counts(0, 200, 65), FIRST, 0.1, StudyPlan(2, 0, 0, 10, 200, "enough", 2)),
    (1, counts(0, 200, 65), FIRST, None, StudyPlan(1, 0, 0, 10, 200, "enough")),
    (0, counts(0, 200, 65), [], 9.0, StudyPlan(0, 0, 0, 0, 200, "enough")),
]


@pytest.mark.parametrize(("days_left", "counted", "today", "since", "expected"), PLANS)
def test_plan(
    days_left: int,
    counted: DrillCounts,
    today: Sequence[ReasonCount],
    since: float | None,
    expected: StudyPlan,
) -> None:
    assert make_plan(days_left, counted, today, since) == expected


@pytest.mark.parametrize(
    ("mock", "too_quick", "expected"),
    [
        (None, 0.0, ("later", 1, True)),
        (None, 0.9, ("later", 1, True)),
        (None, 1.0, ("first", 0, False)),
        (5.0, 0.5, ("later", 1, True)),
        (1.2, 0.5, ("later", 1, True)),
        (0.5, 0.2, ("later", 2, False)),
        (5.0, 1.5, ("today", 0, False)),
        (1.2, 1.5, ("later", 1, False)),
    ],
)
def test_a_mock_answered_too_quickly_delays_the_next_one_by_a_day(
    mock: float | None, too_quick: float, expected: tuple[str, int, bool]
) -> None:
    plan = make_plan(30, counts(0, 300, 65), FIRST, mock, too_quick)
    assert (plan.mock, plan.mock_in, plan.mock_too_quick) == expected


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (
            StudyPlan(30, 0, 0, 10, 300, "later", 1, mock_too_quick=True),
            "30 days until the exam. Today: 10 new questions. You answered your last mock too "
            "quickly, so it doesn't count. Take another one tomorrow.",
        ),
        (
            StudyPlan(30, 99, 20, 10, 300, "later", 1),
            "30 days until the exam. Today: 30 questions (20 to review, 10 new). "
            "Take your next full mock tomorrow.",
        ),
        (
            StudyPlan(9, 0, 0, 10, 300, "first"),
            "9 days until the exam. Today: 10 new questions. "
            "Take your first mock to see where you stand.",
        ),
        (
            StudyPlan(2, 1, 1, 0, 0, "all seen"),
            "2 days until the exam. Today: 1 question to review. "
            "A full mock would repeat questions you've seen, so it would tell you less.",
        ),
        (
            StudyPlan(1, 0, 0, 0, 200, "enough"),
            "The exam is tomorrow. Nothing is due today. "
            "Review your mistakes instead of taking another mock.",
        ),
        (
            StudyPlan(9, 3, 3, 12, 200, "today", done_today=15),
            "9 days until the exam. Today: 15 more questions (3 to review, 12 new). "
            "Take a full mock today.",
        ),
        (
            StudyPlan(9, 3, 3, 7, 200, "later", 2, done_today=30, is_done=True),
            "9 days until the exam. You're done for today (30 questions). "
            "Take your next full mock in 2 days.",
        ),
        (
            StudyPlan(0, 3, 3, 1, 200, "enough"),
            "The exam is today. Today: 4 questions (3 to review, 1 new). "
            "Review your mistakes instead of taking another mock.",
        ),
    ],
)
def test_in_words(given: StudyPlan, words: str) -> None:
    assert describe_plan(given) == words


def test_an_exam_date_that_is_past() -> None:
    assert over_in_words(date(2026, 12, 5)) == "Your exam date, December 5, 2026, has passed."
