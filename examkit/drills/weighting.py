"""Weighted random choice of an adaptive drill's questions.

For each slot, a domain is drawn by its exam weight times the share of it that the candidate would
miss, then one of its questions by how much it would teach. Random draws mix the domains; always
taking the highest score would not. `scripts/simulate.py practice` compares this with other
policies.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from examkit.bank.pool import Concepts, PoolItem
from examkit.drills.confusions import is_confusable
from examkit.drills.review_dates import CardMemory
from examkit.exam.shuffle import hash_unit

T = TypeVar("T")
MIN_REPEAT_SECONDS = 16 * 3_600.0
"""Seconds before an answered question can be asked again."""
GUESSED = 0.25
"""Chance of guessing a correct answer."""
LEARNED = 0.6
"""Chance that a candidate learns from the explanation after an incorrect answer."""


@dataclass(frozen=True, slots=True)
class PracticeSettings:
    """Factors that make up a question's score, which is how much it would teach."""

    unseen: float = 2.0
    wrong: float = 1.2
    right: float = 0.6
    sure_but_wrong: float = 1.5
    """Extra factor for a miss the candidate was sure of, since such errors are corrected best."""
    missed_topic: float = 1.3
    """Factor for a question of a topic missed in the latest attempt."""
    same_topic: float = 0.5
    """Factor for a question of the same topic as the previous question."""
    retention: float = 0.90


@dataclass(frozen=True, slots=True)
class LearnerNeed:
    """What a candidate knows and remembers, as far as it decides which questions teach most."""

    weights: Mapping[str, float]
    """Share of the exam, from 0 to 1, of each domain to draw from, by domain id."""
    expected_shares: Mapping[str, float]
    """Share of each domain that would be answered correctly today, from 0 to 1, by domain id."""
    memories: Mapping[str, CardMemory]
    """Memories by question id; a question without one was never answered."""
    missed_topics: Collection[str] = ()
    """Ids of the topics whose questions to favor."""
    asked: Sequence[PoolItem] = ()
    """Questions the drill already has; they and their enemies are not chosen."""
    concepts: Mapping[str, Concepts] = field(default_factory=dict)
    """Concepts by question id; questions without concepts are never confusable."""


def expected_shares(
    pool: Sequence[PoolItem], estimates: Mapping[str, float], memories: Mapping[str, CardMemory]
) -> dict[str, float]:
    """Return the share of each domain that would be answered correctly today, by domain id.

    `estimates` has domain ids as keys, and `memories` question ids. Shares and estimates run from 0
    to 1. An unseen question counts with its domain's estimate, and so does one whose last answer
    was given too quickly to count. Any other counts with the chance that the candidate recalls or
    guesses the answer. Unlike the estimate alone, this share grows with practice.
    """
    sums: dict[str, list[float]] = {}
    for item in pool:
        memory = memories.get(item.id)
        share = estimates.get(item.domain, 0.65)
        if memory is not None and memory.was_read:
            share = _expected(memory)
        sums.setdefault(item.domain, []).append(share)
    return {domain: sum(shares) / len(shares) for domain, shares in sums.items()}


def _expected(memory: CardMemory) -> float:
    learned = LEARNED if memory.mistaken else 1.0
    return GUESSED + (1 - GUESSED) * learned * memory.retrievability


@dataclass(slots=True)
class _Draw:
    chosen: list[PoolItem] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    """Ids of all questions in the drill, drawn here or earlier."""
    barred: set[str] = field(default_factory=set)

    def bar(self, item: PoolItem) -> None:
        self.ids.add(item.id)
        self.barred |= {item.id, *item.enemies}

    def add(self, item: PoolItem) -> None:
        self.chosen.append(item)
        self.bar(item)

    def may_ask(self, item: PoolItem) -> bool:
        """Return whether a question is neither in the drill nor an enemy of a question in it."""
        return item.id not in self.barred and self.ids.isdisjoint(item.enemies)


def choose_questions(
    pool: Sequence[PoolItem],
    need: LearnerNeed,
    now: float,
    seed: str,
    count: int,
    settings: PracticeSettings | None = None,
) -> tuple[PoolItem, ...]:
    """Draw up to `count` questions from a pool by how much each would teach the candidate.

    Draws fewer if no others are worth asking. `now` is in UTC seconds since 1970.
    """
    chosen = settings or PracticeSettings()
    draw = _Draw()
    for item in need.asked:
        draw.bar(item)
    inside = [item for item in pool if item.domain in need.weights]
    scores = {item.id: item_score(item, need, now, chosen) for item in inside}
    worth = [item for item in inside if scores[item.id] > 0]
    while len(draw.chosen) < count and (left := [i for i in worth if draw.may_ask(i)]):
        slot = len(draw.chosen)
        domains = [(name, _domain_weight(need, name)) for name in sorted({i.domain for i in left})]
        domain = weighted_pick(domains, hash_unit(seed, "domain", slot))
        scored = _weigh([i for i in left if i.domain == domain], scores, draw, need, chosen)
        draw.add(weighted_pick(scored, hash_unit(seed, "item", slot)))
    return tuple(draw.chosen)


def _domain_weight(need: LearnerNeed, domain: str) -> float:
    return max(1e-9, need.weights.get(domain, 0.0) * (1 - need.expected_shares.get(domain, 0.65)))


def _weigh(
    items: Sequence[PoolItem],
    scores: Mapping[str, float],
    draw: _Draw,
    need: LearnerNeed,
    settings: PracticeSettings,
) -> list[tuple[PoolItem, float]]:
    """Pair each question with its score, lowered if the question repeats the topic just asked.

    `scores` has question ids as keys.
    """
    before = draw.chosen[-1] if draw.chosen else None
    repeats = {item.id for item in items if _is_more_of_the_same(item, before, need)}
    factors = ((i, settings.same_topic if i.id in repeats else 1.0) for i in items)
    return [(item, scores[item.id] * factor) for item, factor in factors]


def _is_more_of_the_same(item: PoolItem, before: PoolItem | None, need: LearnerNeed) -> bool:
    """Return whether a question has the same topic as `before`, and no concept confusable with it.

    Returns False if `before` is None, as for the first question of a drill.
    """
    if before is None or item.topic != before.topic:
        return False
    one, other = need.concepts.get(item.id), need.concepts.get(before.id)
    return one is None or other is None or not is_confusable(one, other)


def item_score(item: PoolItem, need: LearnerNeed, now: float, settings: PracticeSettings) -> float:
    """Return how much a question would teach, relative to others; 0 if it isn't worth asking now.

    `now` is in UTC seconds since 1970.
    """
    memory = need.memories.get(item.id)
    if memory is None:
        score = settings.unseen * (1 - need.expected_shares.get(item.domain, 0.65))
    elif now - memory.last.ended_at < MIN_REPEAT_SECONDS:
        return 0.0
    else:
        score = _seen_score(memory, settings)
    return score * (settings.missed_topic if item.topic in need.missed_topics else 1.0)


def _seen_score(memory: CardMemory, settings: PracticeSettings) -> float:
    overdue = (1 - memory.retrievability) / (1 - settings.retention)
    if memory.mistaken:
        factor = settings.sure_but_wrong if memory.sure_but_wrong else 1.0
        return settings.wrong * factor * min(1.0, overdue)
    return settings.right * min(2.0, overdue) if overdue >= 1 else 0.0


def weighted_pick(weighted: Sequence[tuple[T, float]], chance: float) -> T:
    """Return a value drawn with a probability proportional to its weight.

    `chance` is a random number in [0, 1). `weighted` has pairs of a value and its weight, and must
    not be empty.
    """
    left = chance * sum(weight for _, weight in weighted)
    for value, weight in weighted:
        left -= weight
        if left < 0:
            return value
    return weighted[-1][0]
