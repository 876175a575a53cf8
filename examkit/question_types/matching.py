"""Matching: each left side gets the right side that belongs to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from examkit.question_types.base import (
    QuestionType,
    Response,
    Violation,
    find_equal,
    find_too_few,
)
from examkit.question_types.fields import LIST, SHORT_LIST, About, CommonFields, Text

MAX_RIGHT_SIDES = 8
Pair = Annotated[tuple[Text, Text], LIST]


@dataclass(frozen=True, kw_only=True)
class MatchingFields(CommonFields):
    """What a matching question adds to the common fields."""

    pairs: Annotated[
        tuple[Pair, ...],
        SHORT_LIST,
        About("Matching: lists of two, a left and a right side."),
    ] = ()
    extra: Annotated[
        tuple[Text, ...],
        SHORT_LIST,
        About("Matching: right sides that belong to nothing."),
    ] = ()


class Matching(QuestionType[MatchingFields]):
    """Pairs to match; a response has one choice for each left side, -1 where it is open."""

    name = "matching"
    fields = tuple(MatchingFields.__annotations__)

    def find_violations(self, question: MatchingFields) -> Iterator[Violation]:
        """Report too few pairs, equal sides, and more right sides than there are letters."""
        choices = self.choices(question)
        yield from find_too_few("pairs", question.pairs, "pairs to match")
        yield from find_equal("pairs", map(str, question.pairs))
        yield from find_equal("pairs", (left for left, _ in question.pairs))
        yield from find_equal("pairs", choices)
        if len(choices) > MAX_RIGHT_SIDES:
            message = f"More than {MAX_RIGHT_SIDES} right sides."
            yield "too-long", ("extra",), message, "Letters run from a to h: remove some."

    def choices(self, question: MatchingFields) -> tuple[str, ...]:
        """Return the right sides: those of the pairs, then those that belong to nothing."""
        return (*(right for _, right in question.pairs), *question.extra)

    def correct_response(self, question: MatchingFields) -> Response:
        """Return for each left side the position of its right side."""
        return Response(tuple(range(len(question.pairs))))

    def grade(self, question: MatchingFields, response: Response) -> float:
        """Return the share of left sides with their own right side."""
        right = sum(place == choice for place, choice in enumerate(response.choices))
        return right / len(question.pairs)

    def digest_parts(self, question: MatchingFields) -> tuple[str, ...]:
        """Return each pair as one text, then the extra right sides."""
        return (*("\x1e".join(pair) for pair in question.pairs), *question.extra)
