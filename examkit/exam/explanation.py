"""A question with its answer, put together once for every place that shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from examkit.bank.model import Question
from examkit.exam.attempt_state import SlotState
from examkit.exam.form import Slot
from examkit.exam.grading import Outcome, grade_response
from examkit.exam.response_text import format_key, format_response, solution
from examkit.question_types.base import SolutionLine
from examkit.question_types.lettered import LETTERS
from examkit.sanitize import sanitize

if TYPE_CHECKING:
    from examkit.bank.notes import Section

FindSection = Callable[[str], "Section | None"]
"""Looks a note section up by its address; None where the bank does not have it."""


@dataclass(frozen=True, slots=True)
class ExplainedOption:
    """An option with its rationale."""

    letter: str
    """The capital it had on screen."""
    text: str
    correct: bool
    chosen: bool
    rationale: str

    @property
    def tags(self) -> str:
        """What to say behind its text: whether it is the key, and whether it was chosen."""
        words = ["key"] if self.correct else []
        words += ["your answer"] if self.chosen else []
        return f"  ({', '.join(words)})" if words else ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A section of the notes and the address it was looked up by."""

    ref: str
    section: Section | None
    """None where the bank no longer has it."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """All there is to say about one answered question; its texts hold no control characters."""

    question: Question
    outcome: Outcome
    """Under all-or-nothing marking, whatever the exam's rule."""
    stem: str
    response: str
    """The response in letters, or a number with its unit; empty where there is none."""
    key: str
    """The right response in the same form."""
    options: tuple[ExplainedOption, ...]
    """In the order to explain: a wrong choice, the keys, the others."""
    solution: tuple[SolutionLine, ...]
    text: str
    """The question's own explanation."""
    evidence: str
    note: Passage | None
    """The note of the question; None where it names none."""
    wrong_choices: tuple[Passage, ...]
    """The notes about what was chosen instead of a key."""
    found: Section | None
    """A section the program found, for a question that names none."""

    @property
    def shown_options(self) -> list[ExplainedOption]:
        """The options in the order they had on screen."""
        return sorted(self.options, key=lambda option: option.letter)


def explain(
    slot: Slot, state: SlotState, find_section: FindSection, found: Section | None = None
) -> Explanation:
    """Return the explanation of a slot as it was answered."""
    question = slot.question
    wrong = notes_of_wrong_choices(slot, state)
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
        wrong_choices=tuple(Passage(ref, find_section(ref)) for ref in wrong),
        found=found,
    )


def explain_unanswered(question: Question, find_section: FindSection) -> Explanation:
    """Return the explanation of a question outside of any attempt, its options as in the bank."""
    slot = Slot(question, "", "", tuple(range(len(question.choices))))
    return explain(slot, SlotState(), find_section)


def find_outcome(slot: Slot, state: SlotState) -> Outcome:
    """Return right, wrong or unanswered, whatever the rule of the exam."""
    return grade_response(slot.question, state.response, "all-or-nothing").outcome


def explanation_order(slot: Slot, state: SlotState) -> list[tuple[int, int]]:
    """Return screen position and option: a wrong choice, the keys, the others.

    After a right answer the order of the screen stays.
    """
    shown = list(enumerate(slot.order)) if slot.question.options else []
    keys = set(slot.question.keys)
    chosen = set(state.response.choices)
    if not chosen or chosen == keys:
        return shown
    wrong = chosen - keys
    return sorted(shown, key=lambda pair: (pair[1] not in wrong, pair[1] not in keys))


def notes_of_wrong_choices(slot: Slot, state: SlotState) -> list[str]:
    """Return the addresses of the notes about wrong choices, without the question's own."""
    if not slot.question.options:
        return []
    options = (slot.question.options[number] for number in state.response.choices)
    refs = [option.note for option in options if option.note and not option.correct]
    return [ref for ref in dict.fromkeys(refs) if ref != slot.question.note]


def _option(slot: Slot, state: SlotState, place: int, number: int) -> ExplainedOption:
    option = slot.question.options[number]
    return ExplainedOption(
        letter=LETTERS[place],
        text=sanitize(option.text),
        correct=option.correct,
        chosen=number in state.response.choices,
        rationale=sanitize(option.rationale),
    )
