"""When questions are due."""

from __future__ import annotations

from dataclasses import replace

import pytest

from examkit.drills.review_dates import (
    Grade,
    SpacingSettings,
    UsualTimes,
    compute_memories,
    fsrs_rating,
)
from examkit.exam.events import Confidence
from examkit.exam.grading import Outcome
from examkit.exam.past_answer import PastAnswer
from examkit.system_clock import DAY

START = 1_800_000_000.0
MINUTE = UsualTimes(median=60.0, pace=120.0)


def answered(
    outcome: Outcome = "right",
    *,
    day: float = 0.0,
    question: str = "q-one",
    seconds: float | None = 60.0,
    confidence: Confidence | None = None,
    postponed: bool = False,
    digest: str = "",
) -> PastAnswer:
    wall = START + day * DAY
    return PastAnswer(
        question, "build", "topic-a", "drill", wall, outcome, True, seconds, confidence,
        postponed=postponed, digest=digest, attempt=f"day-{day}",
    )  # fmt: skip


GRADES: list[tuple[PastAnswer, Grade]] = [
    (answered(), "good"),
    (answered("wrong"), "again"),
    (answered("partial"), "again"),
    (answered("unanswered"), "again"),
    (answered(seconds=9.9), "again"),
    (answered(seconds=10.0), "good"),
    (answered(seconds=None), "good"),
    (answered(confidence=1), "again"),
    (answered(confidence=2), "hard"),
    (answered(confidence=3), "good"),
    (answered(confidence=3, seconds=41.0), "good"),
    (answered(seconds=120.0), "good"),
    (answered(seconds=121.0), "hard"),
    (answered("wrong", confidence=2), "again"),
    (answered(confidence=3, postponed=True), "again"),
]


@pytest.mark.parametrize(("answer", "expected"), GRADES)
def test_grade_with_a_median_of_a_minute(answer: PastAnswer, expected: Grade) -> None:
    assert fsrs_rating(answer, MINUTE, [answered("wrong", day=-9)]) == expected


@pytest.mark.parametrize(("answer", "again"), GRADES)
def test_an_answer_correct_at_first_sight_was_known_before(
    answer: PastAnswer, again: Grade
) -> None:
    assert fsrs_rating(answer, MINUTE) == ("easy" if again == "good" else again)


def test_easy_takes_quick_sure_answers_on_three_days() -> None:
    last = answered(day=9, confidence=3, seconds=41.0)
    assert fsrs_rating(last, MINUTE, [answered(day=0), answered(day=3)]) == "easy"
    assert fsrs_rating(last, MINUTE, [answered(day=0), answered("wrong", day=3)]) == "good"
    assert fsrs_rating(last, MINUTE, [answered(day=9), answered(day=9)]) == "good"
    slower = answered(day=9, confidence=3, seconds=43.0)
    assert fsrs_rating(slower, MINUTE, [answered(day=0), answered(day=3)]) == "good"


@pytest.mark.parametrize(("confidence", "expected"), [(None, [8, 39, 60]), (2, [1, 3, 7])])
def test_correct_answers_come_back_later_each_time(
    confidence: Confidence | None, expected: list[int]
) -> None:
    """The intervals of FSRS-6 at a retention of .90, without learning steps."""
    days, past = [], []
    day = 0.0
    for _ in range(3):
        past.append(answered(day=day, confidence=confidence))
        memory = compute_memories(past, START + day * DAY)["q-one"]
        interval = (memory.due - past[-1].ended_at) / DAY
        days.append(round(interval))
        day += interval
    assert days == expected


def test_a_wrong_answer_is_due_soon_and_remembered_as_a_mistake() -> None:
    past = [answered(day=0), answered("wrong", day=2, confidence=3)]
    memory = compute_memories(past, START + 2 * DAY)["q-one"]
    assert (memory.due - past[-1].ended_at) / DAY <= 1
    assert (memory.mistaken, memory.sure_but_wrong, memory.answers) == (True, True, 2)


@pytest.mark.parametrize(
    ("first", "days_left", "longest"),
    [
        ("wrong", None, 15),
        ("wrong", 24.0, 6),
        ("wrong", 8.0, 2),
        ("wrong", 2.0, 1),
        ("right", None, 59),
        ("right", 8.0, 59),
        ("right", 2.0, 59),
    ],
)
def test_an_exam_date_shortens_intervals_of_what_was_missed(
    first: Outcome, days_left: float | None, longest: int
) -> None:
    past = [answered(first, day=0), answered(day=2), answered(day=13)]
    memory = compute_memories(past, START + 13 * DAY, days_left)["q-one"]
    assert memory.ever_missed is (first == "wrong")
    assert round((memory.due - past[-1].ended_at) / DAY) == longest


def test_retrievability_falls_to_the_retention_when_due() -> None:
    past = [answered(day=0), answered(day=2)]
    fresh = compute_memories(past, START + 2 * DAY)["q-one"]
    due = compute_memories(past, fresh.due)["q-one"]
    assert fresh.retrievability == pytest.approx(1.0)
    assert due.retrievability == pytest.approx(SpacingSettings().retention, abs=0.01)


def test_the_order_of_answers_does_not_matter() -> None:
    past = [answered(day=0), answered("wrong", day=2), answered(day=3)]
    assert compute_memories(past, START + 9 * DAY) == compute_memories(past[::-1], START + 9 * DAY)


def test_a_mistake_is_due_no_later_than_a_right_answer() -> None:
    past = [answered(question="q-a"), answered("wrong", question="q-b")]
    right, wrong = (compute_memories(past, START)[name] for name in ("q-a", "q-b"))
    assert (right.mistaken, wrong.mistaken) == (False, True)
    assert START < wrong.due <= right.due <= START + 9 * DAY


def test_what_was_never_on_screen_is_not_remembered_wrong() -> None:
    unseen = answered("unanswered", question="q-two", seconds=0.0)
    assert set(compute_memories([answered(), unseen], START)) == {"q-one"}


def test_a_corrected_question_is_due_at_once() -> None:
    past = [answered(day=0, digest="old"), answered(day=2, digest="old")]
    now = START + 3 * DAY
    same = compute_memories(past, now, digests={"q-one": "old"})["q-one"]
    other = compute_memories(past, now, digests={"q-one": "new"})["q-one"]
    assert (same.corrected, same.due > now) == (False, True)
    assert (other.corrected, other.due <= now) == (True, True)
    met_again = [*past, answered(day=3, digest="new")]
    assert compute_memories(met_again, now, digests={"q-one": "new"})["q-one"].due > now


@pytest.mark.parametrize(("fresh", "seconds", "due"), [(True, 8, 1), (False, 8, 2), (False, 2, 1)])
def test_a_click_is_a_failure_however_many_there_are(fresh: bool, seconds: float, due: int) -> None:
    past = [
        replace(answered(question=f"q-{number}", seconds=seconds), fresh=fresh)
        for number in range(20)
    ]
    memories = compute_memories(past, START, pace=120.0)
    days = {round((each.due - START) / DAY) for each in memories.values()}
    assert {min(day, 2) for day in days} == {due}


def test_clicks_do_not_make_a_read_answer_slow() -> None:
    clicks = [answered(question=f"q-{number}", seconds=2) for number in range(20)]
    read = answered(question="q-read", seconds=50)
    alone = compute_memories([read], START, pace=120.0)["q-read"]
    assert compute_memories([*clicks, read], START, pace=120.0)["q-read"].due == alone.due
