"""What is remembered of the practiced questions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from examkit.drills.recall import Recall, describe_recall, measure_recall
from examkit.drills.review_dates import compute_memories
from examkit.exam.events import Confidence
from examkit.exam.grading import Outcome
from examkit.exam.past_answer import PastAnswer
from examkit.system_clock import DAY

ENDED = 1_800_000_000.0


def recall_after(days: float) -> Recall:
    answers = [
        PastAnswer(f"q-{n}", "d", "t", "drill", ENDED, "right", attempt="a") for n in range(3)
    ]
    recall = measure_recall(compute_memories(answers, ENDED + days * DAY).values())
    assert recall is not None
    return recall


def test_memory_fades() -> None:
    shares = [recall_after(days).share for days in (0, 2, 30, 365)]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] == pytest.approx(1)
    assert 0 < shares[-1] < 0.8


def practiced(
    outcome: Outcome = "right", *, seconds: float = 60, level: Confidence | None = None
) -> PastAnswer:
    return PastAnswer(
        "q", "d", "t", "drill", ENDED, outcome, seconds=seconds, confidence=level, attempt="a"
    )


def recall_of(*past: PastAnswer) -> Recall | None:
    named = [replace(each, question=f"q-{number}") for number, each in enumerate(past)]
    recall = measure_recall(compute_memories(named, ENDED, pace=120.0).values())
    return recall and replace(recall, share=round(recall.share, 6))


def test_what_was_missed_is_not_remembered_however_recent_its_explanation() -> None:
    recall = recall_of(*[practiced()] * 7, *[practiced("wrong")] * 13)
    assert recall == Recall(20, 7 / 20)


def test_a_guess_is_not_remembered() -> None:
    assert recall_of(practiced(), practiced(level=1)) == Recall(2, 1 / 2)


def test_clicks_count_neither_as_practiced_nor_as_remembered() -> None:
    assert recall_of(*[practiced(seconds=2)] * 3, practiced()) == Recall(1, 1)
    assert recall_of(*[practiced(seconds=2)] * 3) is None


def test_nothing_practiced_is_nothing_to_remember() -> None:
    assert measure_recall([]) is None


def test_memory_is_said_to_be_about_these_questions() -> None:
    assert describe_recall(Recall(31, 0.824)) == (
        "You remember about 82% of the 31 questions you've practiced. "
        "Questions you missed or guessed last time count as forgotten. "
        "The percentage covers only practiced questions, not the whole exam."
    )
