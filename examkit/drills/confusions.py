"""Pairs of concepts the candidate confuses, and the questions that distinguish them.

A concept is a section of the notes. A question is about the note that settles it. A distractor
can name another note; a candidate who selects it confuses the two concepts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from examkit.drills.request import Pair

if TYPE_CHECKING:
    from examkit.bank.pool import Concepts, PoolItem
    from examkit.exam.past_answer import PastAnswer

MIN_CONFUSIONS = 2
"""How often two concepts must be confused before the pair counts; once can be a slip."""
CORRECT_TO_SETTLE = 2
"""Correct answers to discriminating questions after which a pair is no longer confused."""


@dataclass(frozen=True, slots=True)
class ConfusedPair:
    """Two concepts that the candidate confused."""

    pair: Pair
    """The two note addresses in alphabetical order."""
    times: int
    """How often the candidate confused them."""
    last: float
    """When the candidate last confused them, in UTC seconds since 1970."""


def find_confused_pairs(
    answers: Iterable[PastAnswer], concepts: Mapping[str, Concepts]
) -> tuple[ConfusedPair, ...]:
    """Return the pairs of concepts that are still confused, the most frequent first.

    `concepts` maps question ids to the notes that a question and its distractors are about.
    """
    past = tuple(answers)
    times: dict[Pair, list[float]] = defaultdict(list)
    for answer in past:
        for picked in answer.confused_notes:
            if answer.note and picked != answer.note:
                one, other = sorted((answer.note, picked))
                times[one, other].append(answer.ended_at)
    pairs = (ConfusedPair(pair, len(each), max(each)) for pair, each in times.items())
    often = (pair for pair in pairs if pair.times >= MIN_CONFUSIONS)
    still = (pair for pair in often if not _is_settled(pair, past, concepts))
    return tuple(sorted(still, key=lambda pair: (-pair.times, -pair.last, pair.pair)))


def _is_settled(
    confused: ConfusedPair, answers: Iterable[PastAnswer], concepts: Mapping[str, Concepts]
) -> bool:
    questions = discriminating_questions(confused.pair, concepts)
    since = (a for a in answers if a.ended_at > confused.last and a.outcome == "right")
    settled = questions & {answer.question for answer in since}
    return len(settled) >= min(CORRECT_TO_SETTLE, len(questions)) > 0


def discriminating_questions(pair: Pair, concepts: Mapping[str, Concepts]) -> frozenset[str]:
    """Return the ids of questions about one concept of a pair with a distractor about the other.

    `pair` has the note addresses of the two concepts. `concepts` maps question ids to concepts.
    """
    one, other = pair
    return frozenset(
        question
        for question, about in concepts.items()
        if (about.note == one and other in about.distractor_notes)
        or (about.note == other and one in about.distractor_notes)
    )


def is_confusable(one: Concepts, other: Concepts) -> bool:
    """Return whether either of two questions has a distractor about the other's concept."""
    return one.note in other.distractor_notes or other.note in one.distractor_notes


def pair_up(items: Sequence[PoolItem], concepts: Mapping[str, Concepts]) -> tuple[PoolItem, ...]:
    """Return the questions reordered so that two about confusable concepts are next to each other.

    Questions without such a partner keep their order. `concepts` maps question ids to concepts.
    """
    left = list(items)
    placed: list[PoolItem] = []
    while left:
        first = left.pop(0)
        placed.append(first)
        partner = next((item for item in left if _goes_with(item, first, concepts)), None)
        if partner is not None:
            left.remove(partner)
            placed.append(partner)
    return tuple(placed)


def _goes_with(item: PoolItem, other: PoolItem, concepts: Mapping[str, Concepts]) -> bool:
    one, two = concepts.get(item.id), concepts.get(other.id)
    return one is not None and two is not None and is_confusable(one, two)


def questions_on(notes: Collection[str], concepts: Mapping[str, Concepts]) -> frozenset[str]:
    """Return the ids of the questions that are about one of `notes` or have a distractor that is.

    `notes` are addresses, and `concepts` maps question ids to concepts.
    """
    wanted = set(notes)
    return frozenset(
        question
        for question, about in concepts.items()
        if about.note in wanted or not wanted.isdisjoint(about.distractor_notes)
    )
