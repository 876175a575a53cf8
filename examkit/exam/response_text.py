"""Responses and keys as the text that screens show."""

from __future__ import annotations

from dataclasses import replace

from examkit.exam.attempt_state import SlotState
from examkit.exam.form import Slot
from examkit.question_types.base import SolutionLine
from examkit.question_types.registry import find_type
from examkit.sanitize import sanitize


def format_response(slot: Slot, state: SlotState) -> str:
    """Return the response as letters or typed text; empty if there is none."""
    return find_type(slot.question).format_response(slot.question, state.response, slot.order)


def format_key(slot: Slot) -> str:
    """Return the correct response as letters or text, formatted like a candidate's response."""
    return find_type(slot.question).format_key(slot.question, slot.order)


def solution(slot: Slot, state: SlotState) -> tuple[SolutionLine, ...]:
    """Return the parts of a correct answer, one line each, without control characters.

    Empty if `format_key` shows the whole answer.
    """
    lines = find_type(slot.question).solution(slot.question, state.response)
    return tuple(map(_sanitized, lines))


def _sanitized(line: SolutionLine) -> SolutionLine:
    return replace(
        line, label=sanitize(line.label), text=sanitize(line.text), yours=sanitize(line.yours)
    )
