"""Mocks over time: their results, what chance explains of a change, and the share reached."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import erf, sqrt

from examkit.analytics.beta import betaq
from examkit.analytics.counted_answers import careless_attempts, group_by_attempt
from examkit.exam.past_answer import PastAnswer
from examkit.system_clock import DAY

MOSTLY_FRESH = 0.60
"""Minimum share of new questions; below it, a mock is practice and not a measurement."""
ENOUGH_REACHED = 0.90
"""Minimum share of questions reached; below it, a mock's score isn't compared with others."""
_TAIL, _Z80, _VARIANCE = 0.10, 1.2816, 0.21


@dataclass(frozen=True, slots=True)
class MockResult:
    """The result of one mock, with the range of its share correct."""

    attempt: str
    """Attempt id."""
    finished: float
    """When the mock was submitted, in UTC seconds since 1970."""
    asked: int
    """Number of scored questions."""
    right: int
    fresh: float
    """Share of new questions, from 0 to 1."""
    low: float
    """Lower end of the 80% range of the share correct."""
    high: float
    reached: float = 1.0
    """Share of questions that were on screen, from 0 to 1."""

    @property
    def share(self) -> float:
        """Return the share correct, from 0 to 1."""
        return self.right / self.asked if self.asked else 0.0

    @property
    def is_incomplete(self) -> bool:
        """Return whether the mock reached too few questions to compare its score with others."""
        return self.reached < ENOUGH_REACHED

    @property
    def is_measurable(self) -> bool:
        """Return whether enough of the questions were new, and enough of them were reached."""
        return self.fresh >= MOSTLY_FRESH and not self.is_incomplete


@dataclass(frozen=True, slots=True)
class MockChange:
    """The change from one mock to a later one."""

    points: int
    """Percentage points gained."""
    chance_spread: int
    """Percentage points within which a change by chance alone stays in 4 of 5 cases."""
    within_chance: float
    """Probability of a change this large in one direction by chance, from 0 to 0.5."""


def mock_result(
    attempt: str, finished: float, asked: int, right: int, fresh: float, reached: float = 1.0
) -> MockResult:
    """Return the result of a mock. Its 80% range is from Jeffreys' posterior of the share correct.

    `finished` is in UTC seconds since 1970; `fresh` and `reached` are shares from 0 to 1.
    """
    a, b = right + 0.5, asked - right + 0.5
    low, high = betaq(_TAIL, a, b), betaq(1 - _TAIL, a, b)
    return MockResult(attempt, finished, asked, right, fresh, low, high, reached)


def compare_mocks(one: MockResult, other: MockResult) -> MockChange:
    """Return the change from mock `one` to mock `other`, and how much of it chance explains."""
    error = sqrt(_VARIANCE / max(1, one.asked) + _VARIANCE / max(1, other.asked))
    gained = other.share - one.share
    chance = 0.5 * (1 - erf(abs(gained) / error / sqrt(2)))
    return MockChange(round(100 * gained), round(100 * _Z80 * error), chance)


def latest_change(points: Sequence[MockResult]) -> MockChange | None:
    """Return the change between the last two measurable mocks, or None if there are fewer.

    `points` are the results of mocks, oldest first.
    """
    measurable = [each for each in points if each.is_measurable]
    return compare_mocks(*measurable[-2:]) if len(measurable) > 1 else None


def measure_reach(
    answers: Iterable[PastAnswer], half_life: float, pace: float | None = None
) -> float:
    """Return the share of the exam's questions that the candidate reaches in time, from 0 to 1.

    Averages the timed mocks that ran out of time or were seen to the end, and weighs each by its
    age (`half_life` in days). Excludes mocks that were submitted early, answered too quickly,
    excluded by the candidate, or mostly seen before. Without any such mock, returns 1. `pace`, the
    exam's time per question in seconds, decides what is too quick.
    """
    in_mocks = tuple(a for a in answers if a.mode == "mock" and a.timed and not a.left_out)
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
