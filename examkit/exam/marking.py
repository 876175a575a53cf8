"""Right or wrong: the one place that turns a response into an outcome."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from examkit.bank.model import MarkingRule, Question

Outcome = Literal["right", "wrong", "unanswered", "partial"]


@dataclass(frozen=True, slots=True)
class Mark:
    """What a response is worth."""

    outcome: Outcome
    credit: float
    """From 0 to 1, by the exam's rule."""
    partial: float
    """From 0 to 1, what partial marking would give, whatever the rule."""


def mark(question: Question, response: tuple[int, ...], rule: MarkingRule) -> Mark:
    """Mark the chosen options of a question.

    All-or-nothing gives credit for exactly the keys. Partial gives, for a multiple response,
    (hits - wrong choices) / keys, not below 0 ("plus/minus" scoring); for a single-choice
    question both rules agree.
    """
    if not response:
        return Mark("unanswered", 0.0, 0.0)
    keys, chosen = set(question.keys), set(response)
    if chosen == keys:
        return Mark("right", 1.0, 1.0)
    partial = max(0.0, (len(chosen & keys) - len(chosen - keys)) / len(keys))
    if rule == "partial" and partial > 0:
        return Mark("partial", partial, partial)
    return Mark("wrong", 0.0, partial)
