"""What the candidate asks a drill to cover."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

DrillKind = Literal["mistakes", "due", "unseen", "flagged", "mix-ups"]
DRILL_KINDS: tuple[DrillKind, ...] = get_args(DrillKind)
Pair = tuple[str, str]
"""The addresses of two notes."""


@dataclass(frozen=True, slots=True)
class DrillRequest:
    """What a drill covers. Domains, topics, and notes narrow it down; kinds add up."""

    domains: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    difficulties: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    """Note addresses; take questions about them or with a distractor about them."""
    pairs: tuple[Pair, ...] = ()
    """Pairs of note addresses; take questions that distinguish the two."""
    kinds: frozenset[DrillKind] = frozenset()
    priority: bool = False
    """Choose adaptively: by domain weight and gap, then by how much a question teaches."""
    due_first: bool = False
    """Ask due questions first, then choose adaptively."""
    missed_topics: tuple[str, ...] = ()
    """Topics that an adaptive choice favors."""
    count: int = 10
    timed: bool = False
    """Limit the time to the exam's time per question."""
    include_reserved: bool = False
    """Include questions that are reserved for the next mock."""

    @property
    def title(self) -> str:
        """Return the drill's title."""
        lead = ["today"] * self.due_first + ["weak areas"] * (self.priority and not self.due_first)
        parts = [*lead, *sorted(self.kinds), *self.domains, *self.topics, *self.difficulties]
        parts += ["one note"] * (len(self.notes) == 1) + ["some notes"] * (len(self.notes) > 1)
        parts += ["a mix-up"] * bool(self.pairs) + ["timed"] * self.timed
        return "drill: " + (", ".join(parts) or "all domains")

    @property
    def is_adaptive(self) -> bool:
        """Return whether the choice is adaptive."""
        return self.priority or self.due_first
