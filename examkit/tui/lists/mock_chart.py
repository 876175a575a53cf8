"""A chart of the results of mock exams over time, with the passing score."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from examkit.tui.charts import FAINT, LEVELS

if TYPE_CHECKING:
    from examkit.attempts.attempt_list import ListedAttempt

_COLORS = {True: "$success", False: "$error", None: "$foreground 60%"}
"""The color of a column by whether the mock passes; None if that can't be decided."""
NARROWEST, WIDEST, GAP = 7, 12, 3
"""Least and greatest width of a column with its gap, and the width of the gap, in cells."""


def trend_mocks(attempts: Sequence[ListedAttempt]) -> list[ListedAttempt]:
    """Return the mocks that a trend can compare, oldest first: those on the latest one's exam.

    `attempts` are newest first.
    """
    mocks = [each for each in attempts if each.is_in_trend]
    return [each for each in reversed(mocks) if each.row.exam == mocks[0].row.exam]


def draw_trend(mocks: Sequence[ListedAttempt], width: int, height: int) -> list[Content]:
    """Return the lines of a chart with the latest mocks that fit, and a line with their results.

    `height` is the number of lines of the columns.
    """
    cut = mocks[-1].cut or 0.0
    label = f"{mocks[-1].passing} passes "
    room = width - len(label)
    latest = mocks[-max(1, room // NARROWEST) :]
    step = max(NARROWEST, min(WIDEST, room // len(latest)))
    cut_line = min(height - 1, int(cut * height))
    margin = Content(" " * len(label))
    lines = []
    for line in reversed(range(height)):
        start = Content.styled(label, "$text-muted") if line == cut_line else margin
        columns = _columns(latest, line, height, step, "─" if line == cut_line else " ")
        rest = Content.styled("─" * (room - columns.cell_length) * (line == cut_line), FAINT)
        lines.append(Content.assemble(start, columns, rest))
    results = "".join(each.score.center(step) for each in latest)
    return [*lines, margin + Content(results.rstrip())]


def _columns(
    mocks: Sequence[ListedAttempt], line: int, height: int, step: int, blank: str
) -> Content:
    """Return the parts of the columns on the line `line`, counted from 0 at the bottom.

    `height` is the number of lines, `step` the width of a column with its gap in cells, and `blank`
    the character that fills the space between and above the columns.
    """
    parts = []
    for mock in mocks:
        eighths = round(mock.share * height * len(LEVELS)) - line * len(LEVELS)
        sign = LEVELS[min(eighths, len(LEVELS)) - 1] if eighths > 0 else blank
        style = _COLORS[mock.passes] if eighths > 0 else FAINT
        left, right = blank * (GAP // 2), blank * (GAP - GAP // 2)
        parts += [(left, FAINT), (sign * (step - GAP), style), (right, FAINT)]
    return Content.assemble(*parts)
