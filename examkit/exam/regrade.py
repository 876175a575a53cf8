"""Regrading: the result of an attempt with the keys that the bank has now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from examkit.bank.model import Question
from examkit.exam.attempt_state import AttemptState
from examkit.exam.form import Form, Slot
from examkit.exam.grading import grade_response
from examkit.question_types.registry import find_type


@dataclass(frozen=True, slots=True)
class RegradeResult:
    """An attempt marked by corrected keys."""

    right: int
    """Questions that would be right now."""
    asked: int
    """Questions of the form."""
    changed: tuple[str, ...]
    """Ids of the questions whose key was corrected since."""


def regrade(form: Form, session: AttemptState, now: Mapping[str, Question]) -> RegradeResult | None:
    """Mark anew where only the keys of a question changed; None where none did.

    A question whose options were rewritten cannot be compared and keeps its mark.
    """
    right, changed = 0, []
    for slot, state in zip(form.slots, session.slots, strict=True):
        current = _corrected(slot, now.get(slot.question.id))
        if current is not None:
            changed.append(slot.question.id)
        question = current or slot.question
        graded = grade_response(question, state.response, form.exam.marking)
        right += graded.outcome == "right"
    return RegradeResult(right, len(form.slots), tuple(changed)) if changed else None


def _corrected(slot: Slot, current: Question | None) -> Question | None:
    """Return the question as it was asked with the keys of today; None where these are the same."""
    asked = slot.question
    if current is None or current.type != asked.type:
        return None
    update = find_type(asked).find_correction(asked, current)
    return None if update is None else asked.model_copy(update=update)
