"""The graded outcomes of an attempt's slots, as the store saves them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from examkit.exam.attempt_state import AttemptState, apply
from examkit.exam.covered_slots import covered_slots
from examkit.exam.explanation import notes_of_wrong_choices
from examkit.exam.grading import score_form
from examkit.store.records import SlotOutcome

if TYPE_CHECKING:
    from examkit.exam.events import Event
    from examkit.exam.form import Form


def grade_slots(form: Form, state: AttemptState, end: Event) -> list[SlotOutcome]:
    """Return the graded outcome of every slot that the result covers, as the store saves it.

    `end` is the event that ends the attempt.
    """
    final = apply(state, end)
    covered = covered_slots(form, final)
    return [
        SlotOutcome(
            slot=score.slot,
            outcome=score.outcome,
            seconds=score.seconds,
            confidence=score.confidence,
            flagged=score.flagged,
            postponed=final.slots[score.slot].postponed,
            credit=score.credit,
            confused_notes=tuple(
                notes_of_wrong_choices(form.slots[score.slot], final.slots[score.slot])
            ),
        )
        for score in score_form(form, final).slots
        if score.slot in covered
    ]
