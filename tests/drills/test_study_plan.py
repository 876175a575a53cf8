"""The plan until the exam."""

from __future__ import annotations

from datetime import date

import pytest

from examkit.drills.study_plan import StudyPlan, describe_plan, make_plan, over_in_words

CASES: list[tuple[tuple[int, int, int, int, float | None], StudyPlan]] = [
    ((30, 0, 552, 65, None), StudyPlan(30, 0, 19, 552, "first")),
    ((30, 12, 300, 65, 5.0), StudyPlan(30, 12, 9, 300, "today")),
    ((30, 12, 300, 65, 0.5), StudyPlan(30, 12, 9, 300, "later", 2)),
    ((30, 12, 300, 65, 1.2), StudyPlan(30, 12, 9, 300, "later", 1)),
    ((30, 0, 40, 0, 5.0), StudyPlan(30, 0, 2, 40, "all seen")),
    ((4, 0, 65, 65, 5.0), StudyPlan(4, 0, 0, 65, "today")),
    ((3, 9, 200, 65, 0.1), StudyPlan(3, 9, 0, 200, "later", 2)),
    ((2, 9, 200, 65, 0.1), StudyPlan(2, 9, 0, 200, "enough", 2)),
    ((1, 9, 200, 65, None), StudyPlan(1, 9, 0, 200, "enough")),
    ((0, 0, 200, 65, 9.0), StudyPlan(0, 0, 0, 200, "enough")),
]


@pytest.mark.parametrize(("given", "expected"), CASES)
def test_plan(given: tuple[int, int, int, int, float | None], expected: StudyPlan) -> None:
    assert make_plan(*given) == expected


def test_what_is_new_is_used_up_in_time() -> None:
    """Doing each day what the plan says leaves the reserve alone, three days before the exam."""
    unseen = 552
    for days_left in range(30, 3, -1):
        unseen -= min(unseen - 65, make_plan(days_left, 0, unseen, 65, 1.0).new_today)
    assert unseen == 65


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (
            StudyPlan(30, 12, 9, 300, "later", 1),
            "30 days to the exam. Today: 12 due, about 9 new ones of 300 unseen. "
            "Take the next full mock tomorrow.",
        ),
        (StudyPlan(1, 0, 0, 200, "enough"), "The exam is tomorrow. Nothing is due today. "
         "Look through past mistakes; that is enough now."),
        (StudyPlan(0, 3, 0, 200, "enough"), "The exam is today. Today: 3 due. Look through past "
         "mistakes; that is enough now."),
    ],
)  # fmt: skip
def test_in_words(given: StudyPlan, words: str) -> None:
    assert describe_plan(given) == words


def test_an_exam_date_that_is_past() -> None:
    assert over_in_words(date(2026, 12, 5)) == "Your exam date, December 5, 2026, has passed."
