"""The panel that shows how much was practiced in the last days, and what is remembered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from textual.content import Content

from examkit.tui.charts import column_chart, columns, share_bar
from examkit.tui.text_blocks import NOTHING

if TYPE_CHECKING:
    from examkit.attempts.dashboard import Dashboard

MUTED = "$text-muted"
STYLE = "$secondary"
"""The color of amounts. Green would read as a verdict."""
MIN_STEP, MAX_STEP, LABEL = 3, 5, 5
"""Least and greatest width of a column with its gap, and room for the largest count, in cells."""


def draw_days(dashboard: Dashboard | None, width: int, height: int) -> list[Content]:
    """Return a chart of questions per day, `height` lines high, or a hint before the first answer.

    If it is more than one line high, the last line has the first letters of the weekdays.
    """
    if dashboard is None:
        hint = Content.styled("Your daily activity will appear here.", MUTED)
        return [hint, *[NOTHING] * (height - 1)]
    if height == 1:
        return [columns(dashboard.days, STYLE)]
    step = max(MIN_STEP, min(MAX_STEP, (width - LABEL) // len(dashboard.days)))
    chart = _chart(dashboard.days, height - 1, step)
    chart[0] += Content.styled(f"{max(dashboard.days)}", MUTED)
    letters = [
        f"{dashboard.last_day - timedelta(days=ago):%a}"[0].ljust(step)
        for ago in reversed(range(len(dashboard.days)))
    ]
    return [*chart, Content.styled("".join(letters).rstrip(), MUTED)]


def _chart(days: Sequence[int], height: int, step: int) -> list[Content]:
    """Return a chart, `height` lines high, of the number of questions on each day.

    `step` is the width of a column in cells, including a gap of two cells.
    """
    spaced = [value for day in days for value in (*[day] * (step - 2), 0, 0)]
    return column_chart(spaced, [STYLE] * len(spaced), height, max(1, *days))


def draw_totals(dashboard: Dashboard | None, width: int) -> list[Content]:
    """Return two lines: how much of the bank was seen, and how much of it is remembered.

    A line is empty while there is nothing to show in it.
    """
    if dashboard is None:
        return [NOTHING, NOTHING]
    seen = f"{dashboard.seen} of {dashboard.questions} questions seen  "
    bar = max(0, min(30, width - len(seen)))
    share = dashboard.seen / max(1, dashboard.questions)
    first = Content(seen) + share_bar(share, bar, STYLE)
    if dashboard.recall is None:
        return [first, NOTHING]
    percent = f"{round(100 * dashboard.recall.share)}%"
    parts = ("You remember about ", (percent, "bold"), " of what you've practiced.")
    return [first, Content.assemble(*parts)]
