"""Give a form about the same mix of difficulties and question types as its pool.

Two forms of an exam should be equally hard. A chosen question is exchanged for a peer: a question
that could just as well have been drawn in its place.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from examkit.bank.pool import PoolItem
from examkit.exam.shuffle import hash_unit

Trait = tuple[str, str]
"""A domain id, or `WHOLE_FORM` for all domains, and a difficulty or question type."""
_Traits = tuple[Trait, ...]
WHOLE_FORM = ""
_Peers = Mapping[Hashable, Mapping[_Traits, Sequence[PoolItem]]]
"""The questions that can replace each other, by peer class and then by their traits."""
_LEAST_GAIN = 1e-9
"""Smallest gain that counts; smaller ones are rounding errors."""


def balance_mix(
    chosen: Sequence[PoolItem],
    pool: Sequence[PoolItem],
    peer_class: Callable[[PoolItem], Hashable],
    seed: str,
) -> tuple[PoolItem, ...]:
    """Return the chosen questions, some exchanged for peers to bring the mix close to the pool's.

    Questions with the same `peer_class` are peers. Those that share a stem are never exchanged.
    """
    exchanger = _Exchanger(
        chosen=list(chosen),
        peers=_group_peers(chosen, pool, peer_class),
        targets=trait_targets(pool, Counter(item.domain for item in chosen)),
        counts=Counter(trait for item in chosen for trait in _traits(item)),
        seed=seed,
    )
    exchanger.run()
    return tuple(exchanger.chosen)


def trait_targets(pool: Iterable[PoolItem], drawn: Mapping[str, int]) -> dict[Trait, float]:
    """Return how many questions with each trait give a form the pool's mix in every domain.

    `drawn` is the number of the form's questions in each domain, by domain id. The results can be
    fractions.
    """
    kinds = Counter((item.domain, item.difficulty, item.type) for item in pool)
    supply: Counter[str] = Counter()
    for (domain, _, _), count in kinds.items():
        supply[domain] += count
    targets: defaultdict[Trait, float] = defaultdict(float)
    for (domain, *values), count in sorted(kinds.items()):
        for value in values:
            share = drawn.get(domain, 0) * count / supply[domain]
            targets[domain, value] += share
            targets[WHOLE_FORM, value] += share
    return targets


def _traits(item: PoolItem) -> _Traits:
    return (
        (item.domain, item.difficulty),
        (item.domain, item.type),
        (WHOLE_FORM, item.difficulty),
        (WHOLE_FORM, item.type),
    )


def _group_peers(
    chosen: Iterable[PoolItem],
    pool: Iterable[PoolItem],
    peer_class: Callable[[PoolItem], Hashable],
) -> list[dict[_Traits, list[PoolItem]]]:
    """Return, for each chosen question, a mapping from traits to the peers that have them.

    Peers have the same `peer_class`. A question that shares its stem with others has none.
    """
    classes = [None if item.group else peer_class(item) for item in chosen]
    peers: dict[Hashable, defaultdict[_Traits, list[PoolItem]]] = {
        name: defaultdict(list) for name in classes
    }
    for item in pool:
        if not item.group and (name := peer_class(item)) in peers:
            peers[name][_traits(item)].append(item)
    ordered = {name: dict(sorted(found.items())) for name, found in peers.items()}
    return [ordered[name] for name in classes]


@dataclass(slots=True)
class _Exchanger:
    """Makes the best exchange of a chosen question for a peer until none improves the mix."""

    chosen: list[PoolItem]
    peers: Sequence[Mapping[_Traits, Sequence[PoolItem]]]
    """The peers of each chosen question, by traits."""
    targets: Mapping[Trait, float]
    """How many questions of each trait the form should have."""
    counts: Counter[Trait]
    """How many of the chosen questions have each trait."""
    seed: str

    def run(self) -> None:
        while exchange := self._best_exchange():
            position, peer = exchange
            self.counts.subtract(_traits(self.chosen[position]))
            self.counts.update(_traits(peer))
            self.chosen[position] = peer

    def _best_exchange(self) -> tuple[int, PoolItem] | None:
        best, found = _LEAST_GAIN, None
        for position, item in enumerate(self.chosen):
            old = _traits(item)
            for new, peers in self.peers[position].items():
                gain = self._gain(old, new)
                if gain > best and (peer := self._first_free(peers, position)):
                    best, found = gain + _LEAST_GAIN, (position, peer)
        return found

    def _gain(self, old: _Traits, new: _Traits) -> float:
        """Return by how much an exchange lowers the sum of squared distances to the targets.

        `old` and `new` are the traits of the chosen question and of the peer that replaces it.
        """
        gain = 0.0
        for lost, won in zip(old, new, strict=True):
            if lost != won:
                excess = self.counts[lost] - self.targets[lost]
                lack = self.targets[won] - self.counts[won]
                gain += 2 * (excess + lack - 1)
        return gain

    def _first_free(self, peers: Iterable[PoolItem], position: int) -> PoolItem | None:
        """Return the first free peer for the chosen question at `position`; None if none is free.

        A free peer is neither chosen already nor an enemy of the other chosen questions. A hash of
        the seed decides which one is first.
        """
        others = self.chosen[:position] + self.chosen[position + 1 :]
        ids = {item.id for item in others}
        barred = ids.union({self.chosen[position].id}, *(item.enemies for item in others))
        free = [p for p in peers if p.id not in barred and ids.isdisjoint(p.enemies)]
        return min(free, key=lambda peer: hash_unit(self.seed, "mix", peer.id), default=None)
