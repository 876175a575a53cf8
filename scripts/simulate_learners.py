"""People who study with drills: they know concepts, forget them, and learn from explanations.

Nothing here comes from FSRS or from the program's estimates. A concept is a section of the notes.
Knowledge fades exponentially, and a success restores it the more, the closer it was to being lost
(the spacing effect). A question that comes back is also remembered for itself, which helps in a
drill but not in an exam of new questions.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from examkit.bank.pool import Concepts, PoolItem

SLIP = {"easy": 0.04, "medium": 0.08, "hard": 0.14}
"""Chance of missing a question whose concept is remembered, by difficulty."""
GUESS = {"single": 0.30, "multiple": 0.12, "ordering": 0.10, "matching": 0.10}
"""Chance of getting a question right without its concept, by type."""
LEARN = 0.65
"""Chance that an explanation teaches the concept."""
ITEM_DAYS = 8.0
"""Days after which the memory of a question itself has faded to 37%."""
DOMAIN_SD, TOPIC_SD, SHARED = 0.55, 0.5, 0.7
"""Spread of domains and topics in logits, and the correlation between domains."""


@dataclass(frozen=True, slots=True)
class Memory:
    """How fast a kind of learner forgets, in days until 37% is left."""

    known: float
    """Of what was known before the first day."""
    new: float
    """Of what an explanation taught."""


KINDS = {"slow": Memory(400, 14), "medium": Memory(150, 6), "fast": Memory(25, 4)}


@dataclass(slots=True)
class Trace:
    """The memory of one concept or question."""

    days: float
    """Days until 37% is left."""
    day: float
    """When it was last refreshed."""

    def strength(self, day: float) -> float:
        """Return the chance of recall."""
        return math.exp(-(day - self.day) / self.days)


@dataclass(slots=True)
class Learner:
    """One person."""

    chance: Random
    memory: Memory
    concepts: Mapping[str, Concepts]
    traces: dict[str, Trace] = field(default_factory=dict)
    """Memory by concept; without one, the concept was never known."""
    items: dict[str, Trace] = field(default_factory=dict)
    """Memory by question."""

    def prepare(self, pool: Sequence[PoolItem], mean: float) -> None:
        """Decide what is known before the first day; `mean` is the average logit of mastery."""
        shared = self.chance.gauss(0, DOMAIN_SD * math.sqrt(SHARED))
        own: dict[str, float] = {}
        for item in pool:
            for name, spread in (
                (item.domain, DOMAIN_SD * math.sqrt(1 - SHARED)),
                (item.topic, TOPIC_SD),
            ):
                if name not in own:
                    own[name] = self.chance.gauss(0, spread)
            concept = self.concepts[item.id].note
            logit = mean + shared + own[item.domain] + own[item.topic]
            if concept not in own:
                own[concept] = self.chance.random()
                if own[concept] < 1 / (1 + math.exp(-logit)):
                    self.traces[concept] = Trace(self.memory.known, 0.0)

    def recalls(self, item: PoolItem, day: float) -> float:
        """Return the chance that the concept of a question is remembered."""
        trace = self.traces.get(self.concepts[item.id].note)
        return trace.strength(day) if trace else 0.0

    def expects(self, item: PoolItem, day: float) -> float:
        """Return the chance of a correct answer to a question like this one, never seen before."""
        known = self.recalls(item, day)
        return known * (1 - SLIP[item.difficulty]) + (1 - known) * GUESS.get(item.type, 0.1)

    def answer(self, item: PoolItem, day: float, *, explained: bool) -> bool:
        """Answer a question, read an explanation if there is one, return whether it was correct."""
        knew = self.chance.random() < self.recalls(item, day)
        rate = 1 - SLIP[item.difficulty] if knew else GUESS.get(item.type, 0.1)
        seen = self.items.get(item.id)
        remembered = seen is not None and self.chance.random() < seen.strength(day)
        correct = remembered or self.chance.random() < rate
        concept = self.concepts[item.id].note
        if knew:
            trace = self.traces[concept]
            trace.days *= 1 + 1.5 * (1 - trace.strength(day))
            trace.day = day
        elif explained and self.chance.random() < LEARN:
            before = self.traces.get(concept)
            self.traces[concept] = Trace(
                max(self.memory.new, 0.5 * before.days if before else 0), day
            )
        if explained:
            self.items[item.id] = Trace(ITEM_DAYS, day)
        return correct
