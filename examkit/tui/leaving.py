"""The dialog before an attempt is left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from examkit.exam.actions import slot_statuses
from examkit.exam.covered_slots import describe_coverage
from examkit.humanize import pluralize
from examkit.tui.dialogs import ChoiceDialog

if TYPE_CHECKING:
    from examkit.attempts.live_attempt import LiveAttempt

Leaving = Literal["leave", "finish"]


def leave_dialog(attempt: LiveAttempt, answers_key: str) -> ChoiceDialog[Leaving]:
    """Return the dialog that shows what happens to the answers and the clock.

    A drill with an answer can also be finished there. The button to leave has the focus if that
    costs neither answers nor time. `answers_key` is the key that lists the answers.
    """
    choices: dict[str, Leaving | None] = {"Leave": "leave"}
    lines = [_describe(attempt, answers_key)]
    if not (attempt.rules.covers_unreached or attempt.state.is_untouched):
        answered = slot_statuses(attempt.form, attempt.state).count("answered")
        finish = f"Finish with {pluralize(answered, 'answer')}" if answered else "Finish now"
        choices[finish] = "finish"
        lines += ["", f"Or finish now. {describe_coverage(attempt.form, attempt.state)}"]
    choices["Stay"] = None
    default = 0 if _is_harmless(attempt) else -1
    return ChoiceDialog("Leave the attempt?", "\n".join(lines), choices, default=default)


def _is_harmless(attempt: LiveAttempt) -> bool:
    """Return whether leaving costs neither answers nor time."""
    if attempt.outbox.fault is not None:
        return False
    if attempt.state.is_untouched:
        return True
    return attempt.outbox.is_persistent and not _keeps_time(attempt)


def _keeps_time(attempt: LiveAttempt) -> bool:
    """Return whether the clock keeps running while the candidate is away."""
    return attempt.form.limit is not None and not attempt.rules.pauses_clock


def _describe(attempt: LiveAttempt, answers_key: str) -> str:
    outbox, fault = attempt.outbox, attempt.outbox.fault
    clock = "The clock keeps running while you're away.\n" if _keeps_time(attempt) else ""
    later = "Resume from Home."
    if fault is None and attempt.state.is_untouched:
        return "No answers yet, so this attempt will be discarded."
    if not outbox.is_persistent:
        return f"Nothing in this drill is saved. {clock}"
    if fault is None:
        return f"Your answers are saved. {clock}{later}"
    text = f"NOT SAVED: {fault.message} {fault.hint}\n"
    if outbox.journal_path is None:
        lost = "Unsaved changes will be lost if you leave. Stay and press "
        return f"{text}{lost}{answers_key} to copy your answers.\n{clock}"
    journal = outbox.journal_path
    waiting = f"Unsaved changes are in {journal} and will be restored when you resume.\n"
    return f"{text}{waiting}{clock}{later}"
