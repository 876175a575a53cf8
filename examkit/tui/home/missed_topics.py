"""The panel of topics to review."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from examkit.tui.charts import share_bar
from examkit.tui.text_blocks import NOTHING, literal
from examkit.tui.titles import shorten

if TYPE_CHECKING:
    from examkit.attempts.dashboard import MissedTopic

MAX_TITLE, BAR, WIDE_BAR = 32, 12, 30
"""Greatest width of a topic's title, and least and greatest width of its bar, in cells."""


def draw_missed(topics: Sequence[MissedTopic], width: int, height: int) -> list[Content]:
    """Return a line for each topic: its title, a bar, and how many questions on it were missed.

    Topics that don't fit in `height` lines are left out. Empty lines separate the topics if there
    is room for all of them.
    """
    shown = topics[:height]
    counts = [f"{each.missed} of {each.practiced} missed" for each in shown]
    longest = max(map(len, counts), default=0)
    room = min(MAX_TITLE, width - longest - BAR - 4)
    titles = [literal(shorten(each.title, room)) for each in shown]
    room = max((title.cell_length for title in titles), default=0)
    bar = max(0, min(WIDE_BAR, width - room - longest - 4))
    lines = [
        Content.assemble(
            title.pad_right(room - title.cell_length + 2),
            share_bar(topic.missed / topic.practiced, bar, "$warning"),
            (f"  {count:>{longest}}", "$text-muted"),
        )
        for title, topic, count in zip(titles, shown, counts, strict=True)
    ]
    if 2 * len(topics) - 1 > height:
        return lines
    return [part for line in lines for part in (line, NOTHING)][:-1]
