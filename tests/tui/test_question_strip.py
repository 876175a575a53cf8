"""The strip below a question: a flag doesn't hide whether the question is answered."""

from __future__ import annotations

import pytest

from examkit.exam.actions import Status
from examkit.tui.glyphs import ASCII, UNICODE, Glyphs
from examkit.tui.widgets.question_strip import QuestionStrip, SlotCell


@pytest.mark.parametrize(
    ("glyphs", "expected"), [(UNICODE, "●⚑◐⚐○⚐·⚐"), (ASCII, "#!+?o?.?")], ids=["unicode", "ascii"]
)
def test_a_flag_shows_whether_the_question_is_answered(glyphs: Glyphs, expected: str) -> None:
    statuses: tuple[Status, ...] = ("answered", "incomplete", "unanswered", "unseen")
    strip = QuestionStrip(glyphs)
    strip._cells = tuple(
        SlotCell(status, flagged) for status in statuses for flagged in (False, True)
    )

    signs = "".join(strip._sign(cell) for cell in strip._cells)

    assert signs == expected
