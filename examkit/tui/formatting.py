"""Times, counts, and warnings of an attempt as text."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from examkit.errors import ActionError
from examkit.exam.actions import slot_statuses
from examkit.humanize import pluralize
from examkit.question_types.base import Response
from examkit.question_types.registry import find_type

if TYPE_CHECKING:
    from examkit.bank.model import Question
    from examkit.exam.attempt_state import AttemptState
    from examkit.exam.form import Form
    from examkit.store.durability.outbox import Outbox


def format_clock(seconds: float) -> str:
    """Return the time left as h:mm:ss, rounded up: 0:00:00 means that time is up."""
    total = math.ceil(seconds)
    return f"{total // 3600}:{total // 60 % 60:02}:{total % 60:02}"


def describe_pace(form: Form, state: AttemptState, elapsed: float) -> str:
    """Return how far the candidate is ahead of or behind an even pace after `elapsed` seconds.

    The text is empty without a time limit or after the attempt.
    """
    if form.limit is None or state.finished:
        return ""
    expected = elapsed / form.limit * len(form.slots)
    ahead = math.floor(slot_statuses(form, state).count("answered") - expected + 0.5)
    if ahead == 0:
        return "on pace"
    return f"{pluralize(abs(ahead), 'question')} {'ahead' if ahead > 0 else 'behind'}"


def format_progress(form: Form, state: AttemptState) -> list[str]:
    """Return the numbers of incomplete (if any), answered, and flagged questions in words."""
    statuses = slot_statuses(form, state)
    unfinished = statuses.count("incomplete")
    parts = [f"{unfinished} incomplete"] if unfinished else []
    return [*parts, f"{statuses.count('answered')} answered", f"{state.flagged} flagged"]


def unsaved_warning(outbox: Outbox, answers_key: str) -> str:
    """Return a warning about unsaved changes; empty if everything is saved.

    `answers_key` is the key that lists the candidate's answers.
    """
    if outbox.fault is None:
        return ""
    changes = pluralize(len(outbox.waiting), "change")
    reason = outbox.fault.reason
    return f"NOT SAVED: {changes} ({reason}). Press {answers_key} to list your answers."


def text_error(question: Question, text: str) -> str:
    """Return why a typed answer is invalid; empty if it is valid."""
    try:
        find_type(question).check_response(question, Response(text=text))
    except ActionError as error:
        return f"{error.message} {error.hint}"
    return ""
