"""Answers that came too quickly to have been read."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from examkit.exam.past_answer import PastAnswer

MIN_SECONDS, MAX_SECONDS, SHARE = 3.0, 10.0, 0.10
"""Seconds from which, and up to which, an answer may be rapid; share of the own median."""
NOTE_BELOW = 0.90
"""Share of answers with time to read below which a report says so."""
USE_FROM = 0.80
"""Share of answers with time to read from which a sitting is evidence."""


@dataclass(frozen=True, slots=True)
class ResponseEffort:
    """How many answers had time to be read (response-time effort, Wise and Kong 2005)."""

    answered: int
    rapid: int

    @property
    def share(self) -> float:
        """Share of answers that were not rapid; 1 where there is none."""
        return 1 - self.rapid / self.answered if self.answered else 1.0


def median_seconds(answers: Iterable[PastAnswer]) -> float | None:
    """Median of the seconds of what was answered; None where nothing was timed."""
    known = [a.seconds for a in answers if a.seconds and a.outcome != "unanswered"]
    return statistics.median(known) if known else None


def is_rapid(seconds: float | None, median: float | None) -> bool:
    """Return whether an answer came too quickly: a tenth of the own median, within 3 to 10 s.

    The normative threshold of Wise and Ma (2012), with a floor for quick readers.
    """
    if not seconds or median is None:
        return False
    return seconds < min(MAX_SECONDS, max(MIN_SECONDS, SHARE * median))


def measure_effort(answers: Sequence[PastAnswer], median: float | None) -> ResponseEffort:
    """Count what was answered, and how much of it too quickly."""
    given = [answer for answer in answers if answer.outcome != "unanswered"]
    return ResponseEffort(len(given), sum(is_rapid(answer.seconds, median) for answer in given))
