"""Every question of an attempt with its explanation, as text, Markdown and JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from examkit.exam.attempt_state import SlotState
from examkit.exam.form import Form, Slot
from examkit.exam.grading import Outcome
from examkit.exam.response_text import (
    SolutionLine,
    format_key,
    format_response,
    solution,
)
from examkit.exam.score_sheet import ScoreSheet, SlotScore
from examkit.report.markdown_text import (
    escape_block,
    escape_line,
    is_fence,
    link,
)
from examkit.sanitize import sanitize

LETTERS = "ABCDEFGH"


@dataclass(frozen=True, slots=True)
class ReviewedOption:
    """One option, in the order it was shown."""

    text: str
    correct: bool
    chosen: bool
    rationale: str


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One question as it was sat."""

    slot: int
    """Counted from 1, as on screen."""
    question: str
    domain: str
    topic: str
    shared: str
    """The stem it shares with others; empty for most."""
    stem: str
    type: str
    options: tuple[ReviewedOption, ...]
    response: str
    """The answer given, in letters or as a number; empty where there was none."""
    answer: str
    """The right one."""
    solution: tuple[str, ...]
    """The right answer of an ordering or a matching, line by line."""
    outcome: Outcome
    note: str
    excerpt: str | None
    """Text of the note section; None where the bank has it no more."""
    evidence: str
    explanation: str
    references: tuple[str, ...]
    flagged: bool
    sureness: int | None


def rows(form: Form, sheet: ScoreSheet, sections: Mapping[str, str]) -> list[ReviewRow]:
    """Put form and score sheet together; `sections` maps note references to their text."""
    pairs = zip(form.slots, sheet.slots, strict=True)
    return [_row(slot, score, sections) for slot, score in pairs]


def _row(slot: Slot, score: SlotScore, sections: Mapping[str, str]) -> ReviewRow:
    question = slot.question
    given = SlotState(response=score.response, entry=score.entry)
    return ReviewRow(
        slot=score.slot + 1,
        question=question.id,
        domain=slot.domain,
        topic=question.topic,
        shared=sanitize(slot.shared.strip()),
        stem=sanitize(question.stem.strip()),
        type=question.type,
        options=tuple(_option(slot, score, n) for n in slot.order if n < len(question.options)),
        response=sanitize(format_response(slot, given)),
        answer=sanitize(format_key(slot)),
        solution=tuple(sanitize(_solved(line)) for line in solution(slot, given)),
        outcome=score.outcome,
        note=question.note,
        excerpt=sanitize(sections[question.note]) if question.note in sections else None,
        evidence=sanitize(question.evidence),
        explanation=sanitize(question.explanation.strip()),
        references=question.references,
        flagged=score.flagged,
        sureness=score.sureness,
    )


def _option(slot: Slot, score: SlotScore, number: int) -> ReviewedOption:
    option = slot.question.options[number]
    return ReviewedOption(
        text=sanitize(option.text.strip()),
        correct=option.correct,
        chosen=number in score.response,
        rationale=sanitize(option.rationale.strip()),
    )


def _solved(line: SolutionLine) -> str:
    return f"{line.label}: {line.text}" + (f"  (you: {line.yours})" if line.yours else "")


def as_json(told: Sequence[ReviewRow]) -> str:
    """Write the JSON contract of `examkit review`."""
    return json.dumps([asdict(row) for row in told], indent=2, ensure_ascii=False)


def as_text(told: Sequence[ReviewRow]) -> str:
    """Write for a terminal."""
    return "\n\n".join("\n".join(_text_lines(row)) for row in told)


def _text_lines(row: ReviewRow) -> Iterable[str]:
    yield f"Question {row.slot}: {row.outcome}   [{row.domain}, {row.topic}]"
    yield ""
    if row.shared:
        yield f"{row.shared}\n"
    yield row.stem
    yield ""
    yield from row.solution
    if row.type == "numeric":
        yield _number(row)
    for letter, option in zip(LETTERS, row.options, strict=False):
        yield f"{letter}  {option.text}{_tags(option)}"
        yield f"     {option.rationale}".rstrip()
    if row.explanation:
        yield ""
        yield row.explanation
    if row.note:
        yield ""
        yield f"From the notes ({row.note}):"
        yield row.excerpt or row.evidence
    yield from (f"See {reference}" for reference in row.references)


def as_markdown(told: Sequence[ReviewRow]) -> str:
    """Write as a Markdown document."""
    return "\n\n".join(["# Review", *("\n".join(_markdown_lines(row)) for row in told)])


def _markdown_lines(row: ReviewRow) -> Iterable[str]:
    yield f"## Question {row.slot}: {row.outcome}"
    yield ""
    if row.shared:
        yield f"{escape_block(row.shared)}\n"
    yield escape_block(row.stem)
    yield ""
    yield from (f"- {_nested(escape_block(line))}" for line in row.solution)
    if row.type == "numeric":
        yield escape_line(_number(row))
    for option in row.options:
        box = "x" if option.correct else " "
        yield f"- [{box}] {_nested(_tagged(escape_block(option.text), _tags(option)))}"
        if option.rationale:
            yield f"  - {_nested(escape_block(option.rationale), 4)}"
    if row.explanation:
        yield f"\n{escape_block(row.explanation)}"
    if row.note:
        yield f"\nFrom the notes ({escape_line(row.note)}):\n"
        lines = escape_block(row.excerpt or row.evidence).split("\n")
        yield from (f"> {line}".rstrip() for line in lines)
    yield from (f"\n{link(reference)}" for reference in row.references)


def _number(row: ReviewRow) -> str:
    return f"Right answer: {row.answer}, your answer: {row.response or 'none'}"


def _tags(option: ReviewedOption) -> str:
    words = ["key"] if option.correct else []
    words += ["your answer"] if option.chosen else []
    return f"  ({', '.join(words)})" if words else ""


def _tagged(text: str, tags: str) -> str:
    """Put tags behind the text of a box; a fence needs its first and last line for itself."""
    lines = text.split("\n")
    begins, ends = is_fence(lines[0]), is_fence(lines[-1])
    return f"{chr(10) if begins else ''}{text}{chr(10) if ends else ''}{tags}"


def _nested(text: str, indent: int = 2) -> str:
    return text.replace("\n", "\n" + " " * indent)
