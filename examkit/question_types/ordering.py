"""Ordering questions: the candidate puts items in the correct order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest
from typing import Annotated

from examkit.question_types.base import (
    Response,
    Row,
    SolutionLine,
    Violation,
    find_equal,
    find_too_few,
)
from examkit.question_types.common_fields import SHORT_LIST, About, CommonFields, Text
from examkit.question_types.lettered import LETTERS, Lettered, make_line, parse_letters, to_letters


@dataclass(frozen=True, kw_only=True)
class OrderingFields(CommonFields):
    """The fields that an ordering question adds to the common ones."""

    items: Annotated[
        tuple[Text, ...], SHORT_LIST, About("Ordering only. The items in the correct order.")
    ] = ()


class Ordering(Lettered[OrderingFields]):
    """The ordering type. A response lists the placed items in the candidate's order."""

    name = "ordering"
    letters_label = "put in order"
    letters_help = "Add an item to the order, or remove it."
    cursor_help = "Add the item under the cursor to the order, or remove it."
    fields = tuple(OrderingFields.__annotations__)

    def find_violations(self, question: OrderingFields) -> Iterator[Violation]:
        """Yield a violation for fewer than two items, and for equal ones."""
        yield from self.find_import_faults(question)
        yield from find_equal("items", question.items)

    def has_key(self, question: OrderingFields) -> bool:
        return len(question.items) > 1

    def find_import_faults(self, question: OrderingFields) -> Iterator[Violation]:
        return find_too_few("items", question.items, "items to put in order")

    def choices(self, question: OrderingFields) -> tuple[str, ...]:
        return question.items

    def correct_response(self, question: OrderingFields) -> Response:
        return Response(tuple(range(len(question.items))))

    def describe_progress(self, question: OrderingFields, response: Response) -> str:
        return f"{self.count_parts(response)} of {self.required_count(question)} placed"

    def rows(
        self, question: OrderingFields, response: Response, order: Sequence[int]
    ) -> tuple[Row, ...]:
        """Return a row for each item, in screen order.

        Its mark is the item's place in the response, from 1; empty if the item has none.
        """
        places = {choice: f"{place}" for place, choice in enumerate(response.choices, 1)}
        return tuple(
            Row(letter, question.items[i], i in places, places.get(i, ""), _remark(places.get(i)))
            for letter, i in zip(LETTERS, order, strict=False)
        )

    def _parse_words(
        self,
        question: OrderingFields,
        response: Response,
        order: Sequence[int],
        words: Sequence[str],
    ) -> Response:
        return Response(tuple(dict.fromkeys(parse_letters(words, order))))

    def _check_choices(self, question: OrderingFields, choices: tuple[int, ...]) -> None:
        self._check_ascending(question, sorted(choices))

    def press(
        self, question: OrderingFields, response: Response, choice: int, row: int
    ) -> Response:
        """Return the response with the item at index `choice` added at the end.

        An item that is already in the response is removed instead. `row` doesn't matter.
        """
        others = tuple(item for item in response.choices if item != choice)
        return Response(others if choice in response.choices else (*others, choice))

    def format_response(
        self, question: OrderingFields, response: Response, order: Sequence[int]
    ) -> str:
        return " ".join(to_letters(response.choices, order))

    def solution(self, question: OrderingFields, response: Response) -> tuple[SolutionLine, ...]:
        """Return the correct item for each place, compared with the candidate's."""
        given = (question.items[choice] for choice in response.choices)
        pairs = zip_longest(question.items, given, fillvalue="")
        return tuple(make_line(f"{place}", *pair) for place, pair in enumerate(pairs, 1))

    def author_lines(self, question: OrderingFields) -> tuple[str, ...]:
        return tuple(f"{place}  {item}" for place, item in enumerate(question.items, 1))

    def grade(self, question: OrderingFields, response: Response) -> float:
        """Return the share of neighboring items of the correct order that stay neighbors.

        They must be in the same order in the response.
        """
        follow = sum(after == before + 1 for before, after in pairwise(response.choices))
        return follow / (len(question.items) - 1)

    def key_texts(self, question: OrderingFields) -> tuple[str, ...]:
        return tuple(f"{place} {item}" for place, item in enumerate(question.items))

    def digest_parts(self, question: OrderingFields) -> tuple[str, ...]:
        return question.items


def _remark(place: str | None) -> str:
    return f"place {place}" if place else ""
