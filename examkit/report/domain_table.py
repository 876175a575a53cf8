"""The table of domains: counts, a plot of the range, the verdict as a word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from examkit.report.model import DomainRow
from examkit.report.phrases import pass_percent, span
from examkit.report.text_layout import cell_width, fit, to_single_line
from examkit.report.text_plots import (
    glyphs,
    pass_mark,
    range_bar,
    ruler,
)
from examkit.sanitize import sanitize

_FULL_WIDTH = 80
_PLOT_WIDTH = 70
"""Columns from which a plot is drawn; below, the range stands in numbers."""
_PLOT = (28, 38)
"""Least and most columns of a plot."""
_TITLE = (8, 40)
_WEIGHT = 9
_RIGHT = 8
_NUMBERS = 8
_VERDICT = 10


@dataclass(frozen=True, slots=True)
class Layout:
    """Columns of each part; 0 leaves it out."""

    title: int
    weight: int
    plot: int
    ascii_only: bool

    @property
    def before_plot(self) -> int:
        """Columns left of the plot or the range in numbers."""
        return 1 + self.title + self.weight + _RIGHT + 1


def layout(rows: Sequence[DomainRow], width: int, ascii_only: bool) -> Layout:
    """Share `width` columns out; a narrow table gives up the weight, then the plot."""
    weight = _WEIGHT if width >= _FULL_WIDTH else 0
    room = width - 1 - weight - _RIGHT - 1 - _VERDICT
    wanted = max((cell_width(_title(n, row)) for n, row in enumerate(rows, 1)), default=0)
    if width < _PLOT_WIDTH:
        title = max(_TITLE[0], min(wanted, room - _NUMBERS))
        return Layout(title=title, weight=weight, plot=0, ascii_only=ascii_only)
    title = min(max(wanted, room - _PLOT[1]), room - _PLOT[0], _TITLE[1])
    plot = min(room - title, 2 * _PLOT[1])
    return Layout(title=title, weight=weight, plot=plot, ascii_only=ascii_only)


def domain_table(
    rows: Sequence[DomainRow], line: float, width: int, ascii_only: bool = False
) -> list[str]:
    """Draw the table with its head and legend, no row wider than `width` (40 or more)."""
    shape = layout(rows, width, ascii_only)
    body = [_row(number, row, line, shape) for number, row in enumerate(rows, 1)]
    return [row.rstrip() for row in (_head(shape), *body, *_legend(line, shape, width))]


def _title(number: int, row: DomainRow) -> str:
    return f"{number} {to_single_line(sanitize(row.title))}"


def _head(shape: Layout) -> str:
    weight = "of exam".rjust(shape.weight) if shape.weight else ""
    middle = ruler(shape.plot) if shape.plot else "range".rjust(_NUMBERS - 1)
    return f" {fit('Domain', shape.title)}{weight}{'right'.rjust(_RIGHT)} {middle} verdict"


def _row(number: int, row: DomainRow, line: float, shape: Layout) -> str:
    dots = "..." if shape.ascii_only else "…"
    title = fit(_title(number, row), shape.title, dots)
    weight = f"{row.weight:.0f}%".rjust(shape.weight - 2) + "  " if shape.weight else ""
    right = f"{row.right}/{row.asked}".rjust(_RIGHT)
    return f" {title}{weight}{right} {_range(row, line, shape)} {row.word}"


def _range(row: DomainRow, line: float, shape: Layout) -> str:
    if not shape.plot:
        return (span(row.low, row.high) if row.is_told else "").rjust(_NUMBERS - 1)
    if not row.is_told:
        return " " * shape.plot
    return range_bar(row.low, row.estimate, row.high, line, shape.plot, shape.ascii_only)


def _legend(line: float, shape: Layout, width: int) -> list[str]:
    passes = f"pass line {pass_percent(line)}"
    if not shape.plot:
        return [fit(f" range: 80 of 100 cases; {passes}", width)]
    drawn = glyphs(shape.ascii_only)
    meaning = f" {drawn.point} estimate   {drawn.left}{drawn.stroke}{drawn.right} 80% range"
    mark = pass_mark(line, passes, shape.plot, shape.ascii_only, room=_VERDICT)
    return [fit(meaning, shape.before_plot) + mark]
