"""What is remembered of the practiced questions."""

from __future__ import annotations

import pytest

from examkit.drills.learner_state import Recall, describe_recall, measure_recall
from examkit.drills.review_dates import compute_memories
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


def test_nothing_practiced_is_nothing_to_remember() -> None:
    assert measure_recall([]) is None


def test_memory_is_said_to_be_about_these_questions() -> None:
    assert describe_recall(Recall(31, 0.824)) == (
        "You remember about 82% of the 31 questions you have practiced. "
        "This is about those questions, not about the exam's."
    )
