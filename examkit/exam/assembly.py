"""Assembly: the choice of a form's questions.

It follows the blueprint, takes unseen questions first, and orders by hash. No form has two
enemies, and no topic crowds out the others.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from examkit.bank.candidates import PoolItem
from examkit.bank.model import Exam
from examkit.exam.blueprint import Blueprint, domain_weights, make_blueprint
from examkit.exam.shuffle import hash_unit, order_questions


@dataclass(frozen=True, slots=True)
class LastSeen:
    """How this candidate last met a question."""

    days: float
    """Days since."""
    in_mock: bool
    """Whether any mock has shown it."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The questions of a form, in its order."""

    items: tuple[PoolItem, ...]
    unscored: frozenset[str]
    """Ids of the questions that do not count."""
    shortfall: dict[str, int]
    """Questions that a domain lacks for its share."""


def exposure_tier(seen: LastSeen | None) -> int:
    """0 never seen, 1 only in drills over 30 days ago, 2 over 90 days, 3 over 30, 4 less."""
    if seen is None:
        return 0
    if seen.days > 30 and not seen.in_mock:
        return 1
    if seen.days > 90:
        return 2
    return 3 if seen.days > 30 else 4


def assemble_mock(
    exam: Exam,
    pool: Sequence[PoolItem],
    seen: Mapping[str, LastSeen],
    seed: str,
    count: int | None = None,
) -> Selection:
    """Draw a full form of `count` questions (default: the exam's number).

    The result is shorter than asked where the bank cannot fill a domain without enemies; its
    `shortfall` says which domains lack questions.
    """
    total = exam.questions if count is None else count
    plan = make_blueprint(domain_weights(exam), Counter(item.domain for item in pool), total)
    chosen = _choose(pool, plan, seen, seed)
    got = Counter(item.domain for item in chosen)
    unscored_share = round(exam.unscored * len(chosen) / exam.questions)
    scored = make_blueprint(domain_weights(exam), got, len(chosen) - unscored_share).quotas
    short = {d: max(plan.shortfall.get(d, 0), plan.quotas[d] - got[d]) for d in plan.quotas}
    return Selection(
        items=order_questions(chosen, seed),
        unscored=_unscored(chosen, scored, seed),
        shortfall={domain: lack for domain, lack in short.items() if lack},
    )


def assemble_drill(
    pool: Sequence[PoolItem], seen: Mapping[str, LastSeen], seed: str, count: int
) -> Selection:
    """Draw up to `count` questions of a pool for a drill, fresh ones first."""
    picker = _Picker(seen, seed)
    picker.take(pool, count, caps=None)
    return Selection(order_questions(picker.chosen, seed), frozenset(), {})


def _choose(
    pool: Sequence[PoolItem], plan: Blueprint, seen: Mapping[str, LastSeen], seed: str
) -> tuple[PoolItem, ...]:
    picker = _Picker(seen, seed)
    for domain, quota in plan.quotas.items():
        items = [item for item in pool if item.domain == domain]
        before = len(picker.chosen)
        picker.take(items, quota, topic_caps(items, quota))
        picker.take(items, quota - (len(picker.chosen) - before), caps=None)
    return tuple(picker.chosen)


def topic_caps(items: Iterable[PoolItem], quota: int) -> dict[str, int]:
    """At most this many questions of each topic: half as many again as its share, and one."""
    supply = Counter(item.topic for item in items)
    whole = sum(supply.values())
    return {topic: math.ceil(1.5 * quota * n / whole) + 1 for topic, n in supply.items()}


@dataclass(slots=True)
class _Picker:
    """Walks pools in the order of exposure and hash, and remembers what it took."""

    seen: Mapping[str, LastSeen]
    seed: str
    chosen: list[PoolItem] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    barred: set[str] = field(default_factory=set)

    def take(self, items: Sequence[PoolItem], count: int, caps: Mapping[str, int] | None) -> None:
        taken: Counter[str] = Counter()
        for whole in _groups(sorted(items, key=self._rank)):
            if count <= 0:
                return
            topic, size = whole[0].topic, len(whole)
            if size > count or any(self._is_barred(item) for item in whole):
                continue
            if caps and taken[topic] + size > max(caps[topic], size):
                continue
            for item in whole:
                self._add(item)
            taken[topic] += size
            count -= size

    def _rank(self, item: PoolItem) -> tuple[int, float, float]:
        seen = self.seen.get(item.id)
        longest_ago_first = -seen.days if seen else 0.0
        return exposure_tier(seen), longest_ago_first, hash_unit(self.seed, item.id)

    def _is_barred(self, item: PoolItem) -> bool:
        return (
            item.id in self.ids or item.id in self.barred or not self.ids.isdisjoint(item.enemies)
        )

    def _add(self, item: PoolItem) -> None:
        self.chosen.append(item)
        self.ids.add(item.id)
        self.barred.update(item.enemies)


def _groups(ranked: Sequence[PoolItem]) -> Iterable[tuple[PoolItem, ...]]:
    """Return questions one by one, those of a group together at the place of its first."""
    groups: dict[str, list[PoolItem]] = {}
    for item in ranked:
        if item.group:
            groups.setdefault(item.group, []).append(item)
    for item in ranked:
        if not item.group:
            yield (item,)
        elif item.group in groups:
            yield tuple(sorted(groups.pop(item.group), key=lambda member: member.group_position))


def _unscored(chosen: Sequence[PoolItem], scored: Mapping[str, int], seed: str) -> frozenset[str]:
    """Spread the questions that do not count over the domains, by hash."""
    result: set[str] = set()
    for domain, keep in scored.items():
        ids = sorted(
            (item.id for item in chosen if item.domain == domain),
            key=lambda name: hash_unit(seed, "scored", name),
        )
        result.update(ids[keep:])
    return frozenset(result)
