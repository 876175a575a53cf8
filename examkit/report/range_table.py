"""A range table as text, with a plot of the ranges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo

from examkit.report.number_text import pass_percent, span
from examkit.report.ranges import Column, RangeRow, RangeTable
from examkit.report.text_layout import cell_width, fit, to_single_line
from examkit.report.text_plots import glyphs, pass_mark, range_bar, ruler
from examkit.sanitize import sanitize

_FULL_WIDTH = 80
"""Minimum width, in terminal columns, of a table with its optional columns."""
_PLOT_FROM = 70
"""Minimum width of a table with a plot; narrower tables show the ranges as numbers."""
_PLOT = (28, 38)
"""Minimum and usual width of a plot."""
_LABEL = (8, 40)
"""Minimum and maximum width of a label."""
_NUMBERS = 8


@dataclass(frozen=True, slots=True)
class Layout:
    """How the width of a table is divided, in terminal columns."""

    label: int
    columns: tuple[Column, ...]
    shown: tuple[bool, ...]
    """Whether each column of the table is in `columns`; a narrow layout hides optional ones."""
    plot: int
    """Width of the plot, or 0 to show the ranges as numbers."""
    remark: int
    ascii_only: bool

    @property
    def before_plot(self) -> int:
        """Return the width of everything to the left of the plot."""
        return 1 + self.label + sum(column.width for column in self.columns) + 1


def range_table(
    table: RangeTable, width: int, zone: tzinfo, *, ascii_only: bool = False
) -> list[str]:
    """Return the lines of a table: its headings, its rows, and its legend.

    No line is wider than `width` terminal columns, which must be at least 40. Dates are in `zone`.
    """
    labels = [to_single_line(sanitize(row.name(zone))) for row in table.rows]
    shape = _layout(table, labels, width, ascii_only)
    rows = [_row(*pair, table.cut, shape) for pair in zip(labels, table.rows, strict=True)]
    lines = [_head(table, shape), *rows, *_legend(table, shape, width)]
    return [line.rstrip() for line in lines]


def _layout(table: RangeTable, labels: Sequence[str], width: int, ascii_only: bool) -> Layout:
    """Return the layout of a table that is `width` terminal columns wide.

    A narrow table has no optional columns, and an even narrower one no plot. `labels` are those of
    the table's rows, as text.
    """
    shown = tuple(width >= _FULL_WIDTH or not column.optional for column in table.columns)
    columns = tuple(c for c, is_shown in zip(table.columns, shown, strict=True) if is_shown)
    remark = max(map(cell_width, (table.remark, *(row.remark for row in table.rows))), default=0)
    room = width - 3 - sum(column.width for column in columns) - remark
    longest = max(map(cell_width, labels), default=0)
    if width < _PLOT_FROM:
        label, plot = max(_LABEL[0], min(longest, room - _NUMBERS)), 0
    else:
        label = min(max(longest, room - _PLOT[1]), room - _PLOT[0], _LABEL[1])
        plot = min(room - label, 2 * _PLOT[1])
    return Layout(label, columns, shown, plot, remark, ascii_only)


def _head(table: RangeTable, shape: Layout) -> str:
    heads = "".join(column.head.rjust(column.width) for column in shape.columns)
    middle = ruler(shape.plot) if shape.plot else "range".rjust(_NUMBERS - 1)
    return f" {fit(table.head, shape.label)}{heads} {middle} {table.remark}"


def _row(label: str, row: RangeRow, cut: float, shape: Layout) -> str:
    texts = [cell for cell, is_shown in zip(row.cells, shape.shown, strict=True) if is_shown]
    cells = "".join(t.rjust(c.width) for t, c in zip(texts, shape.columns, strict=True))
    label = fit(label, shape.label, "..." if shape.ascii_only else "…")
    return f" {label}{cells} {_range(row, cut, shape)} {row.remark}"


def _range(row: RangeRow, cut: float, shape: Layout) -> str:
    share = row.range
    if not shape.plot:
        return (span(share.low, share.high) if share else "").rjust(_NUMBERS - 1)
    if share is None:
        return " " * shape.plot
    return range_bar(share.low, share.value, share.high, cut, shape.plot, shape.ascii_only)


def _legend(table: RangeTable, shape: Layout, width: int) -> list[str]:
    passing = f"passing {pass_percent(table.cut)}"
    if not shape.plot:
        return [fit(f" likely range; {passing}", width)]
    signs = glyphs(shape.ascii_only)
    bar = f"{signs.left}{signs.stroke}{signs.right}"
    meaning = f" {signs.point} {table.value}   {bar} likely range"
    mark = pass_mark(table.cut, passing, shape.plot, shape.ascii_only, room=shape.remark)
    if cell_width(meaning) >= shape.before_plot:
        return [" " * shape.before_plot + mark, meaning]
    return [fit(meaning, shape.before_plot) + mark]
