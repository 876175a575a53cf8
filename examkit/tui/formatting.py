"""Values of the engine as words and glyphs; pure, no widgets."""

from __future__ import annotations

import math
from collections.abc import Sequence
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
    """Time left as h:mm:ss, rounded up so that 0:00:00 means over."""
    whole = math.ceil(seconds)
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"


def describe_pace(form: Form, session: AttemptState) -> str:
    """Return how many questions the candidate is ahead of an even pace, by the last event."""
    if form.limit is None or session.finished:
        return ""
    expected = session.elapsed / form.limit * len(form.slots)
    ahead = math.floor(slot_statuses(form, session).count("answered") - expected + 0.5)
    if ahead == 0:
        return "on pace"
    return f"{ahead} ahead of pace" if ahead > 0 else f"{-ahead} behind pace"


def format_progress(form: Form, session: AttemptState) -> list[str]:
    """Return what is answered, incomplete and flagged, and the pace."""
    states = slot_statuses(form, session)
    parts = [f"{states.count('answered')} answered"]
    if unfinished := states.count("incomplete"):
        parts.append(f"{unfinished} incomplete")
    if session.flagged:
        parts.append(f"{session.flagged} flagged")
    return [*parts, describe_pace(form, session)]


def unanswered_summary(form: Form, session: AttemptState) -> str:
    """Return what is not done, for the question before handing in; empty if all is."""
    states = slot_statuses(form, session)
    none = [i + 1 for i, state in enumerate(states) if state in ("unseen", "unanswered")]
    few = [i + 1 for i, state in enumerate(states) if state == "incomplete"]
    parts = []
    if none:
        parts.append(f"{pluralize(len(none), 'question')} without an answer: {numbers(none)}.")
    if few:
        parts.append(
            f"{pluralize(len(few), 'question')} with too few options chosen: {numbers(few)}."
        )
    return "\n".join(parts)


def numbers(values: Sequence[int]) -> str:
    """Ascending numbers with runs drawn together: `3, 7-12, 65`."""
    runs: list[list[int]] = []
    for value in values:
        if runs and value == runs[-1][-1] + 1:
            runs[-1].append(value)
        else:
            runs.append([value])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)


def unsaved_warning(outbox: Outbox) -> str:
    """Say what could not be saved yet, and how to get it out; empty where all is."""
    if outbox.fault is None:
        return ""
    number = len(outbox.waiting)
    what = "1 action waits" if number == 1 else f"{number} actions wait"
    return f"NOT SAVED: {what}, {outbox.fault.reason}. w lists your answers."


def leave_text(outbox: Outbox, *, timed: bool) -> str:
    """Return what happens to the answers and the clock if the candidate leaves."""
    clock = "The clock runs on while you are away.\n" if timed else ""
    later = "Go on later from the home screen."
    if not outbox.is_persistent:
        return f"Nothing of this drill is kept. {clock}"
    if outbox.fault is None:
        return f"Your answers are saved. {clock}{later}"
    text = f"NOT SAVED: {outbox.fault.message} {outbox.fault.hint}\n"
    if outbox.journal_path is None:
        lost = "What waits is lost if you leave: note your answers first, w lists them.\n"
        return f"{text}{lost}{clock}"
    waiting = f"What waits is in {outbox.journal_path} and comes back when you go on.\n"
    return f"{text}{waiting}{clock}{later}"


def text_error(question: Question, text: str) -> str:
    """Return what is wrong with a typed answer; empty if nothing is, or nothing was typed."""
    try:
        find_type(question).check_response(question, Response(text=text))
    except ActionError as error:
        return f"{error.message} {error.hint}"
    return ""
