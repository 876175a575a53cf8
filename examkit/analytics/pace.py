"""Pace: how fast questions were answered. Rapid guessing: answers too fast to have read them."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from examkit.exam.grading import SlotScore
    from examkit.exam.past_answer import PastAnswer

MIN_SECONDS, MAX_SECONDS, SHARE = 3.0, 10.0, 0.10
"""An answer is rapid if it took less than `SHARE` of the exam's time per question.

That limit is never below `MIN_SECONDS` or above `MAX_SECONDS`.
"""
NOTE_BELOW = 0.90
"""A report warns of rapid answers if the share of answers that are not rapid is below this."""
USE_FROM = 0.80
"""An attempt counts toward estimates if at least this share of its answers is not rapid."""


@dataclass(frozen=True, slots=True)
class ResponseEffort:
    """How many answers of an attempt are rapid (response-time effort, Wise and Kong 2005)."""

    answered: int
    rapid: int

    @property
    def share(self) -> float:
        """Return the share of answers that are not rapid; 1 if there are no answers."""
        return 1 - self.rapid / self.answered if self.answered else 1.0

    @property
    def is_careless(self) -> bool:
        """Return whether so many answers are rapid that none of the attempt's answers count."""
        return self.share < USE_FROM


def median_seconds(answers: Iterable[PastAnswer]) -> float | None:
    """Return the median time of the answers in seconds, or None if no answer was timed."""
    known = [a.seconds for a in answers if a.seconds and a.outcome != "unanswered"]
    return statistics.median(known) if known else None


def rapid_limit(pace: float | None, *, repeated: bool = False) -> float:
    """Return the seconds below which an answer is rapid.

    This is a tenth of the exam's seconds per question (`pace`), at least 3 and at most 10: the
    normative threshold of Wise and Ma (2012), with a minimum for quick readers. It doesn't follow
    the candidate's own median, since clicking through would lower that. It is the minimum without
    `pace`, and for a question that a drill repeats (`repeated`), which can be recognized at a
    glance.
    """
    if pace is None or repeated:
        return MIN_SECONDS
    return min(MAX_SECONDS, max(MIN_SECONDS, SHARE * pace))


def is_rapid(answer: PastAnswer, pace: float | None) -> bool:
    """Return whether an answer was given too quickly to count; False if it has no time.

    `pace`, the exam's time per question in seconds, decides what is too quick.
    """
    repeated = answer.mode == "drill" and not answer.fresh
    return 0 < (answer.seconds or 0) < rapid_limit(pace, repeated=repeated)


def measure_effort(answers: Sequence[PastAnswer], pace: float | None) -> ResponseEffort:
    """Return how many questions were answered, and how many of the answers were rapid.

    `pace`, the exam's time per question in seconds, decides what is rapid.
    """
    given = [answer for answer in answers if answer.outcome != "unanswered"]
    return ResponseEffort(len(given), sum(is_rapid(answer, pace) for answer in given))


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


def measure_pace(slots: Sequence[SlotScore], rapid: int = 0) -> PaceStats:
    """Return the time statistics of graded slots, which must be in the form's order.

    `rapid` is the number of rapid answers among them.
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
        rapid=rapid,
    )


def _last(timed: int) -> int:
    return max(1, round(LAST_PART * timed))


def _quarters(seconds: Sequence[float]) -> tuple[float, float]:
    if len(seconds) < 2:
        return seconds[0], seconds[0]
    low, _, high = statistics.quantiles(seconds, n=4, method="inclusive")
    return low, high
