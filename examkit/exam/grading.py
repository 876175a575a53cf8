"""Grading: the only place that turns a response into an outcome and credit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from examkit.bank.model import MarkingRule, Question
from examkit.question_types.base import Response
from examkit.question_types.registry import find_type

Outcome = Literal["right", "wrong", "unanswered", "partial"]


@dataclass(frozen=True, slots=True)
class Grade:
    """What a response is worth."""

    outcome: Outcome
    credit: float
    """From 0 to 1, by the exam's rule."""
    partial: float
    """From 0 to 1, what partial marking would give, whatever the rule."""


def grade_response(question: Question, response: Response, rule: MarkingRule) -> Grade:
    """Grade what was chosen or typed.

    All-or-nothing gives credit for exactly the right response. Partial gives the share that the
    question's type computes.
    """
    if not response:
        return Grade("unanswered", 0.0, 0.0)
    partial = find_type(question).grade(question, response)
    if partial == 1.0:
        return Grade("right", 1.0, 1.0)
    if rule == "partial" and partial > 0:
        return Grade("partial", partial, partial)
    return Grade("wrong", 0.0, partial)
