"""Regrading: the result of an attempt with the keys that the bank has now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from examkit.bank.model import Question
from examkit.exam.attempt_state import AttemptState
from examkit.exam.form import Form, Slot
from examkit.exam.grading import grade_response


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
        right += (
            grade_response(question, state.response, form.exam.marking, state.entry).outcome
            == "right"
        )
    return RegradeResult(right, len(form.slots), tuple(changed)) if changed else None


def _with_number(asked: Question, current: Question) -> Question | None:
    if asked.stem != current.stem or asked.unit != current.unit:
        return None
    now = {"answer": current.answer, "tolerance": current.tolerance}
    same = (asked.answer, asked.tolerance) == (current.answer, current.tolerance)
    return None if same else asked.model_copy(update=now)


def _corrected(slot: Slot, current: Question | None) -> Question | None:
    """Return the question as it was asked with the keys of today; None where these are the same."""
    if current is None or current.type != slot.question.type:
        return None
    if current.type == "numeric":
        return _with_number(slot.question, current)
    keys = {option.text: option.correct for option in current.options}
    asked = slot.question.options
    if set(keys) != {option.text for option in asked} or len(keys) != len(asked):
        return None
    options = tuple(o.model_copy(update={"correct": keys[o.text]}) for o in asked)
    if all(new.correct == old.correct for new, old in zip(options, asked, strict=True)):
        return None
    return slot.question.model_copy(update={"options": options})
