"""Shuffled orders that depend only on a seed.

They use SHA-256 instead of `random`: the same seed gives the same form on every Python version,
and a question added to the bank doesn't reorder the others.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile

from examkit.bank.model import Question
from examkit.bank.pool import PoolItem
from examkit.question_types.registry import find_type

MAX_DOMAIN_RUN = 3
"""Longest run of questions from one domain, if an order without longer runs is found."""


def hash_unit(*parts: object) -> float:
    """Return a number from 0 to below 1 that depends only on `parts` and is evenly distributed."""
    text = "|".join(str(part) for part in parts)
    return int(hashlib.sha256(text.encode()).hexdigest()[:13], 16) / 16**13


def order_questions(items: Iterable[PoolItem], seed: str) -> tuple[PoolItem, ...]:
    """Return the questions in a shuffled order that mixes domains and keeps groups together."""
    ordered: list[PoolItem] = []
    groups: dict[str, list[PoolItem]] = {}
    for item in sorted(items, key=lambda item: hash_unit(seed, "pos", item.id)):
        if item.group:
            groups.setdefault(item.group, []).append(item)
            if len(groups[item.group]) > 1:
                continue
        end = len(ordered)
        fitting = (i for i in range(end, -1, -1) if not _makes_long_run(ordered, i, item.domain))
        ordered.insert(next(fitting, end), item)
    return tuple(member for item in ordered for member in _members(item, groups))


def _members(item: PoolItem, groups: Mapping[str, Sequence[PoolItem]]) -> Sequence[PoolItem]:
    """Return a question alone, or all questions of its group in file order.

    `groups` has each group's questions by group id.
    """
    if not item.group:
        return (item,)
    return sorted(groups[item.group], key=lambda member: member.group_position)


def _makes_long_run(ordered: Sequence[PoolItem], index: int, domain: str) -> bool:
    """Return whether a question of `domain` inserted at `index` would exceed `MAX_DOMAIN_RUN`."""
    before = takewhile(lambda item: item.domain == domain, reversed(ordered[:index]))
    after = takewhile(lambda item: item.domain == domain, ordered[index:])
    return len([*before, *after]) + 1 > MAX_DOMAIN_RUN


def shuffle_options(question: Question, seed: str) -> tuple[int, ...]:
    """Return the index of the choice at each position on screen.

    The choices are shuffled unless the question keeps the bank's order.
    """
    order = list(range(len(question.choices)))
    if find_type(question).keeps_order(question):
        return tuple(order)
    for j in range(len(order) - 1, 0, -1):
        k = int(hash_unit(seed, question.id, j) * (j + 1))
        order[j], order[k] = order[k], order[j]
    return tuple(order)
