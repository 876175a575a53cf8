"""Rows of bars: shares correct with their counts and verdicts, in aligned columns."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from examkit.report.blocks import BarRow
from examkit.report.number_text import percent
from examkit.tui.charts import share_bar
from examkit.tui.report.tones import MUTED, bar_style, text_style
from examkit.tui.text_blocks import NOTHING, literal
from examkit.tui.titles import shorten

_GAP = "  "
_PERCENT = 4
_BAR = (8, 16, 44)
"""Minimum, usual, and maximum width of a bar in cells."""
_LABEL = 15
"""Minimum width of a label in cells."""
_FULL_REMARK = 90
"""Width in cells from which remarks are written in full."""


def draw_bars(
    rows: Sequence[BarRow], width: int, cut: float | None = None, *, has_percents: bool = True
) -> list[Content]:
    """Return a line for each row, `width` cells wide.

    Each bar has a mark at the share `cut`, unless that is None. `has_percents` shows the shares in
    percent, too. For few answers, the counts are enough.
    """
    remarks = [row.remark if width >= _FULL_REMARK else row.short_remark for row in rows]
    remark, count = _longest(remarks), _longest([row.count for row in rows])
    percents = _PERCENT if has_percents else 0
    taken = [each + len(_GAP) for each in (percents, remark) if each]
    room = width - len(_GAP) - sum(taken)
    if room - count - len(_GAP) - _LABEL < _BAR[0]:
        count = 0
    room -= count + len(_GAP) if count else 0
    labels = [shorten(row.label, max(_LABEL, room - _BAR[1])) for row in rows]
    label = _longest(labels)
    bar = max(_BAR[0], min(_BAR[2], room - label))
    return [
        _draw_row(row, text, note, (label, bar, percents, count), cut)
        for row, text, note in zip(rows, labels, remarks, strict=True)
    ]


def _draw_row(
    row: BarRow, label: str, remark: str, widths: tuple[int, int, int, int], cut: float | None
) -> Content:
    columns = [
        literal(label).pad_right(widths[0] - literal(label).cell_length),
        _draw_bar(row, widths[1], cut),
    ]
    if widths[2]:
        share = "" if row.share is None else percent(row.share, cut)
        columns.append(literal(share.rjust(widths[2]), "bold"))
    if widths[3]:
        columns.append(literal(row.count.rjust(widths[3]), MUTED if widths[2] else "bold"))
    if remark:
        columns.append(literal(remark, text_style(row.tone)))
    return Content(_GAP).join(columns)


def _draw_bar(row: BarRow, width: int, cut: float | None) -> Content:
    """Return a row's bar, or blanks without a share, since an empty bar would read as 0%."""
    if row.share is None:
        return Content(" " * width)
    return share_bar(row.share, width, bar_style(row.bar_tone), cut)


def _longest(texts: Sequence[str]) -> int:
    return max((literal(text).cell_length for text in texts), default=0)


def side_by_side(lines: Sequence[Content], width: int) -> list[Content]:
    """Return lines in two columns of `width` cells each, the first half of them on the left."""
    half = -(-len(lines) // 2)
    left, right = lines[:half], [*lines[half:], NOTHING][:half]
    gap = Content(_GAP * 2)
    return [
        one.pad_right(width - one.cell_length) + gap + other
        for one, other in zip(left, right, strict=True)
    ]
