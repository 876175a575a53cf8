"""Where to scroll in an explanation: to the correct answer, and to what else fits on screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from examkit.tui.explanation_view import question_parts
from examkit.tui.text_blocks import Block, column_width, has_evidence, lay_out

if TYPE_CHECKING:
    from examkit.exam.explanation import Explanation
    from examkit.tui.glyphs import Glyphs


class AnswerLines(NamedTuple):
    """Where the answers are in an explanation on screen, as line numbers from 0."""

    correct: Sequence[int]
    """The lines of the correct answer."""
    chosen: Sequence[int]
    """The lines of the options that the candidate chose."""
    starts: Sequence[int] = ()
    """The first line of each part of the explanation, such as the question or an option."""


def answer_lines(
    stem: Sequence[Block], explanation: Explanation, glyphs: Glyphs, width: int
) -> AnswerLines:
    """Return which lines of an explanation show the correct answer and the candidate's.

    The explanation is laid out `width` cells wide. `stem` has the blocks of the question's stem.
    """
    parts = [*question_parts(stem, explanation, glyphs)]
    column = column_width(width, [block for part in parts for block in part.blocks])
    above, correct, chosen, starts = list[Block](), list[int](), list[int](), list[int]()
    for part in parts:
        starts.append(start := len(lay_out(above, column)))
        above += part.blocks
        lines = range(start, len(lay_out(above, column)))
        correct += lines if part.is_correct else ()
        chosen += lines if part.is_chosen else ()
    return AnswerLines(correct, chosen, starts)


def evidence_lines(lines: Sequence[Content]) -> list[int]:
    """Return the numbers, from 0, of the lines that contain highlighted evidence."""
    return [number for number, line in enumerate(lines) if has_evidence(line)]


def find_position(*wanted: Sequence[int], height: int, starts: Sequence[int] = ()) -> int:
    """Return the number, from 0, of the line to scroll to so that wanted lines are on screen.

    `wanted` are groups of line numbers, most important first. The first group is shown as far as it
    fits in `height` lines, and each other group only if all of it fits, too. The line returned is
    one of `starts`, the first lines of parts, if that hides no wanted line. Without wanted lines,
    it is 0.
    """
    shown = list[int]()
    for group in wanted:
        together = sorted({*shown, *group})
        if not shown or together[-1] - together[0] < height:
            shown = together
    if not shown or shown[-1] < height:
        return 0
    top = min(shown[0], shown[-1] - height + 1)
    return next((start for start in starts if top <= start <= shown[0]), top)
