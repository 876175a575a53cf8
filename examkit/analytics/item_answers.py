"""The first answers to each question, from which the question's statistics are computed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from examkit.analytics.counted_answers import usable_answers
from examkit.bank.model import Question
from examkit.exam.past_answer import PastAnswer
from examkit.question_types.base import Response
from examkit.question_types.lettered import LETTERS
from examkit.question_types.registry import find_type

MIN_REST = 5
"""Minimum number of other usable answers in an attempt for an answer's `rest` to be computed."""

Exclusion = Literal["left-out", "repeated", "too-quick", "older-wording", "removed"]
"""Why an answer doesn't count for item statistics.

The candidate excluded its attempt, had seen the question before, or answered too quickly; or the
question has changed since, or is no longer in the bank.
"""


@dataclass(frozen=True, slots=True)
class ItemAnswer:
    """An answer in a finished attempt, and what was picked."""

    answer: PastAnswer
    picks: tuple[str, ...]
    """Letters of the selected options, or the whole response, as `describe_picks` returns them."""
    pace: float
    """Seconds per question that the attempt's exam allows."""


@dataclass(frozen=True, slots=True)
class FirstAnswer:
    """A candidate's first answer to a question."""

    credit: float
    """Credit from 0 to 1."""
    correct: bool
    seconds: float | None
    picks: tuple[str, ...]
    rest: float | None
    """Average credit, from 0 to 1, of the attempt's other answers; None if there are too few."""


@dataclass(frozen=True, slots=True)
class FirstAnswers:
    """The first answers of all candidates by question id, and how many answers don't count."""

    by_question: Mapping[str, Sequence[FirstAnswer]]
    excluded: Counter[tuple[str, Exclusion]] = field(default_factory=Counter)
    """Number of answers that don't count, by question id and reason."""


def describe_picks(question: Question, response: Response, *, correct: bool) -> tuple[str, ...]:
    """Return the letters of the selected options in file order, or else the whole response.

    Without options, a `correct` response is described by the key, so that all correct ones are
    counted together. Empty if unanswered.
    """
    if not response:
        return ()
    if question.options:
        return tuple(LETTERS[choice] for choice in response.choices)
    kind, order = find_type(question), range(len(question.choices))
    return (
        kind.format_key(question, order)
        if correct
        else kind.format_response(question, response, order),
    )


def select_first_answers(
    candidates: Iterable[Sequence[ItemAnswer]], digests: Mapping[str, str]
) -> FirstAnswers:
    """Return the first answer of each candidate to each question, if it counts.

    Answers count as in `usable_answers`, unless the question has changed since. `candidates` has
    the answers of each candidate. `digests` maps question ids to hashes of the questions as the
    bank has them now.
    """
    chosen: dict[str, list[FirstAnswer]] = defaultdict(list)
    excluded: Counter[tuple[str, Exclusion]] = Counter()
    for answers in candidates:
        usable = []
        for each, reason in _examine(answers):
            if reason:
                excluded[each.answer.question, reason] += 1
            else:
                usable.append(each)
        for name, digest, first in _with_rest(usable):
            if digest == digests.get(name):
                chosen[name].append(first)
            else:
                excluded[name, "older-wording" if name in digests else "removed"] += 1
    return FirstAnswers(chosen, excluded)


def _examine(answers: Iterable[ItemAnswer]) -> Iterator[tuple[ItemAnswer, Exclusion | None]]:
    """Yield one candidate's answers, oldest first, each with its reason not to count, or None.

    Omits answers to questions that were never on screen, and doesn't check whether a question has
    changed.
    """
    past = sorted(answers, key=lambda each: each.answer.ended_at)
    usable = {(answer.attempt, answer.question) for answer in _usable(past)}
    seen: set[str] = set()
    for each in past:
        answer = each.answer
        if not answer.shown:
            continue
        if answer.left_out:
            yield each, "left-out"
        elif not answer.fresh or answer.question in seen:
            yield each, "repeated"
        else:
            yield each, None if (answer.attempt, answer.question) in usable else "too-quick"
        seen.add(answer.question)


def _usable(answers: Sequence[ItemAnswer]) -> Iterator[PastAnswer]:
    for pace in {each.pace for each in answers}:
        yield from usable_answers([each.answer for each in answers if each.pace == pace], pace)


def _with_rest(usable: Sequence[ItemAnswer]) -> Iterator[tuple[str, str, FirstAnswer]]:
    """Yield each answer's question id, question digest, and `FirstAnswer`.

    `usable` has those of one candidate's answers that count.
    """
    earned: dict[str, list[float]] = defaultdict(list)
    for each in usable:
        earned[each.answer.attempt].append(each.answer.credit)
    for each in usable:
        answer, own = each.answer, earned[each.answer.attempt]
        others = len(own) - 1
        rest = (sum(own) - answer.credit) / others if others >= MIN_REST else None
        correct = answer.outcome == "right"
        first = FirstAnswer(answer.credit, correct, answer.seconds, each.picks, rest)
        yield answer.question, answer.digest, first
