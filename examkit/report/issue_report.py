"""A Markdown file in which a candidate reports a problem with a question to the bank's author."""

from __future__ import annotations

import re

from examkit.exam.attempt_state import SlotState
from examkit.exam.explanation import Explanation, explain
from examkit.exam.form import Form, Slot
from examkit.question_types.lettered import LETTERS
from examkit.report.markdown_text import escape_line, fenced
from examkit.sanitize import sanitize

_NO_NAME = re.compile(r"[^0-9A-Za-z]")


def write_issue(form: Form, slot: Slot, state: SlotState, reason: str) -> tuple[str, str]:
    """Return the file name and the Markdown text of a problem report on a question.

    The text has the question, its correct answer, the response, the candidate's reason, and the
    options in the order on screen, since the reason can name their letters. Text from the bank is
    in code fences, so that no Markdown reader interprets it.
    """
    question = slot.question
    explanation = explain(slot, state, lambda _: None)
    sections = {
        f"# Problem with {escape_line(question.id)}": _facts(form, slot, explanation),
        "## What is wrong": _fenced(reason or "(no reason given)"),
        "## Stem": _fenced(explanation.stem),
        "## Options, in the order on screen": _fenced(_choices(slot, explanation)),
        "## References": _fenced("\n".join(question.references) or "none"),
    }
    text = "\n\n".join(f"{heading}\n\n{body}" for heading, body in sections.items())
    # The digest of an imported attempt can be any text, such as a path to another folder.
    digest = _NO_NAME.sub("", slot.digest)[:8]
    return f"{question.id}-{digest}.md", sanitize(text) + "\n"


def _facts(form: Form, slot: Slot, explanation: Explanation) -> str:
    question = slot.question
    lines = (
        f"Bank: {escape_line(f'{form.bank} ({form.bank_digest[:12]}), exam {form.exam.id}')}",
        f"Question: {question.id}, content digest {slot.digest}",
        f"Correct answer: {escape_line(explanation.key)}",
        f"My answer: {escape_line(explanation.response) or 'none'}",
        f"Note: {escape_line(question.note) or 'none'}",
    )
    return "\n".join(f"- {line}" for line in lines)


def _choices(slot: Slot, explanation: Explanation) -> str:
    """Return the choices with their letters, since responses and reasons name these."""
    question, rows = slot.question, []
    for letter, number in zip(LETTERS, slot.order, strict=False):
        tags = "correct, " if number in question.keys else ""
        rows += [f"{letter}. ({tags}number {number + 1} in the bank) {question.choices[number]}"]
        rows += [f"   {question.options[number].rationale}"] if question.options else []
    rows += [f"{line.label}: {line.text}" for line in explanation.solution]
    return "\n".join(rows)


def _fenced(text: str) -> str:
    return fenced(text.strip())
