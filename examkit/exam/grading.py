"""Grading: the only module that turns a response into an outcome and credit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from examkit.bank.model import MarkingRule, Question
from examkit.question_types.base import Response
from examkit.question_types.registry import find_type

Outcome = Literal["right", "wrong", "unanswered", "partial"]


@dataclass(frozen=True, slots=True)
class Grade:
    """The outcome and credit of a response."""

    outcome: Outcome
    credit: float
    """Credit from 0 to 1, by the exam's marking rule."""


def grade_response(question: Question, response: Response, rule: MarkingRule) -> Grade:
    """Return the outcome and credit of a response.

    The rule `all-or-nothing` gives credit only for a fully correct response. The rule `partial`
    gives the share that the question's type computes, from 0 to 1.
    """
    if not response:
        return Grade("unanswered", 0.0)
    share = find_type(question).grade(question, response)
    if share == 1.0:
        return Grade("right", 1.0)
    if rule == "partial" and share > 0:
        return Grade("partial", share)
    return Grade("wrong", 0.0)
