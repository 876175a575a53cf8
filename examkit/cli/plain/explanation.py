"""Explanations as lines of text that read well aloud."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from examkit.question_types.lettered import LETTERS

if TYPE_CHECKING:
    from examkit.exam.attempt_state import SlotState
    from examkit.exam.explanation import Explanation, Passage
    from examkit.exam.form import Slot

_OUTCOMES = {"right": "Right.", "wrong": "Wrong.", "unanswered": "Not answered."}


def explanation_lines(explanation: Explanation) -> str:
    """Return the outcome, every rationale and the passages of the notes, or what was found."""
    lines = [*_answer(explanation), *_notes(explanation)]
    lines += [f"See {reference}" for reference in explanation.question.references]
    if explanation.found:
        found = explanation.found
        lines += [f"\nFound in the notes, not given by the author: {found.title}", found.text]
    return "\n".join(lines)


def _answer(explanation: Explanation) -> Iterator[str]:
    yield f"\n{_OUTCOMES[explanation.outcome]} Right answer: {explanation.key}."
    for option in explanation.options:
        kind = "right" if option.correct else "wrong"
        yield f"{option.letter} is {kind}. {hanging(option.rationale)}".rstrip()
    for line in explanation.solution:
        yours = f" (you: {line.yours})" if line.yours else ""
        yield f"{line.label}: {line.text}{yours}"
    if explanation.text:
        yield f"\n{explanation.text.strip()}"


def _notes(explanation: Explanation) -> Iterator[str]:
    if not explanation.note:
        return
    section = explanation.note.section
    lead = "It asks about" if explanation.wrong_choices else "From the notes:"
    yield f"\n{lead} {_named(explanation.note)}:"
    yield (section.text if section else explanation.evidence).strip()
    for passage in explanation.wrong_choices:
        if passage.section:
            yield f"\nYou picked {_named(passage)}:"
            yield passage.section.text.strip()


def choice_lines(slot: Slot, state: SlotState) -> Iterator[str]:
    """Return what can be chosen, each with its letter and what was done with it."""
    question = slot.question
    if question.type == "matching":
        for place, (left, _) in enumerate(question.pairs):
            given = state.response.choices[place] if state.response else -1
            with_it = f" (with {LETTERS[slot.order.index(given)]})" if given >= 0 else ""
            yield f"{place + 1}. {hanging(left)}{with_it}"
        yield "To match with:"
    if question.type == "numeric":
        typed = f" (typed: {state.response.text})" if state.response else ""
        yield f"Type = and the number{f' in {question.unit}' if question.unit else ''}{typed}"
    for place, choice in enumerate(slot.order):
        text = hanging(question.choices[choice])
        yield f"{LETTERS[place]}. {text}{_taken(slot, state, choice)}"


def _taken(slot: Slot, state: SlotState, choice: int) -> str:
    if choice not in state.response.choices or slot.question.type == "matching":
        return ""
    if slot.question.type == "ordering":
        return f" (place {state.response.choices.index(choice) + 1})"
    return " (chosen)"


def _named(passage: Passage) -> str:
    return f"{passage.section.title} ({passage.ref})" if passage.section else passage.ref


def hanging(text: str) -> str:
    """Indent all lines but the first."""
    return re.sub(r"\n(?=.)", "\n   ", text.strip())
