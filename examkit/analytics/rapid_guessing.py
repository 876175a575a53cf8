"""Rapid guessing: answers given too quickly to have read the question."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from examkit.exam.past_answer import PastAnswer

MIN_SECONDS, MAX_SECONDS, SHARE = 3.0, 10.0, 0.10
"""An answer is rapid in less than this share of the usual time.

The limit is never below the minimum or above the maximum number of seconds.
"""
NOTE_BELOW = 0.90
"""A report warns if the share of answers that are not rapid is below this."""
USE_FROM = 0.80
"""An attempt counts as evidence if at least this share of its answers is not rapid."""


@dataclass(frozen=True, slots=True)
class ResponseEffort:
    """How many answers of an attempt are rapid (response-time effort, Wise and Kong 2005)."""

    answered: int
    rapid: int

    @property
    def share(self) -> float:
        """Return the share of answers that are not rapid; 1 if there are no answers."""
        return 1 - self.rapid / self.answered if self.answered else 1.0


def median_seconds(answers: Iterable[PastAnswer]) -> float | None:
    """Return the median time of the answers in seconds, or None if no answer was timed."""
    known = [a.seconds for a in answers if a.seconds and a.outcome != "unanswered"]
    return statistics.median(known) if known else None


def is_rapid(seconds: float | None, usual: float | None) -> bool:
    """Return whether an answer took less than a tenth of the usual time; False if it has no time.

    The limit is at least 3 and at most 10 seconds. It is the normative threshold of Wise and Ma
    (2012), with a minimum for quick readers. In a mock, `usual` is the exam's seconds per
    question, since clicking through a mock would lower a median. In a drill, it is the
    candidate's own median.
    """
    if not seconds or usual is None:
        return False
    return seconds < min(MAX_SECONDS, max(MIN_SECONDS, SHARE * usual))


def measure_effort(answers: Sequence[PastAnswer], usual: float | None) -> ResponseEffort:
    """Return how many questions were answered, and how many of the answers were rapid."""
    given = [answer for answer in answers if answer.outcome != "unanswered"]
    return ResponseEffort(len(given), sum(is_rapid(answer.seconds, usual) for answer in given))
