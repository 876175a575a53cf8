"""Ordering: items are put in the right order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from examkit.question_types.base import (
    QuestionFields,
    QuestionType,
    Violation,
    find_equal,
    find_too_few,
)


class Ordering(QuestionType):
    """Items to put in order; a response lists them as they were picked."""

    name = "ordering"
    fields = ("items",)

    def find_violations(self, question: QuestionFields) -> Iterator[Violation]:
        """Report fewer than two items, or equal ones."""
        yield from find_too_few("items", question.items, "items to put in order")
        yield from find_equal("items", question.items)

    def choices(self, question: QuestionFields) -> tuple[str, ...]:
        """Return the items in the right order."""
        return question.items

    def correct_response(self, question: QuestionFields) -> tuple[int, ...]:
        """Return all positions, ascending."""
        return tuple(range(len(question.items)))

    def grade(self, question: QuestionFields, response: tuple[int, ...], entry: str) -> float:  # noqa: ARG002 -- the contract
        """Return the share of neighbors that follow each other rightly."""
        follow = sum(after == before + 1 for before, after in pairwise(response))
        return follow / (len(question.items) - 1)

    def digest_parts(self, question: QuestionFields) -> tuple[str, ...]:
        """Return the items."""
        return question.items
