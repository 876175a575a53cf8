"""One question as text, for its author."""

from __future__ import annotations

from collections.abc import Iterator

from examkit.bank.model import Question
from examkit.bank.notes import Section


def question_text(question: Question, section: Section | None) -> str:
    """Write a question with its keys, rationales and note."""
    return "\n".join(_lines(question, section))


def _lines(question: Question, section: Section | None) -> Iterator[str]:
    placed = question.domain
    domains = (
        placed if isinstance(placed, str) else ", ".join(f"{e}: {d}" for e, d in placed.items())
    )
    yield f"{question.id}   {question.topic} | {domains} | {question.difficulty} | {question.type}"
    yield ""
    yield question.stem.strip()
    yield ""
    for letter, option in zip("ABCDEFGH", question.options, strict=False):
        yield f"{'*' if option.correct else ' '} {letter}  {option.text.strip()}"
        yield f"       {option.rationale.strip()}".rstrip()
    yield from (f"{place}  {item}" for place, item in enumerate(question.items, 1))
    yield from (f"{left}  ->  {right}" for left, right in question.pairs)
    yield from (f"(nothing)  ->  {right}" for right in question.extra)
    if question.answer is not None:
        yield f"{question.answer:.12g} ± {question.tolerance:.12g} {question.unit}".rstrip()
    if question.note:
        yield ""
        yield f"Evidence: {question.evidence}"
        yield f"Note {question.note}:"
        yield section.text if section else "(not there)"
    yield from question.references
