"""A question with its keys, rationales, and note, as text for the bank's author."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from examkit.exam.explanation import Explanation
from examkit.question_types.registry import find_type
from examkit.sanitize import sanitize


def question_text(explanation: Explanation) -> str:
    """Return a question with its keys, rationales, note, and references as text."""
    parts = (_question(explanation), _answer(explanation), _note(explanation))
    return "\n".join([*chain(*parts), *explanation.question.references])


def _question(explanation: Explanation) -> Iterator[str]:
    question = explanation.question
    placed = question.domain
    domains = (
        placed if isinstance(placed, str) else ", ".join(f"{e}: {d}" for e, d in placed.items())
    )
    yield f"{question.id}   {question.topic} | {domains} | {question.difficulty} | {question.type}"
    yield f"\n{explanation.stem.strip()}\n"


def _answer(explanation: Explanation) -> Iterator[str]:
    question = explanation.question
    for option in explanation.options:
        yield f"{'*' if option.correct else ' '} {option.letter}  {option.text.strip()}"
        yield f"       {option.rationale.strip()}".rstrip()
    yield from map(sanitize, find_type(question).author_lines(question))


def _note(explanation: Explanation) -> Iterator[str]:
    if explanation.note:
        yield f"\nEvidence: {explanation.evidence}"
        yield f"Note {explanation.note.ref}:"
        yield explanation.note.section.text if explanation.note.section else "(not there)"
