"""How many questions each choice of a custom drill would leave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from examkit.bank.pool import PoolItem
    from examkit.drills.request import DrillKind, DrillRequest

FIELDS = ("kinds", "domains", "topics", "difficulties")


class ChoiceCounts(NamedTuple):
    """How many questions match a drill request, and how many each possible choice would offer."""

    matching: int
    by_choice: Mapping[tuple[str, str], int]
    """Number of questions by field and value, such as `("topics", "kms")`; 0 is left out.

    Counts the questions with that value that match the request's choices in all other fields.
    """


class DrillChoices(NamedTuple):
    """The questions that a custom drill can choose from at one moment."""

    items: Sequence[PoolItem]
    reserved: frozenset[str]
    """Ids of the questions reserved for the next mock."""
    kinds: Mapping[DrillKind, frozenset[str]]
    """Ids of the questions of each kind, such as those due for review."""

    def count_for(self, request: DrillRequest) -> ChoiceCounts:
        """Count the questions that match a request, and those that each possible choice offers.

        Considers only the request's domains, topics, difficulties, and kinds, and whether it
        includes reserved questions.
        """
        counts: Counter[tuple[str, str]] = Counter()
        matching = 0
        for item in self.items:
            if item.id in self.reserved and not request.include_reserved:
                continue
            values = self._values(item)
            misfits = [field for field in FIELDS if not _fits(values[field], request, field)]
            matching += not misfits
            for field in misfits if len(misfits) == 1 else () if misfits else FIELDS:
                counts.update((field, value) for value in values[field])
        return ChoiceCounts(matching, counts)

    def _values(self, item: PoolItem) -> dict[str, Sequence[str]]:
        return {
            "kinds": [kind for kind, names in self.kinds.items() if item.id in names],
            "domains": [item.domain],
            "topics": [item.topic],
            "difficulties": [item.difficulty],
        }


def _fits(values: Sequence[str], request: DrillRequest, field: str) -> bool:
    chosen = getattr(request, field)
    return not chosen or any(value in chosen for value in values)
