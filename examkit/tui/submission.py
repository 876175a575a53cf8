"""The dialog before an attempt is submitted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from examkit.exam.modes import rules_of_mode
from examkit.exam.open_slots import describe_open_slots, open_slots
from examkit.humanize import pluralize
from examkit.tui.dialogs import ChoiceDialog, confirm_dialog, start_dialog

if TYPE_CHECKING:
    from examkit.exam.attempt_state import AttemptState
    from examkit.exam.form import Form


def submit_dialog(form: Form, state: AttemptState) -> ChoiceDialog[bool]:
    """Return the dialog that names what is open and asks whether to submit.

    The button to submit has the focus once nothing is open.
    """
    what = "drill" if rules_of_mode(form.mode).shows_answers else "exam"
    final = (
        "After you submit, you can't change answers, and "
        f"{pluralize(len(form.slots), 'question')} will count as seen."
    )
    text = f"{describe_open_slots(form, state)}\n\n{final}"
    dialog = confirm_dialog if open_slots(form, state) else start_dialog
    return dialog(f"Submit the {what}?", text, yes="Submit", no="Keep working")
