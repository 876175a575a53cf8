"""Reach: how much of the exam a candidate gets to before time runs out."""

from __future__ import annotations

from collections.abc import Iterable

from examkit.analytics.evidence import careless_attempts, group_by_attempt
from examkit.analytics.trend import MOSTLY_FRESH
from examkit.exam.past_answer import PastAnswer
from examkit.system_clock import DAY


def measure_reach(
    answers: Iterable[PastAnswer], half_life: float, pace: float | None = None
) -> float:
    """Return the share of the exam's questions that the candidate reaches in time, from 0 to 1.

    Averages the mocks that ran out of time or were seen to the end, and weighs each by its age
    (`half_life` in days). Excludes mocks that were submitted early, clicked through, excluded by
    the candidate, or mostly seen before. Without any mock, returns 1. `pace` is the exam's time
    per question in seconds.
    """
    in_mocks = tuple(a for a in answers if a.mode == "mock" and not a.left_out)
    careless = careless_attempts(in_mocks, pace)
    shares = [
        (own[0].ended_at, _shown(own))
        for attempt, own in group_by_attempt(in_mocks).items()
        if attempt not in careless and _fresh(own) >= MOSTLY_FRESH
        if own[0].timed_out or _shown(own) == 1
    ]
    newest = max((ended for ended, _ in shares), default=0.0)
    weights = [0.5 ** ((newest - ended) / DAY / half_life) for ended, _ in shares]
    total = sum(weight * share for weight, (_, share) in zip(weights, shares, strict=True))
    return total / sum(weights) if weights else 1.0


def _shown(answers: list[PastAnswer]) -> float:
    return sum(answer.shown for answer in answers) / len(answers)


def _fresh(answers: list[PastAnswer]) -> float:
    return sum(answer.fresh for answer in answers) / len(answers)
