"""One question as text, for its author."""

from __future__ import annotations

from collections.abc import Iterator

from examkit.exam.explanation import Explanation


def question_text(told: Explanation) -> str:
    """Write a question with its keys, rationales and note."""
    return "\n".join([*_question(told), *_answer(told), *_note(told), *told.question.references])


def _question(told: Explanation) -> Iterator[str]:
    question = told.question
    placed = question.domain
    domains = (
        placed if isinstance(placed, str) else ", ".join(f"{e}: {d}" for e, d in placed.items())
    )
    yield f"{question.id}   {question.topic} | {domains} | {question.difficulty} | {question.type}"
    yield f"\n{told.stem.strip()}\n"


def _answer(told: Explanation) -> Iterator[str]:
    question = told.question
    for option in told.options:
        yield f"{'*' if option.correct else ' '} {option.letter}  {option.text.strip()}"
        yield f"       {option.rationale.strip()}".rstrip()
    arrow = "  ->" if question.type == "matching" else ""
    yield from (f"{line.label}{arrow}  {line.text}" for line in told.solution)
    yield from (f"(nothing)  ->  {right}" for right in question.extra)
    if question.answer is not None:
        yield f"{question.answer:.12g} ± {question.tolerance:.12g} {question.unit}".rstrip()


def _note(told: Explanation) -> Iterator[str]:
    if told.note:
        yield f"\nEvidence: {told.evidence}"
        yield f"Note {told.note.ref}:"
        yield told.note.section.text if told.note.section else "(not there)"
