"""A drill before it starts: the counts of the drill menu, and a drawn drill with its reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from examkit.bank.model import Exam
    from examkit.drills.reasons import ReasonCount
    from examkit.drills.request import DrillRequest
    from examkit.exam.assembly import LastSeen, Selection


@dataclass(frozen=True, slots=True)
class DrillCounts:
    """The counts that the drill menu shows."""

    due: int
    mistakes: int
    flagged: int
    unseen: int
    mix_ups: int
    """Questions that distinguish confused concepts."""
    reserved: int
    """Unseen questions that are reserved for a mock."""
    domains_below_cut: tuple[str, ...]
    """Ids of the domains expected below the cut score today, or all if none is."""
    pace: float
    """Seconds per question."""
    questions: int
    """Questions that a drill could ask."""


@dataclass(frozen=True, slots=True)
class DrillPreview:
    """A drawn drill with its reasons; starting it asks exactly these questions."""

    exam: Exam
    request: DrillRequest
    seed: str
    selection: Selection
    seen: Mapping[str, LastSeen]
    reasons: tuple[ReasonCount, ...]
    expected_shares: Mapping[str, float]
    """Share of each domain expected correct today; empty before the first answer."""
    pace: float
    """Seconds per question."""
