"""The explanation of a question: its options with their rationales, its notes, and its key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from examkit.bank.model import Question
from examkit.exam.attempt_state import SlotState
from examkit.exam.form import Slot
from examkit.exam.grading import Outcome, grade_response
from examkit.question_types.base import SolutionLine
from examkit.question_types.lettered import LETTERS
from examkit.question_types.registry import find_type
from examkit.sanitize import sanitize

if TYPE_CHECKING:
    from examkit.bank.notes import Section


def format_response(slot: Slot, state: SlotState) -> str:
    """Return a slot's response as letters or typed text; empty if there is none."""
    return find_type(slot.question).format_response(slot.question, state.response, slot.order)


def format_key(slot: Slot) -> str:
    """Return a slot's correct response as letters or text, formatted like the candidate's."""
    return find_type(slot.question).format_key(slot.question, slot.order)


def solution(slot: Slot, state: SlotState) -> tuple[SolutionLine, ...]:
    """Return a slot's correct answer part by part, each compared with the candidate's.

    The texts have no control characters. Empty if `format_key` shows the whole answer.
    """
    lines = find_type(slot.question).solution(slot.question, state.response)
    return tuple(map(_sanitized, lines))


def _sanitized(line: SolutionLine) -> SolutionLine:
    return replace(
        line, label=sanitize(line.label), text=sanitize(line.text), yours=sanitize(line.yours)
    )


FindSection = Callable[[str], "Section | None"]
"""A function that returns the note section at an address, or None if the bank doesn't have it."""


@dataclass(frozen=True, slots=True)
class ExplainedOption:
    """An option with its rationale."""

    letter: str
    """The option's capital letter on screen."""
    text: str
    correct: bool
    chosen: bool
    rationale: str

    @property
    def tags(self) -> str:
        """Return a suffix that marks a key or the candidate's answer; empty for other options."""
        words = ["correct answer"] if self.correct else []
        words += ["your answer"] if self.chosen else []
        return f"  ({', '.join(words)})" if words else ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A note section and its address."""

    ref: str
    section: Section | None
    """The section, or None if the bank doesn't have it."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything to show about an answered question. Its texts contain no control characters."""

    question: Question
    outcome: Outcome
    """The outcome under all-or-nothing grading, even if the exam gives partial credit."""
    stem: str
    response: str
    """The candidate's response as letters or typed text; empty if there is none."""
    key: str
    """The correct response as letters or text."""
    options: tuple[ExplainedOption, ...]
    """Options in the order to explain them: chosen distractors, then keys, then the rest."""
    solution: tuple[SolutionLine, ...]
    text: str
    """The author's explanation of the question; empty if there is none."""
    evidence: str
    note: Passage | None
    """The question's note, or None if it names none."""
    wrong_choices: tuple[Passage, ...]
    """The notes about the distractors that were chosen."""
    found: Section | None
    """For a question without a note, the section that a search found, or None."""
    own_note: str = ""
    """The candidate's own note on the question; empty if there is none."""

    @property
    def shown_options(self) -> list[ExplainedOption]:
        """Return the options in their order on screen."""
        return sorted(self.options, key=lambda option: option.letter)


def explain(
    slot: Slot,
    state: SlotState,
    find_section: FindSection,
    found: Section | None = None,
    *,
    own_note: str = "",
) -> Explanation:
    """Return the explanation of a slot.

    `find_section` returns the note section at an address, or None. `found` is a section that a
    search found for a question without a note, and `own_note` is the candidate's own note on the
    question.
    """
    question = slot.question
    return Explanation(
        question=question,
        outcome=find_outcome(slot, state),
        stem=sanitize(question.stem),
        response=sanitize(format_response(slot, state)),
        key=sanitize(format_key(slot)),
        options=tuple(_option(slot, state, *pair) for pair in explanation_order(slot, state)),
        solution=solution(slot, state),
        text=sanitize(question.explanation),
        evidence=sanitize(question.evidence),
        note=Passage(question.note, find_section(question.note)) if question.note else None,
        wrong_choices=tuple(
            Passage(ref, find_section(ref)) for ref in notes_of_wrong_choices(slot, state)
        ),
        found=found,
        own_note=sanitize(own_note),
    )


def explain_unanswered(
    question: Question, find_section: FindSection, own_note: str = ""
) -> Explanation:
    """Return the explanation of a question outside any attempt, its options in the bank's order.

    `find_section` returns the note section at an address, or None if the bank doesn't have it.
    """
    return explain(unanswered_slot(question), SlotState(), find_section, own_note=own_note)


def unanswered_slot(question: Question) -> Slot:
    """Return a slot outside any attempt, its options in the bank's order."""
    return Slot(question, "", "", tuple(range(len(question.choices))))


def find_outcome(slot: Slot, state: SlotState) -> Outcome:
    """Return the outcome of a slot under all-or-nothing grading, ignoring the exam's own rule."""
    return grade_response(slot.question, state.response, "all-or-nothing").outcome


def explanation_order(slot: Slot, state: SlotState) -> list[tuple[int, int]]:
    """Return a pair for each option, in the order to explain them.

    Each pair has the option's position on screen and its index in the question, both from 0. Chosen
    distractors come first, then keys, then the rest. The list is empty if the question has no
    options.
    """
    pairs = enumerate(slot.order) if slot.question.options else ()
    keys, chosen = set(slot.question.keys), set(state.response.choices)
    return sorted(pairs, key=lambda pair: (pair[1] not in chosen - keys, pair[1] not in keys))


def notes_of_wrong_choices(slot: Slot, state: SlotState) -> list[str]:
    """Return the note addresses of the chosen distractors, except the question's own note."""
    if not slot.question.options:
        return []
    options = (slot.question.options[number] for number in state.response.choices)
    refs = [option.note for option in options if option.note and not option.correct]
    return [ref for ref in dict.fromkeys(refs) if ref != slot.question.note]


def _option(slot: Slot, state: SlotState, position: int, number: int) -> ExplainedOption:
    option = slot.question.options[number]
    return ExplainedOption(
        letter=LETTERS[position],
        text=sanitize(option.text),
        correct=option.correct,
        chosen=number in state.response.choices,
        rationale=sanitize(option.rationale),
    )
