"""Pace: how fast an attempt's questions were answered."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from examkit.analytics.rapid_guessing import is_rapid
from examkit.exam.score_sheet import SlotScore

LAST_PART = 0.15
"""Share of an attempt's answers, at its end, that is checked for rushing."""
RUSH_FACTOR = 0.5
"""An answer in less than this multiple of the attempt's median is rushed."""
SLOW = 2.0
"""An answer in more than this multiple of the attempt's median is slow."""


@dataclass(frozen=True, slots=True)
class PaceStats:
    """Answer times of one attempt, in seconds."""

    median: float | None
    """Median time of an answer, or None if no answer was timed."""
    quarter: float | None
    """First quartile of the times, or None if no answer was timed."""
    three_quarters: float | None
    """Third quartile of the times, or None if no answer was timed."""
    rushed: int
    """Answers near the end that took less than half the median."""
    rushed_right: int
    slow_wrong: int
    """Incorrect answers that took more than twice the median, a sign of missing knowledge."""
    fast_wrong: int
    """Incorrect answers that took less than half the median, a sign of careless reading."""
    rapid: int
    """Answers given too quickly to have read the question."""


def measure_pace(slots: Sequence[SlotScore], usual: float | None = None) -> PaceStats:
    """Return the time statistics of graded slots, which must be in the form's order.

    `usual` is the number of seconds per question that rapid answers are compared with, by default
    the median.
    """
    timed = [slot for slot in slots if slot.outcome != "unanswered" and slot.seconds > 0]
    if not timed:
        return PaceStats(None, None, None, 0, 0, 0, 0, 0)
    seconds = sorted(slot.seconds for slot in timed)
    middle = statistics.median(seconds)
    low, high = _quarters(seconds)
    rushed = [s for s in timed[-_last(len(timed)) :] if s.seconds < RUSH_FACTOR * middle]
    wrong = [slot for slot in timed if slot.outcome != "right"]
    return PaceStats(
        median=middle,
        quarter=low,
        three_quarters=high,
        rushed=len(rushed),
        rushed_right=sum(slot.outcome == "right" for slot in rushed),
        slow_wrong=sum(slot.seconds > SLOW * middle for slot in wrong),
        fast_wrong=sum(slot.seconds < RUSH_FACTOR * middle for slot in wrong),
        rapid=sum(is_rapid(slot.seconds, usual or middle) for slot in timed),
    )


def _last(timed: int) -> int:
    return max(1, round(LAST_PART * timed))


def _quarters(seconds: Sequence[float]) -> tuple[float, float]:
    if len(seconds) < 2:
        return seconds[0], seconds[0]
    low, _, high = statistics.quantiles(seconds, n=4, method="inclusive")
    return low, high
