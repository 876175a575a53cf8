"""The commands of plain mode for personal notes and bookmarks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from examkit.errors import ActionError

if TYPE_CHECKING:
    from examkit.attempts.live_attempt import LiveAttempt
    from examkit.attempts.personal import PersonalData


def run_own_command(personal: PersonalData, attempt: LiveAttempt, line: str) -> str:
    """Run `bookmark`, `note TEXT`, or `note -` on the current question; return what to print.

    Raises ActionError in a mock, and for a note before the answer is shown.
    """
    if not attempt.rules.shows_answers:
        message = "You can add notes and bookmarks after the exam."
        raise ActionError(message, "Open the exam's review.")
    bank, question = attempt.form.bank, attempt.form.slots[attempt.state.current].question.id
    command, _, text = line.partition(" ")
    if command.lower() == "bookmark":
        on = personal.toggle_bookmark(bank, question)
        return "Bookmarked." if on else "Not bookmarked."
    if not attempt.current_slot.revealed:
        raise ActionError("Show the answer first.", "Type s.")
    if not text:
        return personal.note(bank, question) or 'No note yet. Type "note" followed by your text.'
    personal.write_note(bank, question, "" if text == "-" else text)
    return "Note deleted." if text == "-" else "Note saved."
