"""Ordering: items are put in the right order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated

from examkit.question_types.base import (
    QuestionType,
    Response,
    Violation,
    find_equal,
    find_too_few,
)
from examkit.question_types.fields import SHORT_LIST, About, CommonFields, Text


@dataclass(frozen=True, kw_only=True)
class OrderingFields(CommonFields):
    """What an ordering question adds to the common fields."""

    items: Annotated[
        tuple[Text, ...],
        SHORT_LIST,
        About("Ordering: what is put in order, in the right order."),
    ] = ()


class Ordering(QuestionType[OrderingFields]):
    """Items to put in order; a response lists them as they were picked."""

    name = "ordering"
    fields = tuple(OrderingFields.__annotations__)

    def find_violations(self, question: OrderingFields) -> Iterator[Violation]:
        """Report fewer than two items, or equal ones."""
        yield from find_too_few("items", question.items, "items to put in order")
        yield from find_equal("items", question.items)

    def choices(self, question: OrderingFields) -> tuple[str, ...]:
        """Return the items in the right order."""
        return question.items

    def correct_response(self, question: OrderingFields) -> Response:
        """Return all positions, ascending."""
        return Response(tuple(range(len(question.items))))

    def grade(self, question: OrderingFields, response: Response) -> float:
        """Return the share of neighbors that follow each other rightly."""
        follow = sum(after == before + 1 for before, after in pairwise(response.choices))
        return follow / (len(question.items) - 1)

    def digest_parts(self, question: OrderingFields) -> tuple[str, ...]:
        """Return the items."""
        return question.items
