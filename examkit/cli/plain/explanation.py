"""Explanations as lines of text that read well aloud."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from examkit.exam.response_text import LETTERS

if TYPE_CHECKING:
    from examkit.exam.attempt_state import SlotState
    from examkit.exam.explanation import Explanation, Passage
    from examkit.exam.form import Slot

_OUTCOMES = {"right": "Right.", "wrong": "Wrong.", "unanswered": "Not answered."}


def explanation_lines(told: Explanation) -> str:
    """Return the outcome, every rationale and the passages of the notes, or what was found."""
    lines = [*_answer(told), *_notes(told)]
    lines += [f"See {reference}" for reference in told.question.references]
    if told.found:
        lines += [f"\nFound in the notes, not given by the author: {told.found.title}"]
        lines += [told.found.text]
    return "\n".join(lines)


def _answer(told: Explanation) -> Iterator[str]:
    yield f"\n{_OUTCOMES[told.outcome]} Right answer: {told.key}."
    for option in told.options:
        kind = "right" if option.correct else "wrong"
        yield f"{option.letter} is {kind}. {hanging(option.rationale)}".rstrip()
    for line in told.solution:
        yours = f" (you: {line.yours})" if line.yours else ""
        yield f"{line.label}: {line.text}{yours}"
    if told.text:
        yield f"\n{told.text.strip()}"


def _notes(told: Explanation) -> Iterator[str]:
    if not told.note:
        return
    section = told.note.section
    yield f"\n{'It asks about' if told.wrong_choices else 'From the notes:'} {_named(told.note)}:"
    yield (section.text if section else told.evidence).strip()
    for passage in told.wrong_choices:
        if passage.section:
            yield f"\nYou picked {_named(passage)}:"
            yield passage.section.text.strip()


def choice_lines(slot: Slot, state: SlotState) -> Iterator[str]:
    """Return what can be chosen, each with its letter and what was done with it."""
    question = slot.question
    if question.type == "matching":
        for place, (left, _) in enumerate(question.pairs):
            given = state.response[place] if state.response else -1
            with_it = f" (with {LETTERS[slot.order.index(given)]})" if given >= 0 else ""
            yield f"{place + 1}. {hanging(left)}{with_it}"
        yield "To match with:"
    if question.type == "numeric":
        typed = f" (typed: {state.entry})" if state.entry else ""
        yield f"Type = and the number{f' in {question.unit}' if question.unit else ''}{typed}"
    for place, choice in enumerate(slot.order):
        text = hanging(question.choices[choice])
        yield f"{LETTERS[place]}. {text}{_taken(slot, state, choice)}"


def _taken(slot: Slot, state: SlotState, choice: int) -> str:
    if choice not in state.response or slot.question.type == "matching":
        return ""
    if slot.question.type == "ordering":
        return f" (place {state.response.index(choice) + 1})"
    return " (chosen)"


def _named(passage: Passage) -> str:
    return f"{passage.section.title} ({passage.ref})" if passage.section else passage.ref


def hanging(text: str) -> str:
    """Indent all lines but the first."""
    return re.sub(r"\n(?=.)", "\n   ", text.strip())
