"""Recall: how many of the practiced questions a candidate still remembers."""

from __future__ import annotations

import statistics
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from examkit.humanize import pluralize

if TYPE_CHECKING:
    from examkit.drills.scheduling import CardMemory


@dataclass(frozen=True, slots=True)
class Recall:
    """How many of the practiced questions a candidate remembers at one moment."""

    questions: int
    """Number of questions answered at least once."""
    share: float
    """Expected share of them that the candidate remembers, from 0 to 1."""


def measure_recall(memories: Iterable[CardMemory]) -> Recall | None:
    """Return the average chance of recall, or None if nothing was practiced."""
    chances = [memory.retrievability for memory in memories]
    return Recall(len(chances), statistics.fmean(chances)) if chances else None


def describe_recall(recall: Recall) -> str:
    """Return a paragraph on how much is remembered, and that it doesn't predict the exam."""
    return (
        f"You remember about {round(100 * recall.share)}% of the "
        f"{pluralize(recall.questions, 'question')} you have practiced. This is about those "
        "questions, not about the exam's."
    )
