"""Numeric: a number is typed."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from examkit.question_types.base import Response, Violation
from examkit.question_types.fields import About, CommonFields, Number, Rule
from examkit.question_types.numbers import number_fault, parse_number, plain_number
from examkit.question_types.text_entry import TextEntry

MAX_LENGTH = 40
"""Characters of a number that is typed."""
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


class Numeric(TextEntry[NumericFields]):
    """A number to type; it has no choices."""

    name = "numeric"
    fields = tuple(NumericFields.__annotations__)

    def find_violations(self, question: NumericFields) -> Iterator[Violation]:
        """Report a missing answer."""
        if question.answer is None:
            yield "no-key", (), "The question has no answer.", "Add answer = and a number."

    def has_key(self, question: NumericFields) -> bool:
        """Return whether there is a number to compare with."""
        return question.answer is not None

    def find_import_faults(self, question: NumericFields) -> Iterator[Violation]:
        """Report a missing answer."""
        if question.answer is None:
            yield "no-number", ("answer",), "There is no number as the answer.", "Write a number."

    def correct_response(self, question: NumericFields) -> Response:
        """Return the answer as it would be typed."""
        return Response(text=f"{question.answer!r}")

    def describe_text(self, question: NumericFields) -> str:
        """Return a number, with its unit."""
        return f"a number in {question.unit}" if question.unit else "a number"

    def find_text_fault(self, question: NumericFields, text: str) -> tuple[str, str] | None:
        """Return why a text is no number, or could be two."""
        if len(text) > MAX_LENGTH:
            return "That number is too long.", f"Use {MAX_LENGTH} characters at most."
        if parse_number(text, question.unit) is not None:
            return None
        return number_fault(text, question.unit)

    def normalize(self, question: NumericFields, response: Response) -> Response:
        """Rewrite a number with a decimal point and nothing between its digits."""
        plain = plain_number(response.text, question.unit)
        return response if plain is None else Response(text=plain)

    def format_response(
        self,
        question: NumericFields,
        response: Response,
        order: Sequence[int],  # noqa: ARG002 -- the contract
    ) -> str:
        """Return the number with its unit."""
        return f"{response.text} {question.unit}".strip() if response else ""

    def format_key(self, question: NumericFields, order: Sequence[int]) -> str:  # noqa: ARG002 -- the contract
        """Return the answer with its tolerance and unit."""
        tolerance = f"(\u00b1 {question.tolerance:.12g})" if question.tolerance else ""
        return " ".join(filter(None, (f"{question.answer:.12g}", tolerance, question.unit)))

    def grade(self, question: NumericFields, response: Response) -> float:
        """Return 1 for a number within the tolerance, else 0."""
        return float(is_within_tolerance(question, response.text))

    def key_texts(self, question: NumericFields) -> tuple[str, ...]:
        """Return answer and tolerance, without digits in which half of a range may differ."""
        return f"{question.answer or 0.0:.9g}", f"± {question.tolerance:.9g}"

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
