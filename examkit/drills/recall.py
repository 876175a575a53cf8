"""How much of what was practiced a candidate remembers. It never enters the chance of passing."""

from __future__ import annotations

import statistics
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from examkit.humanize import pluralize

if TYPE_CHECKING:
    from examkit.drills.review_dates import CardMemory


@dataclass(frozen=True, slots=True)
class Recall:
    """How many of the practiced questions a candidate remembers at one moment."""

    questions: int
    """Number of practiced questions, except those last answered too quickly to count."""
    share: float
    """Expected share of them that the candidate remembers, from 0 to 1."""


def measure_recall(memories: Iterable[CardMemory]) -> Recall | None:
    """Return the average chance of recall, or None if no question was read and answered.

    A question that was missed or guessed the last time counts as forgotten.
    """
    chances = [memory.recalled for memory in memories if memory.was_read]
    return Recall(len(chances), statistics.fmean(chances)) if chances else None


def describe_recall(recall: Recall) -> str:
    """Return a paragraph on how many of the practiced questions the candidate remembers."""
    return (
        f"You remember about {round(100 * recall.share)}% of the "
        f"{pluralize(recall.questions, 'question')} you've practiced. Questions you missed or "
        "guessed last time count as forgotten. The percentage covers only practiced questions, not "
        "the whole exam."
    )
