"""Messages in plain mode about whether answers are saved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from examkit.command_lines import command
from examkit.humanize import pluralize

if TYPE_CHECKING:
    from examkit.attempts.live_attempt import LiveAttempt
    from examkit.store.durability.outbox import Outbox


def unsaved_lines(outbox: Outbox, *, was_unsaved: bool) -> Iterator[str]:
    """Yield a warning about unsaved changes, or a message once they are saved.

    `was_unsaved` is whether there were unsaved changes at the last call.
    """
    if outbox.renewed:
        outbox.renewed = False
        message = "The attempts file was changed or deleted."
        yield f"{message} This attempt has been saved again."
    if outbox.fault is not None:
        count = pluralize(len(outbox.waiting), "action")
        yield f"NOT SAVED. {outbox.fault.message} {outbox.fault.hint} {count} unsaved."
        yield "examkit tries to save again after each command. Type w to list your answers."
    elif was_unsaved:
        yield "Everything is saved now."


def leave_lines(attempt: LiveAttempt) -> Iterator[str]:
    """Yield messages for a candidate who leaves: whether answers are saved, and how to resume."""
    outbox = attempt.outbox
    if outbox.journal_path is not None:
        yield f"Unsaved answers are in {outbox.journal_path} until you open examkit again."
    if not outbox.is_persistent:
        yield "Nothing was saved."
    elif outbox.fault is not None and outbox.journal_path is None:
        yield "Unsaved answers are lost."
    elif attempt.discarded:
        yield "You didn't answer any questions, so this attempt was discarded."
    elif not attempt.finished:
        yield f"Saved. Resume with:\n  {command('resume', attempt.attempt_id, '--plain')}"
