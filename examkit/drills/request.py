"""What the candidate asks a drill to cover."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

DrillKind = Literal["mistakes", "due", "unseen", "flagged", "bookmarked", "mix-ups"]
DRILL_KINDS: tuple[DrillKind, ...] = get_args(DrillKind)
Pair = tuple[str, str]
"""The addresses of two notes."""


@dataclass(frozen=True, slots=True)
class DrillRequest:
    """What a drill covers. A question must fit each field that is set.

    Several values in one field, such as two domains, are alternatives.
    """

    domains: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    difficulties: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    """Note addresses. Ask questions about these notes or with distractors about them."""
    pairs: tuple[Pair, ...] = ()
    """Pairs of note addresses. Ask questions that distinguish the two concepts."""
    kinds: frozenset[DrillKind] = frozenset()
    priority: bool = False
    """Choose adaptively: a domain by its weight and expected misses, then what teaches most."""
    due_first: bool = False
    """Start with due questions, then choose the others adaptively."""
    missed_topics: tuple[str, ...] = ()
    """Ids of topics to favor in an adaptive drill; by default, those missed most recently."""
    count: int = 10
    timed: bool = False
    """Limit the time to the exam's time per question."""
    include_reserved: bool = False
    """Include questions that are reserved for the next mock."""

    @property
    def title(self) -> str:
        """Return the title of the drill, such as "drill: due, security"."""
        lead = ["today"] * self.due_first + ["weak areas"] * (self.priority and not self.due_first)
        parts = [*lead, *sorted(self.kinds), *self.domains, *self.topics, *self.difficulties]
        parts += ["one note"] * (len(self.notes) == 1) + ["several notes"] * (len(self.notes) > 1)
        parts += ["concepts you confuse"] * bool(self.pairs) + ["timed"] * self.timed
        return "drill: " + (", ".join(parts) or "all domains")

    @property
    def is_adaptive(self) -> bool:
        """Return whether the drill chooses questions by what the candidate needs most."""
        return self.priority or self.due_first
