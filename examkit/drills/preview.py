"""What a candidate sees before a drill: the counts of the drill menu, and the drill's reasons."""

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
    """How many questions each choice of the drill menu has."""

    due: int
    mistakes: int
    flagged: int
    unseen: int
    mix_ups: int
    """Questions that distinguish confused concepts."""
    reserved: int
    """Unseen questions that are reserved for the next mock."""
    domains_below_cut: tuple[str, ...]
    """Ids of the domains with expected shares below the cut score, or all if there are none."""
    pace: float
    """Seconds per question."""
    questions: int
    """Questions that a drill could ask."""


@dataclass(frozen=True, slots=True)
class DrillPreview:
    """The questions of a drill that hasn't started, and why they were chosen.

    The drill asks exactly these questions.
    """

    exam: Exam
    request: DrillRequest
    seed: str
    selection: Selection
    seen: Mapping[str, LastSeen]
    reasons: tuple[ReasonCount, ...]
    expected_shares: Mapping[str, float]
    """Share of each domain that the candidate would get correct today, from 0 to 1, by domain id.

    Empty before the first answer.
    """
    pace: float
    """Seconds per question."""
