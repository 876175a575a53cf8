"""Grading: the only place that turns a response into an outcome and credit."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, assert_never

from examkit.bank.model import MarkingRule, Question

Outcome = Literal["right", "wrong", "unanswered", "partial"]
_ROUNDING = 1e-9
"""Share by which a number may be off because of binary fractions: 0.1 + 0.2 is within 0 of 0.3."""
_DECIMAL_COMMA = re.compile(r"[^,.]*,(?!\d{3}$)\d+")


@dataclass(frozen=True, slots=True)
class Grade:
    """What a response is worth."""

    outcome: Outcome
    credit: float
    """From 0 to 1, by the exam's rule."""
    partial: float
    """From 0 to 1, what partial marking would give, whatever the rule."""


def grade_response(
    question: Question, response: tuple[int, ...], rule: MarkingRule, entry: str = ""
) -> Grade:
    """Mark what was chosen, or for a number what was typed.

    All-or-nothing gives credit for exactly the right response. Partial gives for a multiple
    response (hits - wrong choices) / keys, not below 0 ("plus/minus" scoring); for an ordering
    the share of neighbours that follow each other rightly; for a matching the share of right
    pairs. For a single choice and for a number both rules agree.
    """
    if not (entry if question.type == "numeric" else response):
        return Grade("unanswered", 0.0, 0.0)
    partial = _partial(question, response, entry)
    if partial == 1.0:
        return Grade("right", 1.0, 1.0)
    if rule == "partial" and partial > 0:
        return Grade("partial", partial, partial)
    return Grade("wrong", 0.0, partial)


def _partial(question: Question, response: tuple[int, ...], entry: str) -> float:
    match question.type:
        case "ordering":
            return _neighbours(response, len(question.items))
        case "matching":
            right = sum(place == given for place, given in enumerate(response))
            return right / len(question.pairs)
        case "numeric":
            return float(within_tolerance(question, entry))
        case "single" | "multiple":
            return _hits(set(question.keys), set(response))
        case _:
            assert_never(question.type)


def _hits(keys: set[int], chosen: set[int]) -> float:
    if chosen == keys:
        return 1.0
    # All hits with a wrong one more, or one key fewer, stay below 1.
    return max(0.0, (len(chosen & keys) - len(chosen - keys)) / len(keys))


def _neighbours(response: tuple[int, ...], items: int) -> float:
    follow = sum(after == before + 1 for before, after in pairwise(response))
    return follow / (items - 1)


def within_tolerance(question: Question, entry: str) -> bool:
    """Return whether a typed number is within the tolerance of the answer."""
    number = stored_number(entry)
    if number is None or question.answer is None:
        return False
    slack = _ROUNDING * max(abs(number), abs(question.answer))
    return abs(number - question.answer) <= question.tolerance + slack


def stored_number(text: str) -> float | None:
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
