"""Bars, a gauge, and a meter as text."""

from __future__ import annotations

from dataclasses import dataclass

from examkit.report.blocks import BarRow, Bars, Score
from examkit.report.text_layout import cell_width, fit, to_single_line
from examkit.sanitize import sanitize

_MAX_WIDTH = 100
"""Width in terminal columns beyond which nothing gets wider."""
_BAR = (10, 30)
"""Minimum and maximum width of a bar; with less room, only its numbers are written."""
_LABEL = 6
"""Minimum width of a label."""
_SHORT_BELOW = 90
"""Width in terminal columns below which rows show their short remarks."""
_NUMBERS = 14
"""Width of the share and the count next to a bar."""
_METER = 10


@dataclass(frozen=True, slots=True)
class _Signs:
    filled: str
    empty: str
    range: str
    point: str
    mark: str
    arrow: str
    on: str
    off: str


_UNICODE = _Signs("█", "─", "━", "●", "┃", "▲", "▰", "▱")
_ASCII = _Signs("#", "-", "=", "o", "|", "^", "#", "-")


def gauge(score: Score, width: int, *, ascii_only: bool = False) -> list[str]:
    """Return two lines: the scale with a score and its range, and a label at the passing score."""
    signs = _ASCII if ascii_only else _UNICODE
    least, most = (f"{end}{score.unit}" for end in score.scale)
    room = min(width, _MAX_WIDTH) - len(least) - len(most) - 4
    first, last, point, mark = (
        _cell(score.place(value), room)
        for value in (score.low, score.high, score.value, score.passing)
    )
    row = [signs.empty] * room
    row[first : last + 1] = signs.range * (last - first + 1)
    row[mark] = signs.mark
    row[point] = signs.point
    label = f"{signs.arrow} pass"
    start = min(mark, room - len(label))
    return [f" {least} {''.join(row)} {most}", " " * (len(least) + 2 + start) + label]


def meter(share: float, *, ascii_only: bool = False) -> str:
    """Return a row of ten marks, filled up to `share`, which is from 0 to 1."""
    signs = _ASCII if ascii_only else _UNICODE
    filled = round(_METER * share)
    return signs.on * filled + signs.off * (_METER - filled)


def bars(block: Bars, width: int, *, ascii_only: bool = False) -> list[str]:
    """Return the lines of a bar chart: one for each row, and a legend if any row has a bar.

    `width` is in terminal columns.
    """
    signs = _ASCII if ascii_only else _UNICODE
    width = min(width, _MAX_WIDTH)
    remarks = [row.short_remark if width < _SHORT_BELOW else row.remark for row in block.rows]
    longest = max(map(cell_width, remarks), default=0)
    room = width - 1 - _NUMBERS - (longest + 2 if longest else 0)
    labels = [to_single_line(sanitize(row.label)) for row in block.rows]
    label = max(_LABEL, min(room, max(map(cell_width, labels), default=0)))
    bar = min(_BAR[1], room - label - 1)
    bar = bar if bar >= _BAR[0] else 0
    lines = []
    for text, row, remark in zip(labels, block.rows, remarks, strict=True):
        name = fit(text, label, "..." if ascii_only else "…")
        drawn = f" {_bar(row, block.cut, bar, signs)}" if bar else ""
        lines.append(f" {name}{drawn}{_numbers(row, block)}  {remark}".rstrip())
    legend = f"{signs.mark} passing score"
    if bar and block.has_bars:
        start = min(label + 2 + _cell(block.cut, bar), width - cell_width(legend))
        lines.append(" " * start + legend)
    return lines


def _numbers(row: BarRow, block: Bars) -> str:
    return f"{block.percent_of(row):>6}{row.count:>8}"


def _bar(row: BarRow, cut: float, width: int, signs: _Signs) -> str:
    if row.share is None:
        return " " * width
    filled = round(row.share * width)
    cells = [signs.filled] * filled + [signs.empty] * (width - filled)
    cells[_cell(cut, width)] = signs.mark
    return "".join(cells)


def _cell(share: float, width: int) -> int:
    """Return the index of the cell that shows a share, from 0 to 1, on a line of `width` cells.

    A share out of range is in the first or the last cell.
    """
    return max(0, min(width - 1, round(share * (width - 1))))
