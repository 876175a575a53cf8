"""Explanations as lines of text that read well aloud."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from examkit.question_types.registry import find_type

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


def answer_lines(slot: Slot, state: SlotState) -> Iterator[str]:
    """Return what can be answered, and what was answered so far."""
    question, response = slot.question, state.response
    kind = find_type(question)
    if kind.takes_text:
        typed = f" (typed: {response.text})" if response else ""
        yield f"Type = and {kind.describe_text(question)}{typed}"
    for row in kind.rows(question, response, slot.order):
        yield f"{row.label}. {hanging(row.text)}{f' ({row.remark})' if row.remark else ''}"
    if legend := kind.legend(question, slot.order):
        yield "To match with:"
        yield from (f"{letter}. {hanging(text)}" for letter, text in legend)


def _named(passage: Passage) -> str:
    return f"{passage.section.title} ({passage.ref})" if passage.section else passage.ref


def hanging(text: str) -> str:
    """Indent all lines but the first."""
    return re.sub(r"\n(?=.)", "\n   ", text.strip())
