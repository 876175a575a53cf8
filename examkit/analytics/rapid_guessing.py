"""Rapid guessing: answers too quick to have been read."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from examkit.exam.past_answer import PastAnswer

MIN_SECONDS, MAX_SECONDS, SHARE = 3.0, 10.0, 0.10
"""Lower and upper bound in seconds of the threshold, and its share of the usual time."""
NOTE_BELOW = 0.90
"""A report warns if the share of answers that are not rapid is below this."""
USE_FROM = 0.80
"""An attempt counts as evidence if at least this share of its answers is not rapid."""


@dataclass(frozen=True, slots=True)
class ResponseEffort:
    """Answers and rapid answers of an attempt (response-time effort, Wise and Kong 2005)."""

    answered: int
    rapid: int

    @property
    def share(self) -> float:
        """Return the share of answers that are not rapid; 1 if there are no answers."""
        return 1 - self.rapid / self.answered if self.answered else 1.0


def median_seconds(answers: Iterable[PastAnswer]) -> float | None:
    """Return the median seconds of the answered questions, or None if none was timed."""
    known = [a.seconds for a in answers if a.seconds and a.outcome != "unanswered"]
    return statistics.median(known) if known else None


def is_rapid(seconds: float | None, usual: float | None) -> bool:
    """Return whether an answer took less than a tenth of the usual time, from 3 to 10 seconds.

    This is the normative threshold of Wise and Ma (2012), with a floor for quick readers. In a
    mock, `usual` is the exam's time per question, because a mock clicked through would lower any
    median. In a drill, it is the candidate's own median.
    """
    if not seconds or usual is None:
        return False
    return seconds < min(MAX_SECONDS, max(MIN_SECONDS, SHARE * usual))


def measure_effort(answers: Sequence[PastAnswer], usual: float | None) -> ResponseEffort:
    """Count the answers, and the rapid ones among them."""
    given = [answer for answer in answers if answer.outcome != "unanswered"]
    return ResponseEffort(len(given), sum(is_rapid(answer.seconds, usual) for answer in given))
