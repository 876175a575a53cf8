"""Questions, explanations, and status as lines of text that read well aloud."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from examkit.cli.plain.spoken_text import to_spoken
from examkit.exam.actions import slot_statuses
from examkit.exam.covered_slots import describe_coverage
from examkit.exam.modes import rules_of_form
from examkit.exam.open_slots import describe_open_slots
from examkit.question_types.registry import find_type

if TYPE_CHECKING:
    from examkit.exam.attempt_state import AttemptState, SlotState
    from examkit.exam.explanation import Explanation, Passage
    from examkit.exam.form import Form, Slot

_OUTCOMES = {"right": "Correct.", "wrong": "Incorrect.", "unanswered": "Not answered."}


def prompt(form: Form, state: AttemptState) -> str:
    """Return the input prompt: the current question's number, and how many are answered."""
    statuses = slot_statuses(form, state)
    answered, incomplete = statuses.count("answered"), statuses.count("incomplete")
    rest = f", {incomplete} incomplete" if incomplete else ""
    return f"[question {state.current + 1} of {len(statuses)}, {answered} answered{rest}] > "


def navigator_lines(form: Form, state: AttemptState) -> Iterator[str]:
    """Yield a line with each question's status, then a summary of the open ones."""
    width = len(f"question {len(form.slots)}:")
    for number, status in enumerate(slot_statuses(form, state)):
        flag = ", flagged" if state.slots[number].flagged else ""
        yield f"{f'question {number + 1}:':<{width}} {status}{flag}"
    yield open_slots_text(form, state)


def open_slots_text(form: Form, state: AttemptState) -> str:
    """Return how many questions are open, by status, or flagged, with their numbers."""
    return describe_open_slots(form, state).replace("\N{EN DASH}", " to ")


def submit_text(form: Form, state: AttemptState) -> str:
    """Return what to show before an attempt is submitted.

    For a mock, it warns that answers become final. For a drill, it shows which questions the result
    will include.
    """
    if rules_of_form(form).covers_unreached:
        return "After you submit, you can't change your answers."
    return describe_coverage(form, state)


def next_open_slot(form: Form, state: AttemptState) -> int | None:
    """Return the index of the next question without a complete answer, or None if there is none.

    After the last question, the search continues with the first.
    """
    statuses = slot_statuses(form, state)
    start, count = state.current + 1, len(statuses)
    order = [(start + step) % count for step in range(count)]
    return next((number for number in order if statuses[number] != "answered"), None)


def question_lines(form: Form, state: AttemptState) -> Iterator[str]:
    """Yield lines with the current question's number, flag, shared stem if any, and stem."""
    number, slot = state.current, form.slots[state.current]
    flag = ", flagged" if state.slots[number].flagged else ""
    yield f"\nQuestion {number + 1} of {len(form.slots)}{flag}"
    stems = (stem.strip() for stem in (slot.shared, slot.question.stem) if stem)
    yield from (f"{to_spoken(stem)}\n" for stem in stems)


def what_next_text(slot: Slot, state: SlotState, *, shows_answers: bool) -> str:
    """Return a sentence on what to do after an answer: choose more, or see the explanation.

    Explanations are offered with `shows_answers` only. Empty if there is nothing to say.
    """
    kind = find_type(slot.question)
    missing = kind.required_count(slot.question) - kind.count_parts(state.response)
    if not missing or kind.takes_text:
        return " Type s to see the explanation." if shows_answers and state.answered else ""
    return f" Choose {missing} more{', or type s to see the answer' if shows_answers else ''}."


def time_line(seconds: float | None) -> str:
    """Return a sentence with the time left, such as `5 min left.` None means no time limit."""
    if seconds is None:
        return "No time limit."
    hours, minutes = divmod(round(seconds) // 60, 60)
    if hours:
        return f"{hours} h {minutes} min left."
    return f"{minutes} min left." if minutes else f"{round(seconds)} s left."


def explanation_lines(explanation: Explanation) -> str:
    """Return an explanation as text: outcome, correct answer, rationales, notes, and references."""
    lines = [to_spoken(text) for text in (*_answer(explanation), *_notes(explanation))]
    lines += [f"See {reference}" for reference in explanation.question.references]
    if explanation.found:
        found = explanation.found
        lines += [f"\nClosest note, matched automatically: {found.title}", to_spoken(found.text)]
    return "\n".join(lines)


def _answer(explanation: Explanation) -> Iterator[str]:
    yield f"\n{_OUTCOMES[explanation.outcome]} Correct answer: {explanation.key}."
    for option in explanation.options:
        outcome = "correct" if option.correct else "incorrect"
        yield f"{option.letter} is {outcome}. {_indent(option.rationale)}".rstrip()
    for line in explanation.solution:
        yours = f" (you: {line.yours})" if line.yours else ""
        yield f"{line.label}: {line.text}{yours}"
    if explanation.text:
        yield f"\n{explanation.text.strip()}"
    if explanation.own_note:
        yield f"\nYour note: {explanation.own_note}"


def _notes(explanation: Explanation) -> Iterator[str]:
    if not explanation.note:
        return
    section = explanation.note.section
    lead = "The question is about" if explanation.wrong_choices else "From the note"
    yield f"\n{lead} {_title(explanation.note)}:"
    yield (section.text if section else explanation.evidence).strip()
    for passage in explanation.wrong_choices:
        if passage.section:
            yield f"\nYou chose {_title(passage)}:"
            yield passage.section.text.strip()


def answer_lines(slot: Slot, state: SlotState) -> Iterator[str]:
    """Yield a line for each option or item to choose from, with the response so far.

    For a typed answer, yield a line that describes what to type.
    """
    question, response = slot.question, state.response
    kind = find_type(question)
    if kind.takes_text:
        typed = f" (typed: {response.text})" if response else ""
        yield f"Type = followed by {kind.describe_text(question)}{typed}"
    for row in kind.rows(question, response, slot.order):
        remark = f" ({row.remark})" if row.remark else ""
        yield f"{row.label}. {_indent(to_spoken(row.text))}{remark}"
    if legend := kind.legend(question, slot.order):
        yield "Match with:"
        yield from (f"{letter}. {_indent(to_spoken(text))}" for letter, text in legend)


def _title(passage: Passage) -> str:
    return f"{passage.section.title} ({passage.ref})" if passage.section else passage.ref


def _indent(text: str) -> str:
    """Trim a text, and indent all its lines except the first by three spaces."""
    return re.sub(r"\n(?=.)", "\n   ", text.strip())
