"""The dialog before an attempt is submitted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from examkit.exam.actions import slot_statuses
from examkit.exam.modes import rules_of_mode
from examkit.humanize import pluralize
from examkit.tui.dialogs import ChoiceDialog, confirm_dialog
from examkit.tui.formatting import format_numbers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from examkit.exam.attempt_state import AttemptState
    from examkit.exam.form import Form


def submit_dialog(form: Form, state: AttemptState) -> ChoiceDialog[bool]:
    """Return the dialog that names what is open and asks whether to submit."""
    what = "drill" if rules_of_mode(form.mode).shows_answers else "exam"
    final = (
        "After you submit, you can't change answers, and "
        f"{pluralize(len(form.slots), 'question')} will count as seen."
    )
    text = "\n".join((describe_open_slots(form, state), final))
    return confirm_dialog(f"Submit the {what}?", text, yes="Submit", no="Keep working")


def describe_open_slots(form: Form, state: AttemptState) -> str:
    """Return how many questions are unanswered, incomplete, or flagged, and then which."""
    numbers = {name: found for name, found in _open_slots(form, state).items() if found}
    if not numbers:
        return "Every question is answered."
    counts = [f"{len(found)} {name}" for name, found in numbers.items()]
    total = sum(map(len, numbers.values()))
    lines = [f"You have {_join(counts)} question{'s' if total > 1 else ''}."]
    lines += [f"  {name.capitalize()}: {format_numbers(found)}" for name, found in numbers.items()]
    return "\n".join(lines)


def _open_slots(form: Form, state: AttemptState) -> Mapping[str, Sequence[int]]:
    """Return the numbers of the open questions by what is open about them."""
    statuses = list(enumerate(slot_statuses(form, state), start=1))
    return {
        "unanswered": [i for i, status in statuses if status in ("unseen", "unanswered")],
        "incomplete": [i for i, status in statuses if status == "incomplete"],
        "flagged": [i for i, slot in enumerate(state.slots, start=1) if slot.flagged],
    }


def _join(parts: Sequence[str]) -> str:
    """Return parts as a list in words: `a`, `a and b`, or `a, b, and c`."""
    if len(parts) < 3:
        return " and ".join(parts)
    return f"{', '.join(parts[:-1])}, and {parts[-1]}"
