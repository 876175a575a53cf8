"""Numeric questions: the candidate types a number."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from examkit.question_types.base import Response, Violation
from examkit.question_types.common_fields import About, CommonFields, Number, Rule
from examkit.question_types.numbers import number_fault, parse_number, plain_number
from examkit.question_types.text_entry import TextEntry

MAX_LENGTH = 40
"""Longest number that a candidate can type, in characters."""
_ROUNDING = 1e-9
"""Relative difference that floating-point rounding can cause; it makes 0.1 + 0.2 equal 0.3."""
_DECIMAL_COMMA = re.compile(r"[^,.]*,(?!\d{3}$)\d+")


@dataclass(frozen=True, kw_only=True)
class NumericFields(CommonFields):
    """The fields that a numeric question adds to the common ones."""

    answer: Annotated[Number | None, About("Numeric only. The correct number.")] = None
    tolerance: Annotated[
        float,
        Rule(strict=False, allow_inf_nan=False, ge=0),
        About("Numeric only. How far off an answer can be and still be correct."),
    ] = 0.0
    unit: Annotated[
        str, Rule(max_length=40), About("Numeric only. The unit of the number, such as GiB.")
    ] = ""


class Numeric(TextEntry[NumericFields]):
    """The numeric type. The answer is a number with an optional tolerance and unit."""

    name = "numeric"
    fields = tuple(NumericFields.__annotations__)

    def find_violations(self, question: NumericFields) -> Iterator[Violation]:
        if question.answer is None:
            yield "no-key", (), "The question has no answer.", "Add a line such as answer = 12.5."

    def has_key(self, question: NumericFields) -> bool:
        return question.answer is not None

    def find_import_faults(self, question: NumericFields) -> Iterator[Violation]:
        if question.answer is None:
            yield "no-number", ("answer",), "The question has no numeric answer.", "Add one."

    def correct_response(self, question: NumericFields) -> Response:
        return Response(text=f"{question.answer!r}")

    def describe_text(self, question: NumericFields) -> str:
        return f"a number in {question.unit}" if question.unit else "a number"

    def find_text_fault(self, question: NumericFields, text: str) -> tuple[str, str] | None:
        """Return a message and a hint if a text isn't an unambiguous number; None if it is one."""
        if len(text) > MAX_LENGTH:
            return "That number is too long.", f"Use at most {MAX_LENGTH} characters."
        if parse_number(text, question.unit) is not None:
            return None
        return number_fault(text, question.unit)

    def normalize(self, question: NumericFields, response: Response) -> Response:
        """Return the response with its number rewritten with a decimal point and no separators.

        Return it unchanged if its text isn't a number.
        """
        plain = plain_number(response.text, question.unit)
        return response if plain is None else Response(text=plain)

    def format_response(
        self, question: NumericFields, response: Response, order: Sequence[int]
    ) -> str:
        return f"{response.text} {question.unit}".strip() if response else ""

    def format_key(self, question: NumericFields, order: Sequence[int]) -> str:
        """Return the correct number with its tolerance, if any, and its unit."""
        tolerance = f"(\u00b1 {question.tolerance:.12g})" if question.tolerance else ""
        return " ".join(filter(None, (f"{question.answer:.12g}", tolerance, question.unit)))

    def grade(self, question: NumericFields, response: Response) -> float:
        """Return 1 if the typed number is within the tolerance of the correct one, else 0."""
        return float(is_within_tolerance(question, response.text))

    def key_texts(self, question: NumericFields) -> tuple[str, ...]:
        # Nine digits hide rounding errors.
        return f"{question.answer or 0.0:.9g}", f"± {question.tolerance:.9g}"

    def digest_parts(self, question: NumericFields) -> tuple[str, ...]:
        return (f"{question.answer} {question.tolerance} {question.unit}",)

    def find_correction(
        self, asked: NumericFields, current: NumericFields
    ) -> dict[str, Any] | None:
        """Return the current question's answer and tolerance; None unless they alone changed."""
        if (asked.stem, asked.unit) != (current.stem, current.unit):
            return None
        if (asked.answer, asked.tolerance) == (current.answer, current.tolerance):
            return None
        return {"answer": current.answer, "tolerance": current.tolerance}


def is_within_tolerance(question: NumericFields, entry: str) -> bool:
    """Return whether a typed text is a number within the tolerance of the question's answer."""
    number = parse_stored_number(entry)
    if number is None or question.answer is None:
        return False
    slack = _ROUNDING * max(abs(number), abs(question.answer))
    return abs(number - question.answer) <= question.tolerance + slack


def parse_stored_number(text: str) -> float | None:
    """Return the number in a stored response, parsed as in version 1.0.0; None if it isn't one.

    Later versions store numbers in the plain form of `examkit.question_types.numbers`, which this
    parses the same way. Older responses keep the outcome that they had.
    """
    plain = re.sub(r"[\s_\u00a0\u202f']", "", text).replace("\u2212", "-")
    plain = plain.replace(",", "." if _DECIMAL_COMMA.fullmatch(plain) else "")
    try:
        number = float(plain)
    except ValueError:
        return None
    return number if math.isfinite(number) else None
