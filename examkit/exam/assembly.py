"""Choose the questions of a mock or of a plain drill, and build the form.

Unseen questions come first, then those of skills that the form lacks; a hash of the seed decides
between equals. No form has two enemies. A mock also follows the blueprint, limits the questions of
a topic, and has the pool's mix. Adaptive drills choose in `examkit.drills.weighting`.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from types import MappingProxyType

from examkit.bank.model import Exam, Question
from examkit.bank.pool import PoolItem
from examkit.exam.blueprint import Blueprint, domain_weights, make_blueprint
from examkit.exam.form import Form, Slot
from examkit.exam.question_mix import balance_mix
from examkit.exam.shuffle import hash_unit, order_questions, shuffle_options

_Group = tuple[PoolItem, ...]
"""Questions that are drawn together. Most questions are the only one in their group."""


@dataclass(frozen=True, slots=True)
class LastSeen:
    """When a candidate last saw a question, and whether a mock ever showed it."""

    days: float
    """Days since the candidate last saw the question."""
    in_mock: bool
    """Whether any mock has shown the question."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The questions drawn for a form, in the order they are asked."""

    items: tuple[PoolItem, ...]
    unscored: frozenset[str]
    """Ids of the questions that don't count toward the score."""
    shortfall: dict[str, int]
    """By domain id, how many more questions a domain needed; domains with enough are absent."""


def exposure_tier(seen: LastSeen | None) -> int:
    """Return the rank of a question by its exposure, from 0 (drawn first) to 4 (drawn last).

    0: never seen. 1: seen only in drills, over 30 days ago. 2: seen over 90 days ago. 3: seen
    over 30 days ago. 4: seen since then.
    """
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
    """Draw `count` questions for a mock, by default as many as the exam has.

    `seen` is keyed by question id. Questions for drills only are left out. The selection is
    shorter if a domain has too few questions that are not enemies.
    """
    total = exam.questions if count is None else count
    pool = mock_pool(pool)
    plan = make_blueprint(domain_weights(exam), Counter(item.domain for item in pool), total)
    chosen = _choose(pool, plan, seen, seed)
    drawn = Counter(item.domain for item in chosen)
    unscored = round(exam.unscored * len(chosen) / exam.questions)
    scored = make_blueprint(domain_weights(exam), drawn, len(chosen) - unscored).quotas
    short = {d: max(plan.shortfall.get(d, 0), plan.quotas[d] - drawn[d]) for d in plan.quotas}
    return Selection(
        items=order_questions(chosen, seed),
        unscored=_choose_unscored(chosen, scored, seed),
        shortfall={domain: lack for domain, lack in short.items() if lack},
    )


def mock_pool(pool: Iterable[PoolItem]) -> list[PoolItem]:
    """Return the questions of a pool without those that only drills can draw."""
    return [item for item in pool if item.use != "drill"]


def assemble_drill(
    pool: Sequence[PoolItem], seen: Mapping[str, LastSeen], seed: str, count: int
) -> Selection:
    """Draw up to `count` questions for a drill, first those whose id isn't in `seen`."""
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
    return balance_mix(picker.chosen, pool, picker.peer_class, seed)


def topic_caps(items: Iterable[PoolItem], quota: int) -> dict[str, int]:
    """Map topic ids to maximum numbers of questions: 1.5 * share of a domain's `quota`, plus 1."""
    supply = Counter(item.topic for item in items)
    return {t: math.ceil(1.5 * quota * n / supply.total()) + 1 for t, n in supply.items()}


@dataclass(slots=True)
class _Picker:
    """Picks questions that aren't enemies: by exposure tier, then new skills first, then hash."""

    seen: Mapping[str, LastSeen]
    seed: str
    chosen: list[PoolItem] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    barred: set[str] = field(default_factory=set)
    skills: set[str] = field(default_factory=set)
    """Main skills of the chosen questions."""

    def take(self, items: Sequence[PoolItem], count: int, caps: Mapping[str, int] | None) -> None:
        """Take up to `count` questions. In the same exposure tier, new skills come first.

        `caps` maps topic ids to maximums, which the first question of a skill can exceed.
        """
        taken: Counter[str] = Counter()
        groups = _groups(sorted(items, key=self._rank))
        for _, tier in groupby(groups, key=self._tier):
            for group in self._spread(tier):
                if count <= 0:
                    return
                topic, size = group[0].topic, len(group)
                if size > count or any(self._is_barred(item) for item in group):
                    continue
                is_capped = caps and taken[topic] + size > max(caps[topic], size)
                if is_capped and (self._repeats_skill(group) or not group[0].skill):
                    continue
                for item in group:
                    self._add(item)
                taken[topic] += size
                count -= size

    def peer_class(self, item: PoolItem) -> Hashable:
        """Return a value that is equal for questions that can replace each other on a form."""
        return item.domain, item.skill, item.topic, self._exposure(item)

    def _tier(self, group: _Group) -> int:
        return min(exposure_tier(self.seen.get(item.id)) for item in group)

    def _spread(self, groups: Iterable[_Group]) -> Iterator[_Group]:
        """Yield groups in order, except that those with a chosen question's skill come last."""
        repeating = []
        for group in groups:
            if self._repeats_skill(group):
                repeating.append(group)
            else:
                yield group
        yield from repeating

    def _repeats_skill(self, group: _Group) -> bool:
        return any(item.skill in self.skills for item in group)

    def _rank(self, item: PoolItem) -> tuple[int, float, float]:
        return *self._exposure(item), hash_unit(self.seed, item.id)

    def _exposure(self, item: PoolItem) -> tuple[int, float]:
        seen = self.seen.get(item.id)
        return exposure_tier(seen), -seen.days if seen else 0.0

    def _is_barred(self, item: PoolItem) -> bool:
        return item.id in self.ids | self.barred or not self.ids.isdisjoint(item.enemies)

    def _add(self, item: PoolItem) -> None:
        self.chosen.append(item)
        self.ids.add(item.id)
        self.barred.update(item.enemies)
        if item.skill:
            self.skills.add(item.skill)


def _groups(ranked: Sequence[PoolItem]) -> Iterator[_Group]:
    """Yield the questions in tuples: a group's questions together, any other question alone.

    A group is yielded where its first question was.
    """
    groups: dict[str, list[PoolItem]] = {}
    for item in ranked:
        if item.group:
            groups.setdefault(item.group, []).append(item)
    for item in ranked:
        if not item.group:
            yield (item,)
        elif item.group in groups:
            yield tuple(sorted(groups.pop(item.group), key=lambda member: member.group_position))


def _choose_unscored(
    chosen: Sequence[PoolItem], scored: Mapping[str, int], seed: str
) -> frozenset[str]:
    """Return the ids of the questions that don't count toward the score.

    `scored` is the number of questions that count in each domain, by domain id.
    """
    unscored: set[str] = set()
    for domain, count in scored.items():
        ids = [item.id for item in chosen if item.domain == domain]
        unscored.update(sorted(ids, key=lambda name: hash_unit(seed, "scored", name))[count:])
    return frozenset(unscored)


def fill_form(
    form: Form,
    selection: Selection,
    questions: Mapping[str, Question],
    seen: Mapping[str, LastSeen],
    group_stems: Mapping[str, str] = MappingProxyType({}),
) -> Form:
    """Return a copy of a form with a slot for each selected question, its options shuffled.

    `questions` and `seen` are keyed by question id, and `group_stems` by group id. Questions that
    aren't in `seen` are fresh.
    """

    def slot(item: PoolItem) -> Slot:
        question = questions[item.id]
        return Slot(
            question=question,
            digest=item.digest,
            domain=item.domain,
            order=shuffle_options(question, form.seed),
            scored=item.id not in selection.unscored,
            fresh=item.id not in seen,
            shared=group_stems.get(question.group, ""),
        )

    return replace(form, slots=tuple(map(slot, selection.items)))
