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
    """The result of an attempt with corrected keys."""

    right: int
    """Number of questions that are correct with the corrected keys."""
    asked: int
    """Number of questions in the form."""
    changed: tuple[str, ...]
    """Ids of the questions whose key was corrected."""


def regrade(form: Form, state: AttemptState, now: Mapping[str, Question]) -> RegradeResult | None:
    """Grade an attempt again with corrected keys. Returns None if no key was corrected.

    `now` has the bank's current questions by id. A question that was rewritten, or is no longer
    in the bank, keeps its grade.
    """
    right, changed = 0, []
    for slot, slot_state in zip(form.slots, state.slots, strict=True):
        current = _correct_key(slot, now.get(slot.question.id))
        if current is not None:
            changed.append(slot.question.id)
        question = current or slot.question
        grade = grade_response(question, slot_state.response, form.exam.marking)
        right += grade.outcome == "right"
    return RegradeResult(right, len(form.slots), tuple(changed)) if changed else None


def _correct_key(slot: Slot, current: Question | None) -> Question | None:
    """Return the question as it was asked, with the corrected key; None without a correction."""
    asked = slot.question
    if current is None or current.type != asked.type:
        return None
    update = find_type(asked).find_correction(asked, current)
    return None if update is None else asked.model_copy(update=update)
