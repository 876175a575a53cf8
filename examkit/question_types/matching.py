"""Matching: each left side gets the right side that belongs to it."""

from __future__ import annotations

from collections.abc import Iterator

from examkit.question_types.base import (
    QuestionFields,
    QuestionType,
    Violation,
    find_equal,
    find_too_few,
)

MAX_RIGHT_SIDES = 8


class Matching(QuestionType):
    """Pairs to match; a response has one choice for each left side, -1 where it is open."""

    name = "matching"
    fields = ("pairs", "extra")

    def find_violations(self, question: QuestionFields) -> Iterator[Violation]:
        """Report too few pairs, equal sides, and more right sides than there are letters."""
        choices = self.choices(question)
        yield from find_too_few("pairs", question.pairs, "pairs to match")
        yield from find_equal("pairs", map(str, question.pairs))
        yield from find_equal("pairs", (left for left, _ in question.pairs))
        yield from find_equal("pairs", choices)
        if len(choices) > MAX_RIGHT_SIDES:
            message = f"More than {MAX_RIGHT_SIDES} right sides."
            yield "too-long", ("extra",), message, "Letters run from a to h: remove some."

    def choices(self, question: QuestionFields) -> tuple[str, ...]:
        """Return the right sides: those of the pairs, then those that belong to nothing."""
        return (*(right for _, right in question.pairs), *question.extra)

    def correct_response(self, question: QuestionFields) -> tuple[int, ...]:
        """Return for each left side the position of its right side."""
        return tuple(range(len(question.pairs)))

    def grade(self, question: QuestionFields, response: tuple[int, ...], entry: str) -> float:  # noqa: ARG002 -- the contract
        """Return the share of left sides with their own right side."""
        right = sum(place == choice for place, choice in enumerate(response))
        return right / len(question.pairs)

    def digest_parts(self, question: QuestionFields) -> tuple[str, ...]:
        """Return each pair as one text, then the extra right sides."""
        return (*("\x1e".join(pair) for pair in question.pairs), *question.extra)
