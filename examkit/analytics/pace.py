"""Where the time of an attempt went."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from examkit.analytics.rapid_guessing import is_rapid
from examkit.exam.score_sheet import SlotScore

LAST_PART = 0.15
"""The last part of an attempt's answers, in which haste shows."""
RUSH_FACTOR = 0.5
SLOW = 2.0
"""Shares of the own median below which an answer was rushed, and above which it was slow."""


@dataclass(frozen=True, slots=True)
class PaceStats:
    """Times of the answers of one attempt, in seconds."""

    median: float | None
    """None where nothing was timed."""
    quarter: float | None
    """A quarter of the answers took at most this."""
    three_quarters: float | None
    rushed: int
    """Answers in the last part that took less than half the median."""
    rushed_right: int
    slow_wrong: int
    """Wrong answers that took more than twice the median: knowledge is missing."""
    fast_wrong: int
    """Wrong answers that took less than half the median: they were hardly read."""
    rapid: int
    """Answers that came too quickly to have been read."""


def measure_pace(slots: Sequence[SlotScore]) -> PaceStats:
    """Tell where the time went; slots in the order of the form."""
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
        rapid=sum(is_rapid(slot.seconds, middle) for slot in timed),
    )


def _last(timed: int) -> int:
    return max(1, round(LAST_PART * timed))


def _quarters(seconds: Sequence[float]) -> tuple[float, float]:
    if len(seconds) < 2:
        return seconds[0], seconds[0]
    low, _, high = statistics.quantiles(seconds, n=4, method="inclusive")
    return low, high
