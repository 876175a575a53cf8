"""The review of an attempt: every question with its explanation, as text, Markdown, or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from examkit.exam.attempt_state import SlotState
from examkit.exam.explanation import ExplainedOption, Explanation, FindSection, explain
from examkit.exam.form import Form, Slot
from examkit.exam.grading import Outcome, ScoreSheet, SlotScore
from examkit.question_types.base import SolutionLine
from examkit.question_types.registry import find_type
from examkit.report.markdown_text import escape_block, escape_line, is_fence, link
from examkit.sanitize import sanitize

_OUTCOMES: Mapping[Outcome, str] = {
    "right": "correct",
    "wrong": "incorrect",
    "partial": "partly correct",
    "unanswered": "unanswered",
}


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One question of an attempt, graded and explained."""

    slot: Slot
    score: SlotScore
    explanation: Explanation

    @property
    def title(self) -> str:
        """Return the question's number and outcome, such as "Question 3: incorrect"."""
        return f"Question {self.score.slot + 1}: {_OUTCOMES[self.score.outcome]}"

    @property
    def shared(self) -> str:
        """Return the common stem of the question's group; empty without a group."""
        return sanitize(self.slot.shared.strip())

    @property
    def excerpt(self) -> str | None:
        """Return the text of the question's note, or None if the bank doesn't have the note."""
        note = self.explanation.note
        return sanitize(note.section.text) if note and note.section else None


def rows(
    form: Form,
    sheet: ScoreSheet,
    find_section: FindSection,
    own_notes: Mapping[str, str] = MappingProxyType({}),
) -> list[ReviewRow]:
    """Return every question of a graded form with its explanation, in the form's order.

    `find_section` returns the note at an address, if the bank has it. `own_notes` are the
    candidate's notes by question id.
    """
    states = (SlotState(response=score.response) for score in sheet.slots)
    notes = (own_notes.get(slot.question.id, "") for slot in form.slots)
    return [
        ReviewRow(slot, score, explain(slot, state, find_section, own_note=next(notes)))
        for slot, score, state in zip(form.slots, sheet.slots, states, strict=True)
    ]


def as_json(reviewed: Sequence[ReviewRow]) -> str:
    """Return the review as a JSON array. Its keys are a contract and never change."""
    return json.dumps([_json_row(row) for row in reviewed], indent=2, ensure_ascii=False)


def _json_row(row: ReviewRow) -> dict[str, object]:
    explanation, score, question = row.explanation, row.score, row.slot.question
    return {
        "slot": score.slot + 1,
        "question": question.id,
        "domain": row.slot.domain,
        "topic": question.topic,
        "shared": row.shared,
        "stem": explanation.stem.strip(),
        "type": question.type,
        "options": [_json_option(option) for option in explanation.shown_options],
        "response": explanation.response,
        "answer": explanation.key,
        "solution": [_solved(line) for line in explanation.solution],
        "outcome": score.outcome,
        "note": question.note,
        "excerpt": row.excerpt,
        "evidence": explanation.evidence,
        "explanation": explanation.text.strip(),
        "references": question.references,
        "flagged": score.flagged,
        "sureness": score.confidence,
        "own_note": explanation.own_note,
    }


def _json_option(option: ExplainedOption) -> dict[str, object]:
    return {
        "text": option.text.strip(),
        "correct": option.correct,
        "chosen": option.chosen,
        "rationale": option.rationale.strip(),
    }


def _solved(line: SolutionLine) -> str:
    return f"{line.label}: {line.text}" + (f"  (you: {line.yours})" if line.yours else "")


def as_text(reviewed: Sequence[ReviewRow]) -> str:
    """Return the review as plain text."""
    return "\n\n".join("\n".join(_text_lines(row)) for row in reviewed)


def _text_lines(row: ReviewRow) -> Iterable[str]:
    explanation = row.explanation
    yield f"{row.title}   [{row.slot.domain}, {explanation.question.topic}]\n"
    if row.shared:
        yield f"{row.shared}\n"
    yield f"{explanation.stem.strip()}\n"
    yield from (_solved(line) for line in explanation.solution)
    if find_type(explanation.question).takes_text:
        yield _typed(explanation)
    for option in explanation.shown_options:
        yield f"{option.letter}  {option.text.strip()}{option.tags}"
        yield f"     {option.rationale.strip()}".rstrip()
    if text := explanation.text.strip():
        yield f"\n{text}"
    if explanation.own_note:
        yield f"\nYour note:\n{explanation.own_note}"
    if explanation.note:
        yield f"\nFrom the notes ({explanation.note.ref}):"
        yield row.excerpt or explanation.evidence
    yield from (f"See {reference}" for reference in explanation.question.references)


def as_markdown(reviewed: Sequence[ReviewRow]) -> str:
    """Return the review as a Markdown document. Text from the bank is escaped."""
    return "\n\n".join(["# Review", *("\n".join(_markdown_lines(row)) for row in reviewed)])


def _markdown_lines(row: ReviewRow) -> Iterable[str]:
    explanation = row.explanation
    yield f"## {row.title}\n"
    if row.shared:
        yield f"{escape_block(row.shared)}\n"
    yield f"{escape_block(explanation.stem.strip())}\n"
    yield from (f"- {_nested(escape_block(_solved(line)))}" for line in explanation.solution)
    if find_type(explanation.question).takes_text:
        yield escape_line(_typed(explanation))
    for option in explanation.shown_options:
        yield from _markdown_option(option)
    if text := explanation.text.strip():
        yield f"\n{escape_block(text)}"
    if explanation.own_note:
        yield f"\nYour note:\n\n{_quote(explanation.own_note)}"
    if explanation.note:
        yield f"\nFrom the notes ({escape_line(explanation.note.ref)}):\n"
        yield _quote(row.excerpt or explanation.evidence)
    yield from (f"\n{link(reference)}" for reference in explanation.question.references)


def _quote(text: str) -> str:
    """Return text as a Markdown quote, escaped."""
    return "\n".join(f"> {line}".rstrip() for line in escape_block(text).split("\n"))


def _markdown_option(option: ExplainedOption) -> Iterable[str]:
    box = "x" if option.correct else " "
    yield f"- [{box}] {_nested(_tagged(escape_block(option.text.strip()), option.tags))}"
    if rationale := option.rationale.strip():
        yield f"  - {_nested(escape_block(rationale), 4)}"


def _typed(explanation: Explanation) -> str:
    return f"Correct answer: {explanation.key}, your answer: {explanation.response or 'none'}"


def _tagged(text: str, tags: str) -> str:
    """Return an option's text followed by its tags, such as "(your answer)".

    A code fence at the start or the end of the text stays on its own line.
    """
    lines = text.split("\n")
    begins, ends = is_fence(lines[0]), is_fence(lines[-1])
    return f"{chr(10) if begins else ''}{text}{chr(10) if ends else ''}{tags}"


def _nested(text: str, indent: int = 2) -> str:
    return text.replace("\n", "\n" + " " * indent)
