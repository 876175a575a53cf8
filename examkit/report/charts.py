"""The figures of the HTML report as SVG, each with a description for screen readers."""

from __future__ import annotations

from datetime import tzinfo

from examkit.humanize import pluralize
from examkit.report.blocks import (
    CalibrationFigure,
    CountFigure,
    Figure,
    Range,
    RangeRow,
    RangeTable,
    TimeFigure,
)
from examkit.report.phrases import pass_percent, percent, span
from examkit.report.svg import Axis, SvgFigure

_ROW = 44
_WIDTH = 440
"""Width of a figure, narrow enough for a phone because labels are above the bars they name."""
_SMALL = 330
_SHARES = Axis(8, _WIDTH - 16)


def draw(figure: Figure) -> str:
    """Return a figure as an SVG element. Raises TypeError for an unknown kind of figure."""
    match figure:
        case TimeFigure():
            return _draw_times(figure)
        case CalibrationFigure():
            return _draw_calibration(figure)
        case CountFigure():
            return _draw_counts(figure)
    raise TypeError(f"no drawing for {type(figure).__name__}")


def draw_ranges(table: RangeTable, zone: tzinfo) -> str:
    """Return a range table as an SVG element.

    Each row has a dot, its 80% range as a thick line, and its 90% range as a thin one. A vertical
    line marks the cut score. Dates are in `zone`.
    """
    bottom = _ROW * len(table.rows) + 4
    description = "; ".join(_row_text(row, zone) for row in table.rows)
    svg = SvgFigure(f"fig-{table.name}", _WIDTH, bottom + 22, table.title, description or "No row.")
    for share in (0.4, 0.6, 0.8, 1.0):
        svg.line(_SHARES.at(share), 4, _SHARES.at(share), bottom, "grid")
        svg.label(_SHARES.at(share), bottom + 16, f"{round(100 * share)}%", "quiet-middle")
    for number, row in enumerate(table.rows):
        y = 30 + number * _ROW
        svg.label(0, y - 14, "   ".join((row.name(zone), *row.cells)))
        if row.range is None:
            svg.label(8, y + 4, row.remark, "quiet")
        else:
            _draw_range(svg, row.range, y, "hollow" if row.hollow else "dot")
    cut = _SHARES.at(table.cut)
    svg.line(cut, 0, cut, bottom, "passline")
    svg.label(cut, bottom + 16, pass_percent(table.cut), "passlabel")
    return svg.render()


def _row_text(row: RangeRow, zone: tzinfo) -> str:
    share = row.range
    if share is None:
        return f"{row.name(zone)}: {row.remark}"
    return f"{row.name(zone)}: {percent(share.value)}, likely {span(share.low, share.high)}"


def _draw_range(svg: SvgFigure, share: Range, y: float, dot: str) -> None:
    if share.outer is not None:
        low, high = share.outer
        svg.line(_SHARES.at(low), y, _SHARES.at(high), y, "thin")
    svg.line(_SHARES.at(share.low), y, _SHARES.at(share.high), y, "thick")
    svg.dot(_SHARES.at(share.value), y, 5, dot)


def _draw_times(figure: TimeFigure) -> str:
    longest = max([seconds for seconds, _ in figure.bars] + [1.0])
    top = max(longest, figure.allowed or 0.0)
    count = pluralize(len(figure.bars), "question")
    text = f"{count} in the order asked, the longest {round(longest)} s; filled bars were correct."
    svg = _canvas(figure, text, _WIDTH, 160)
    height = Axis(140, 14, 0.0, top)
    step = _WIDTH / max(1, len(figure.bars))
    for number, (seconds, is_correct) in enumerate(figure.bars):
        y = height.at(seconds)
        svg.bar(number * step, y, step * 0.7, 140 - y, "right" if is_correct else "wrong")
    if figure.allowed:
        y = height.at(figure.allowed)
        svg.line(0, y, _WIDTH, y, "passline")
        svg.label(_WIDTH, y - 4, f"even pace {round(figure.allowed)} s", "quiet-end")
    svg.label(0, 10, f"{round(top)} s", "quiet")
    svg.label(0, 156, "first question", "quiet")
    svg.label(_WIDTH, 156, "last question", "quiet-end")
    return svg.render()


def _draw_calibration(figure: CalibrationFigure) -> str:
    texts = [f"{label}: {percent(correct.value)} correct" for label, _, correct in figure.points]
    svg = _canvas(figure, "; ".join(texts), _SMALL, 250)
    x, y = Axis(50, 310, 0.4, 1.0), Axis(210, 10, 0.0, 1.0)
    svg.line(x.at(0.4), y.at(0.4), x.at(1.0), y.at(1.0), "passline")
    for share in (0.0, 0.5, 1.0):
        svg.label(8, y.at(share) + 4, f"{round(100 * share)}%", "quiet")
    for label, stated, correct in figure.points:
        place = x.at(stated)
        svg.line(place, y.at(correct.low), place, y.at(correct.high), "thick")
        svg.dot(place, y.at(correct.value), 5, "dot")
        svg.label(place, 232, label, "quiet-middle")
    return svg.render()


def _draw_counts(figure: CountFigure) -> str:
    text = ", ".join(f"{count} {label}" for label, count in figure.counts)
    svg = _canvas(figure, text, _SMALL, 18 + 34 * len(figure.counts))
    length = Axis(120, 300, 0.0, float(max([count for _, count in figure.counts] + [1])))
    for number, (label, count) in enumerate(figure.counts):
        y = 10 + number * 34
        svg.label(0, y + 15, label)
        svg.bar(120, y, length.at(count) - 120, 20, "right" if number == 0 else "wrong")
        svg.label(length.at(count) + 6, y + 15, str(count))
    return svg.render()


def _canvas(figure: Figure, description: str, width: int, height: int) -> SvgFigure:
    return SvgFigure(f"fig-{figure.name}", width, height, figure.title, description)
