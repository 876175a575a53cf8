"""The blocks of a report's sections as lines on screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import tzinfo
from typing import TypeVar

from textual.content import Content

from examkit.exam.grading import Outcome
from examkit.report.blocks import Bars, Block, Blocks, Items, Paragraph, TimeFigure
from examkit.report.number_text import percent, span
from examkit.report.ranges import RangeRow, RangeTable
from examkit.tui.charts import column_chart, gauge
from examkit.tui.glyphs import UNICODE
from examkit.tui.report.bar_rows import draw_bars
from examkit.tui.report.tones import MUTED, bar_style, text_style
from examkit.tui.text_blocks import NOTHING, TextBlock, lay_out, literal
from examkit.tui.titles import shorten

T = TypeVar("T")
_SCALE = (0.0, 1.0)
_CHART_HEIGHT = 3
_MISSED, _UNANSWERED = UNICODE.wrong, UNICODE.unanswered
_TIME_SIGNS: dict[Outcome, tuple[str, str]] = {
    "right": (" ", ""),
    "partial": (_MISSED, text_style("error")),
    "wrong": (_MISSED, text_style("error")),
    "unanswered": (_UNANSWERED, MUTED),
}
"""The sign below a column, with its style."""
_GAUGE = (12, 44)
"""Minimum and maximum width of a gauge in cells."""
_AFTER_GAUGE = 20
"""Width in cells to the right of a gauge, as next to the bars above it, so their marks align."""


def draw_blocks(blocks: Blocks, width: int, zone: tzinfo) -> list[Content]:
    """Return the lines of blocks, with an empty line between blocks. Dates are in `zone`."""
    lines: list[Content] = []
    for block in blocks:
        drawn = _draw(block, width, zone)
        if lines and drawn:
            lines.append(NOTHING)
        lines += drawn
    return lines


def _draw(block: Block, width: int, zone: tzinfo) -> list[Content]:
    match block:
        case Paragraph(text):
            return lay_out([TextBlock(literal(text))], width)
        case Items(items):
            return draw_items(items, width)
        case Bars(rows=rows, cut=cut, has_percents=has_percents):
            return draw_bars(rows, width, cut, has_percents=has_percents)
        case RangeTable():
            return draw_ranges(block, width, zone)
        case TimeFigure():
            return draw_times(block, width)
    return []


def draw_items(items: Iterable[str], width: int) -> list[Content]:
    """Return the lines of a bulleted list of sentences."""
    return _draw_list(map(literal, items), width)


def draw_terms(items: Iterable[str], width: int) -> list[Content]:
    """Return the lines of a bulleted list of explanations, each with a term before a colon."""
    parts = (item.partition(": ") for item in items)
    return _draw_list(
        (literal(term, "bold") + literal(f": {text}") for term, _, text in parts), width
    )


def _draw_list(items: Iterable[Content], width: int) -> list[Content]:
    bullet = literal("• ", MUTED)
    return lay_out([TextBlock(item, gap=False).indented(bullet) for item in items], width)


def draw_ranges(table: RangeTable, width: int, zone: tzinfo) -> list[Content]:
    """Return a line for each row of a table: its name, share, likely range, and remark.

    A gauge shows the share and its range next to the cut score. Dates in names are in `zone`.
    """
    names = [row.name(zone) for row in table.rows]
    remark = max((len(row.remark) for row in table.rows), default=0)
    room = width - (17 + remark + 2 if remark else _AFTER_GAUGE)
    names = [shorten(name, max(12, room - _GAUGE[0])) for name in names]
    label = max((literal(name).cell_length for name in names), default=0)
    size = max(_GAUGE[0], min(_GAUGE[1], room - label - 2))
    return [
        _draw_range(row, literal(name).pad_right(label - literal(name).cell_length), table, size)
        for name, row in zip(names, table.rows, strict=True)
    ]


def _draw_range(row: RangeRow, label: Content, table: RangeTable, size: int) -> Content:
    share = row.range
    if share is None:
        return Content("  ").join([label, literal(row.remark, MUTED)])
    line = gauge((share.low, share.high), share.value, table.cut, _SCALE, size, range_style(row))
    value = literal(percent(share.value).rjust(4), "bold")
    likely = literal(span(share.low, share.high).rjust(7), MUTED)
    return Content("  ").join(
        [label, line, value, likely, literal(row.remark, text_style(row.tone))]
    )


def range_style(row: RangeRow) -> str:
    """Return the style of the range and the point of a row."""
    return bar_style("accent" if row.tone == "plain" and not row.hollow else row.tone)


def draw_times(figure: TimeFigure, width: int) -> list[Content]:
    """Return charts of the time per question, as many below each other as the width requires.

    A sign below a column shows that the question was missed or unanswered, even without color.
    """
    wide = 2 if 2 * len(figure.bars) <= width else 1
    top = _time_at_top(figure)
    lines: list[Content] = []
    for bars in _equal_parts(figure.bars, width // wide):
        seconds = [each for each, _ in bars for _ in range(wide)]
        styles = [_time_style(outcome) for _, outcome in bars for _ in range(wide)]
        lines += column_chart(seconds, styles, _CHART_HEIGHT, top, figure.allowed)
        signs = (_TIME_SIGNS[outcome] for _, outcome in bars)
        lines.append(Content.assemble(*((sign.ljust(wide), style) for sign, style in signs)))
    remark = literal(figure.cut, MUTED).wrap(width) if figure.cut else []
    return [*lines, *_time_legend(figure, width), *remark]


def _equal_parts(bars: Sequence[T], limit: int) -> Iterator[Sequence[T]]:
    """Yield as few parts as possible, each with at most `limit` bars and about equally long."""
    parts = -(-len(bars) // max(1, limit))
    size = -(-len(bars) // max(1, parts))
    for start in range(0, len(bars), max(1, size)):
        yield bars[start : start + size]


def _time_at_top(figure: TimeFigure) -> float:
    """Return the seconds at the top: the time allowed if the longest column is at least half it."""
    allowed = figure.allowed or 0.0
    return allowed if figure.top < allowed <= 2 * figure.top else figure.top


def _time_style(outcome: Outcome) -> str:
    """Return a column's style. Only a missed question has a color, so the verdict stands out."""
    return bar_style("plain" if outcome in ("right", "unanswered") else "error")


def _time_legend(figure: TimeFigure, width: int) -> list[Content]:
    parts = [("█ ", bar_style("plain")), ("correct", MUTED)]
    parts += [
        ("   █ ", bar_style("error")),
        (f"{_MISSED} ", text_style("error")),
        ("missed", MUTED),
    ]
    if any(outcome == "unanswered" for _, outcome in figure.bars):
        parts.append((f"   {_UNANSWERED} unanswered", MUTED))
    if figure.allowed and figure.allowed <= _time_at_top(figure):
        parts.append(("   ─ time allowed", MUTED))
    return Content.assemble(*parts).wrap(width)
