"""The answers of an attempt that goes on, as text to copy: for when nothing can be saved."""

from __future__ import annotations

from examkit.exam.attempt_state import Session
from examkit.exam.form import Form
from examkit.exam.response_text import response_words
from examkit.sanitize import clean

STEM = 50


def render(form: Form, session: Session) -> str:
    """List the letters chosen in each slot, as the screen shows them, with the stem's start."""
    lines = []
    for number, (slot, state) in enumerate(zip(form.slots, session.slots, strict=True), 1):
        given = response_words(slot, state)
        stem = " ".join(clean(slot.question.stem).split())
        start = stem if len(stem) <= STEM else f"{stem[: STEM - 1]}…"
        lines.append(f"{number:>3}  {given or '-':<8}  {start}")
    return "\n".join(lines)
