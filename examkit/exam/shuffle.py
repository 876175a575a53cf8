"""Shuffled orders that depend only on a seed.

They use SHA-256 instead of `random`: the same seed gives the same form on every Python version,
and a question added to the bank doesn't reorder the others.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile

from examkit.bank.candidates import PoolItem
from examkit.bank.model import Question
from examkit.question_types.registry import find_type

MAX_DOMAIN_RUN = 3
"""No more questions of one domain stand in a row, where that can be had."""


def hash_unit(*parts: object) -> float:
    """Map seed and names to a number in [0, 1), evenly."""
    text = "|".join(str(part) for part in parts)
    return int(hashlib.sha256(text.encode()).hexdigest()[:13], 16) / 16**13


def order_questions(items: Iterable[PoolItem], seed: str) -> tuple[PoolItem, ...]:
    """Put the chosen questions in the order of the form, domains mixed."""
    placed: list[PoolItem] = []
    rest: dict[str, list[PoolItem]] = {}
    for item in sorted(items, key=lambda item: hash_unit(seed, "pos", item.id)):
        if item.group:
            rest.setdefault(item.group, []).append(item)
            if len(rest[item.group]) > 1:
                continue
        end = len(placed)
        places = (end, *range(end - 1, -1, -1))
        fitting = (place for place in places if not _makes_long_run(placed, place, item.domain))
        placed.insert(next(fitting, end), item)
    return tuple(member for item in placed for member in _together(item, rest))


def _together(item: PoolItem, groups: Mapping[str, Sequence[PoolItem]]) -> Sequence[PoolItem]:
    """Return a question, or all of its group in their order."""
    if not item.group:
        return (item,)
    return sorted(groups[item.group], key=lambda member: member.group_position)


def _makes_long_run(placed: Sequence[PoolItem], place: int, domain: str) -> bool:
    """Return whether a question of the domain, put there, would stand in too long a run."""
    before = takewhile(lambda item: item.domain == domain, reversed(placed[:place]))
    after = takewhile(lambda item: item.domain == domain, placed[place:])
    return sum(1 for _ in before) + 1 + sum(1 for _ in after) > MAX_DOMAIN_RUN


def shuffle_options(question: Question, seed: str) -> tuple[int, ...]:
    """Screen position -> choice, shuffled unless the order means something."""
    order = list(range(len(question.choices)))
    if find_type(question).keeps_order(question):
        return tuple(order)
    for j in range(len(order) - 1, 0, -1):
        k = int(hash_unit(seed, question.id, j) * (j + 1))
        order[j], order[k] = order[k], order[j]
    return tuple(order)
