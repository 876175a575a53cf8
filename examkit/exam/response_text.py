"""Responses and keys of every question type as the text that screens show.

Letters follow the order of choices in the slot: options, items to order, or right sides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from examkit.bank.model import Question
from examkit.exam.attempt_state import SlotState
from examkit.exam.form import Slot
from examkit.sanitize import sanitize

LETTERS = "ABCDEFGH"
"""The letters of the choices on screen, by place; keys and typed answers use them in lower case."""


@dataclass(frozen=True, slots=True)
class SolutionLine:
    """One part of the answer of an ordering or a matching; its texts are clean."""

    label: str
    """Place in the order, or the left side."""
    text: str
    """What is right there."""
    yours: str
    """What was given there, where it was something else."""
    right: bool


def format_response(slot: Slot, state: SlotState) -> str:
    """Return the response: letters, or a number with its unit; empty where there is none."""
    if slot.question.type == "numeric":
        return append_unit(slot.question, state.response.text) if state.response else ""
    return to_letters(slot, state.response.choices)


def format_key(slot: Slot) -> str:
    """Return the right response in the same form."""
    question = slot.question
    if question.type == "numeric":
        return format_number(question)
    return to_letters(slot, question.correct_response.choices)


def to_letters(slot: Slot, response: Sequence[int]) -> str:
    """Give choices as letters: sorted, or in the order given, or behind the number of each left."""
    named = [LETTERS[slot.order.index(choice)] if choice >= 0 else "" for choice in response]
    match slot.question.type:
        case "ordering":
            return " ".join(named)
        case "matching":
            return " ".join(f"{left}{name}" for left, name in enumerate(named, 1) if name)
        case "single" | "multiple" | "numeric":
            return " ".join(sorted(named))
        case _:
            assert_never(slot.question.type)


def format_number(question: Question) -> str:
    """Return the answer of a numeric question, with its tolerance and unit."""
    answer = f"{question.answer:.12g}"
    if question.tolerance:
        answer = f"{answer} (\u00b1 {question.tolerance:.12g})"
    return append_unit(question, answer)


def append_unit(question: Question, number: str) -> str:
    """Put the unit behind a number."""
    return f"{number} {question.unit}".strip()


def solution(slot: Slot, state: SlotState) -> tuple[SolutionLine, ...]:
    """Return the answer of an ordering or a matching line by line, with what was given."""
    question = slot.question
    match question.type:
        case "ordering":
            given = [question.items[choice] for choice in state.response.choices]
            return tuple(
                _line(f"{place + 1}", item, given[place] if place < len(given) else "")
                for place, item in enumerate(question.items)
            )
        case "matching":
            sides = [question.choices[c] if c >= 0 else "" for c in state.response.choices]
            return tuple(
                _line(left, right, sides[place] if sides else "")
                for place, (left, right) in enumerate(question.pairs)
            )
        case "single" | "multiple" | "numeric":
            return ()
        case _:
            assert_never(question.type)


def _line(label: str, right: str, given: str) -> SolutionLine:
    yours = "" if given == right else given
    return SolutionLine(sanitize(label), sanitize(right), sanitize(yours), given == right)
