"""Explanations as lines of text that read well aloud."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from examkit.exam.explanation import explanation_order, notes_of_wrong_choices
from examkit.exam.response_text import format_key, is_correct, solution

if TYPE_CHECKING:
    from examkit.bank.notes import Section
    from examkit.exam.attempt_state import SlotState
    from examkit.exam.form import Slot

LETTERS = "abcdefgh"


def explanation_lines(
    slot: Slot,
    state: SlotState,
    sections: Callable[[str], Section | None],
    found: Section | None = None,
) -> str:
    """Tell the outcome, every rationale and the passages of the notes, or what was found there."""
    lines = list(_lines(slot, state, sections))
    if found is not None:
        lines += [f"\nFound in the notes, not given by the author: {found.title}", found.text]
    return "\n".join(lines)


def _lines(
    slot: Slot, state: SlotState, sections: Callable[[str], Section | None]
) -> Iterator[str]:
    question = slot.question
    right = is_correct(slot, state)
    outcome = "Right." if right else "Wrong." if state.answered else "Not answered."
    yield ""
    yield f"{outcome} Right answer: {format_key(slot)}."
    for place, number in explanation_order(slot, state):
        option = question.options[number]
        kind = "right" if option.correct else "wrong"
        yield f"{LETTERS[place].upper()} is {kind}. {hanging(option.rationale)}".rstrip()
    for line in solution(slot, state):
        yours = f" (you: {line.yours})" if line.yours else ""
        yield f"{line.label}: {line.text}{yours}"
    if question.explanation:
        yield f"\n{question.explanation.strip()}"
    section, refs = sections(question.note), notes_of_wrong_choices(slot, state)
    if not question.note:
        yield from (f"See {reference}" for reference in question.references)
        return
    yield f"\n{'It asks about' if refs else 'From the notes:'} {_named(section, question.note)}:"
    yield section.text.strip() if section else question.evidence.strip()
    for ref in refs:
        if picked := sections(ref):
            yield f"\nYou picked {_named(picked, ref)}:"
            yield picked.text.strip()
    yield from (f"See {reference}" for reference in question.references)


def choice_lines(slot: Slot, state: SlotState) -> Iterator[str]:
    """Return what can be chosen, each with its letter and what was done with it."""
    question = slot.question
    if question.type == "matching":
        for place, (left, _) in enumerate(question.pairs):
            given = state.response[place] if state.response else -1
            with_it = f" (with {LETTERS[slot.order.index(given)].upper()})" if given >= 0 else ""
            yield f"{place + 1}. {hanging(left)}{with_it}"
        yield "To match with:"
    if question.type == "numeric":
        typed = f" (typed: {state.entry})" if state.entry else ""
        yield f"Type = and the number{f' in {question.unit}' if question.unit else ''}{typed}"
    for place, choice in enumerate(slot.order):
        text = hanging(question.choices[choice])
        yield f"{LETTERS[place].upper()}. {text}{_taken(slot, state, choice)}"


def _taken(slot: Slot, state: SlotState, choice: int) -> str:
    if choice not in state.response or slot.question.type == "matching":
        return ""
    if slot.question.type == "ordering":
        return f" (place {state.response.index(choice) + 1})"
    return " (chosen)"


def _named(section: Section | None, ref: str) -> str:
    return f"{section.title} ({ref})" if section else ref


def hanging(text: str) -> str:
    """Indent all lines but the first."""
    return re.sub(r"\n(?=.)", "\n   ", text.strip())
