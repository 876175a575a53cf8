"""Numeric: a number is typed."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from examkit.question_types.base import QuestionType, Response, Violation
from examkit.question_types.fields import About, CommonFields, Number, Rule

_ROUNDING = 1e-9
"""Share by which a number may be off because of binary fractions: 0.1 + 0.2 is within 0 of 0.3."""
_DECIMAL_COMMA = re.compile(r"[^,.]*,(?!\d{3}$)\d+")


@dataclass(frozen=True, kw_only=True)
class NumericFields(CommonFields):
    """What a numeric question adds to the common fields."""

    answer: Annotated[Number | None, About("Numeric: the number.")] = None
    tolerance: Annotated[
        float,
        Rule(
            strict=False,
            allow_inf_nan=False,
            ge=0,
        ),
        About("Numeric: how far off still counts."),
    ] = 0.0
    unit: Annotated[str, Rule(max_length=40), About("Numeric: what the number counts.")] = ""


class Numeric(QuestionType[NumericFields]):
    """A number to type; it has no choices."""

    name = "numeric"
    fields = tuple(NumericFields.__annotations__)

    def find_violations(self, question: NumericFields) -> Iterator[Violation]:
        """Report a missing answer."""
        if question.answer is None:
            yield "no-key", (), "There is no answer.", "Add answer = and a number."

    def choices(self, question: NumericFields) -> tuple[str, ...]:  # noqa: ARG002 -- the contract
        """Return nothing."""
        return ()

    def correct_response(self, question: NumericFields) -> Response:
        """Return the answer as it would be typed."""
        return Response(text=f"{question.answer!r}")

    def required_count(self, question: NumericFields) -> int:  # noqa: ARG002 -- the contract
        """Return 1: the number."""
        return 1

    def grade(self, question: NumericFields, response: Response) -> float:
        """Return 1 for a number within the tolerance, else 0."""
        return float(is_within_tolerance(question, response.text))

    def digest_parts(self, question: NumericFields) -> tuple[str, ...]:
        """Return answer, tolerance and unit as one text."""
        return (f"{question.answer} {question.tolerance} {question.unit}",)

    def find_correction(
        self, asked: NumericFields, current: NumericFields
    ) -> dict[str, Any] | None:
        """Return another answer or tolerance for the same stem and unit."""
        if (asked.stem, asked.unit) != (current.stem, current.unit):
            return None
        if (asked.answer, asked.tolerance) == (current.answer, current.tolerance):
            return None
        return {"answer": current.answer, "tolerance": current.tolerance}


def is_within_tolerance(question: NumericFields, entry: str) -> bool:
    """Return whether a typed number is within the tolerance of the answer."""
    number = parse_stored_number(entry)
    if number is None or question.answer is None:
        return False
    slack = _ROUNDING * max(abs(number), abs(question.answer))
    return abs(number - question.answer) <= question.tolerance + slack


def parse_stored_number(text: str) -> float | None:
    """Return the number of a stored entry, read as version 1.0.0 read it.

    Later versions store entries in plain form (`examkit.question_types.numbers`), which this reads
    the same way; older entries keep the outcome they had.
    """
    plain = re.sub(r"[\s_\u00a0\u202f']", "", text).replace("\u2212", "-")
    plain = plain.replace(",", "." if _DECIMAL_COMMA.fullmatch(plain) else "")
    try:
        number = float(plain)
    except ValueError:
        return None
    return number if math.isfinite(number) else None
