"""What a candidate asks a drill to be about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

DrillKind = Literal["mistakes", "due", "unseen", "flagged", "mix-ups"]
DRILL_KINDS: tuple[DrillKind, ...] = get_args(DrillKind)
Pair = tuple[str, str]
"""Addresses of two notes."""


@dataclass(frozen=True, slots=True)
class DrillRequest:
    """What a drill should be about; places narrow each other down, kinds add up."""

    domains: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    difficulties: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    """Addresses of note sections: questions that they settle, or that offer them as an answer."""
    pairs: tuple[Pair, ...] = ()
    """Pairs of note sections: questions that tell the two apart."""
    kinds: frozenset[DrillKind] = frozenset()
    priority: bool = False
    """Leave the choice to the engine: by weight and gap of the domains, then by what teaches."""
    due_first: bool = False
    """What is due first, then as `weak`."""
    missed_topics: tuple[str, ...] = ()
    """Topics to favour where the choice is left to the engine."""
    count: int = 10
    timed: bool = False
    """Give it the exam's time a question."""
    include_reserved: bool = False
    """Take questions that are kept for a mock as well."""

    @property
    def title(self) -> str:
        """The drill in words."""
        lead = ["today"] * self.due_first + ["weak areas"] * (self.priority and not self.due_first)
        parts = [*lead, *sorted(self.kinds), *self.domains, *self.topics, *self.difficulties]
        parts += ["one note"] * (len(self.notes) == 1) + ["some notes"] * (len(self.notes) > 1)
        parts += ["a mix-up"] * bool(self.pairs) + ["timed"] * self.timed
        return "drill: " + (", ".join(parts) or "all domains")

    @property
    def is_adaptive(self) -> bool:
        """Whether the engine weighs what to ask."""
        return self.priority or self.due_first
