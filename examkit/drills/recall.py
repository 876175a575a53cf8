"""Recall: how much of the practiced questions is still remembered."""

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
    """The memory of the practiced questions at one moment."""

    questions: int
    """Questions answered at least once."""
    share: float
    """Share of them that is remembered now, from 0 to 1."""


def measure_recall(memories: Iterable[CardMemory]) -> Recall | None:
    """Average the chances of recall, or return None if nothing was practiced."""
    chances = [memory.retrievability for memory in memories]
    return Recall(len(chances), statistics.fmean(chances)) if chances else None


def describe_recall(recall: Recall) -> str:
    """Say how much is remembered, and that it doesn't predict the exam."""
    return (
        f"You remember about {round(100 * recall.share)}% of the "
        f"{pluralize(recall.questions, 'question')} you have practiced. This is about those "
        "questions, not about the exam's."
    )
