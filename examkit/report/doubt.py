"""A question one doubts, written down for the author of its bank."""

from __future__ import annotations

import re
from collections.abc import Sequence

from examkit.bank.text import clean
from examkit.exam.form import Form, Slot

LETTERS = "ABCDEFGH"
_FENCE = re.compile(r"`{3,}")


def doubt(form: Form, slot: Slot, response: Sequence[int], reason: str) -> tuple[str, str]:
    """Give a file name and its Markdown: the question as it was asked, the key, the own answer.

    The text of the bank stands in fences, so that it is text wherever it is read.
    """
    question = slot.question
    lines = [
        f"# Doubt: {question.id}",
        "",
        f"- Bank: {form.bank} ({form.bank_digest[:12]}), exam {form.exam.id}",
        f"- Question: {question.id}, content {slot.digest}",
        f"- Key: {_letters(question.keys)}",
        f"- My answer: {_letters(response) or 'none'}",
        f"- Note: {question.note}",
        "",
        "## Why I doubt it",
        "",
        _fenced(reason or "(no reason given)"),
        "",
        "## Stem",
        "",
        _fenced(question.stem),
        "",
        "## Options, in the order of the bank",
        "",
        _fenced(_options(slot)),
        "",
        "## References",
        "",
        _fenced("\n".join(question.references) or "none"),
    ]
    return f"{question.id}-{slot.digest[:8]}.md", clean("\n".join(lines)) + "\n"


def _options(slot: Slot) -> str:
    rows = []
    for letter, option in zip(LETTERS, slot.question.options, strict=False):
        sign = "key" if option.correct else "   "
        rows += [f"{letter} {sign} {option.text}", f"      {option.rationale}"]
    return "\n".join(rows)


def _letters(options: Sequence[int]) -> str:
    return " ".join(LETTERS[number] for number in options)


def _fenced(text: str) -> str:
    """Put text in a fence longer than any inside it."""
    longest = max((len(found) for found in _FENCE.findall(text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}text\n{text.strip()}\n{fence}"
