"""The answers of an open attempt as text to copy, in case nothing can be saved."""

from __future__ import annotations

from examkit.exam.attempt_state import AttemptState
from examkit.exam.explanation import format_response
from examkit.exam.form import Form
from examkit.sanitize import sanitize

STEM = 50


def render(form: Form, session: AttemptState) -> str:
    """Return a line for each question: its number, the response or a dash, and the stem's start."""
    lines = []
    for number, (slot, state) in enumerate(zip(form.slots, session.slots, strict=True), 1):
        given = format_response(slot, state)
        stem = " ".join(sanitize(slot.question.stem).split())
        start = stem if len(stem) <= STEM else f"{stem[: STEM - 1]}…"
        lines.append(f"{number:>3}  {given or '-':<8}  {start}")
    return "\n".join(lines)
