"""The dialog before an attempt is submitted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from examkit.exam.actions import slot_statuses
from examkit.exam.covered_slots import describe_coverage
from examkit.exam.modes import rules_of_form
from examkit.exam.open_slots import describe_open_slots, open_slots
from examkit.humanize import pluralize
from examkit.tui.dialogs import ChoiceDialog, confirm_dialog, start_dialog

if TYPE_CHECKING:
    from examkit.exam.attempt_state import AttemptState
    from examkit.exam.form import Form


def submit_dialog(form: Form, state: AttemptState) -> ChoiceDialog[bool]:
    """Return the dialog that asks whether to submit the attempt.

    It shows which questions of a mock have no complete answer, or how many of a drill are answered.
    The button to submit has the focus only if every answer is complete.
    """
    dialog = confirm_dialog if open_slots(form, state) else start_dialog
    if not rules_of_form(form).covers_unreached:
        text = f"{_describe_answered(form, state)}\n\n{describe_coverage(form, state)}"
        return dialog("Finish the drill?", text, yes="Finish", no="Keep working")
    final = "After you submit, you can't change your answers, and every question counts as seen."
    text = f"{describe_open_slots(form, state)}\n\n{final}"
    return dialog("Submit the exam?", text, yes="Submit", no="Keep working")


def _describe_answered(form: Form, state: AttemptState) -> str:
    answered = slot_statuses(form, state).count("answered")
    return f"You answered {answered} of {pluralize(len(state.slots), 'question')}."
