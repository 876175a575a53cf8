"""Calibration: how well a candidate's confidence matches the outcomes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt
from typing import Literal

from examkit.analytics.beta import betaq
from examkit.exam.events import Confidence
from examkit.exam.past_answer import PastAnswer

STATED: dict[Confidence, float] = {1: 0.55, 2: 0.73, 3: 0.92}
"""Chance of a correct answer, from 0 to 1, that each level of confidence is assumed to mean.

The levels stand for chances below .67, from .67 to .80, and above .80.
"""
_TAIL = 0.10

Tendency = Literal["over", "under"]


@dataclass(frozen=True, slots=True)
class ConfidenceLevel:
    """Counts of the answers that were rated with one level of confidence."""

    level: Confidence
    stated: float
    """Chance of a correct answer, from 0 to 1, that this level of confidence is assumed to mean."""
    asked: int
    right: int
    low: float
    """Lower end of the 80% range of the share correct."""
    high: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """How well a candidate's confidence matches the outcomes."""

    levels: tuple[ConfidenceLevel, ...]
    """The levels that were used, the most confident first."""
    asked: int
    """Number of rated answers."""
    bias: float
    """Average stated chance minus the share correct; positive if the candidate is overconfident."""
    tendency: Tendency | None
    """Whether the candidate is over- or underconfident.

    None if chance alone explains a `bias` of this size: 2 * sqrt(.21 / asked) or less, up or down.
    """


def calibrate(answers: Iterable[PastAnswer]) -> Calibration | None:
    """Return how well confidence in the answers matches their outcomes; None if none was rated."""
    rated = [a for a in answers if a.confidence is not None and a.outcome != "unanswered"]
    if not rated:
        return None
    levels = tuple(_level(level, rated) for level in (3, 2, 1))
    asked = len(rated)
    stated = sum(STATED[answer.confidence] for answer in rated if answer.confidence) / asked
    bias = stated - sum(answer.outcome == "right" for answer in rated) / asked
    clear = abs(bias) > 2 * sqrt(0.21 / asked)
    return Calibration(
        levels=tuple(level for level in levels if level.asked),
        asked=asked,
        bias=bias,
        tendency=("over" if bias > 0 else "under") if clear else None,
    )


def _level(level: Confidence, rated: list[PastAnswer]) -> ConfidenceLevel:
    own = [answer for answer in rated if answer.confidence == level]
    right = sum(answer.outcome == "right" for answer in own)
    a, b = right + 0.5, len(own) - right + 0.5
    return ConfidenceLevel(
        level, STATED[level], len(own), right, betaq(_TAIL, a, b), betaq(1 - _TAIL, a, b)
    )
