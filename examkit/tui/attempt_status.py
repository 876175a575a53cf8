"""Texts about an attempt for its heading and status line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.content import Content

from examkit.humanize import CONFIDENCE_LABELS
from examkit.question_types.registry import find_type
from examkit.tui.formatting import describe_pace, format_progress

if TYPE_CHECKING:
    from examkit.attempts.live_attempt import LiveAttempt
    from examkit.tui.glyphs import Glyphs


def slot_parts(attempt: LiveAttempt) -> Iterable[str]:
    """Yield texts on what the candidate did in the current slot, most important first.

    They cover the answer, the confidence, a later repetition, and whether nothing is saved. A text
    is empty if there is nothing to show.
    """
    slot, state = attempt.form.slots[attempt.state.current], attempt.current_slot
    yield find_type(slot.question).describe_progress(slot.question, state.response)
    yield CONFIDENCE_LABELS[state.confidence] if state.confidence else ""
    yield "repeats later" if state.postponed else ""
    yield "" if attempt.outbox.is_persistent else "not saved"


def progress(attempt: LiveAttempt, *, shows_pace: bool, shows_counts: bool) -> str:
    """Return the pace, the numbers of answered and flagged questions, or both as text."""
    form, state = attempt.form, attempt.state
    pace = describe_pace(form, state, attempt.elapsed()) if shows_pace else ""
    counts = format_progress(form, state) if shows_counts else []
    return " · ".join(filter(None, [pace, *counts]))


def place(attempt: LiveAttempt, glyphs: Glyphs, clock: Content) -> Content:
    """Return the current question's flag if it has one, its number, and the clock if there is one.

    Without a flag, blanks keep its place, so nothing moves when the question is flagged.
    """
    number = Content(f"Question {attempt.state.current + 1} of {len(attempt.form.slots)}")
    flag = Content.styled(f"{glyphs.flagged} flagged", "$text-warning")
    if not attempt.current_slot.flagged:
        flag = Content(" " * flag.cell_length)
    return Content("  ").join([part for part in (flag, number, clock) if part])


def describe_missing(attempt: LiveAttempt, key: str) -> str:
    """Return how to complete the current answer, and what pressing `key` does instead."""
    slot, response = attempt.form.slots[attempt.state.current], attempt.current_slot.response
    kind = find_type(slot.question)
    count = kind.required_count(slot.question) - kind.count_parts(response)
    what = f"Choose {count} more" if response else "Choose an answer"
    then = "see the answer" if attempt.rules.shows_answers else "continue"
    return f"{what}, or press {key} to {then}."
