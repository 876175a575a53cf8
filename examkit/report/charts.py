"""The drawings of the HTML report as SVG.

A figure has a description for screen readers. The small drawings next to text have none: the text
says the same.
"""

from __future__ import annotations

from examkit.humanize import pluralize
from examkit.report.blocks import BarRow, CalibrationFigure, Figure, Score, TimeFigure
from examkit.report.number_text import Tone, duration, percent
from examkit.report.ranges import Range, RangeRow
from examkit.report.svg import Axis, Drawing, SvgFigure

_WIDTH = 440
"""Width of a figure, narrow enough for a phone."""
_SMALL = 330
_BAR = Axis(0, 100, 0.0, 1.0)
_RANGE = Axis(4, 196)
_METER = 10


def draw(figure: Figure) -> str:
    """Return a figure as an SVG element. Raises TypeError for an unknown kind of figure."""
    match figure:
        case TimeFigure():
            return _draw_times(figure)
        case CalibrationFigure():
            return _draw_calibration(figure)
    raise TypeError(f"no drawing for {type(figure).__name__}")


def draw_score(score: Score, tone: Tone) -> str:
    """Return an SVG element with the whole scale, the score, its range, and the passing score."""
    unit = score.unit
    ends = "on a scale from {}{unit} to {}{unit}".format(*score.scale, unit=unit)
    likely = f"likely {score.low} to {score.high}{unit}"
    text = f"{score.value}{unit} {ends}, {likely}, passing score {score.passing}{unit}"
    svg = SvgFigure("fig-score", _WIDTH, 62, "Score", text)
    x = Axis(6, _WIDTH - 6, *map(float, score.scale))
    svg.line(x.at(x.low), 26, x.at(x.high), 26, "track")
    svg.line(x.at(score.low), 26, x.at(score.high), 26, f"range {tone}")
    svg.line(x.at(score.passing), 12, x.at(score.passing), 40, "passline")
    svg.dot(x.at(score.value), 26, 7, f"point {tone}")
    svg.label(0, 56, f"{score.scale[0]}{unit}", "quiet")
    svg.label(_WIDTH, 56, f"{score.scale[1]}{unit}", "quiet-end")
    svg.label(x.at(score.passing), 56, "pass", "passlabel")
    return svg.render()


def draw_meter(share: float, tone: Tone) -> str:
    """Return a row of ten marks as an SVG element, filled up to `share`, which is from 0 to 1."""
    svg = Drawing("meter", 12 * _METER, 12)
    for number in range(_METER):
        is_filled = number < round(_METER * share)
        svg.bar(12 * number, 1, 9, 10, f"fill {tone}" if is_filled else "empty")
    return svg.render()


def draw_bar(row: BarRow, cut: float) -> str:
    """Return a bar as an SVG element, filled up to the row's share, with a line at the cut score.

    `cut` is the cut score as a share, from 0 to 1. If the row has no share, the bar is empty.
    """
    svg = Drawing("bar", 100, 10, stretches=True)
    svg.bar(0, 2, 100, 6, "empty")
    svg.bar(0, 2, _BAR.at(row.share or 0.0), 6, f"fill {row.bar_tone}")
    svg.line(_BAR.at(cut), 0, _BAR.at(cut), 10, "passline")
    return svg.render()


def draw_range(row: RangeRow, cut: float) -> str:
    """Return a row's share as an SVG element: a dot, with a line for each of its ranges.

    The 80% range is a thick line, and the 90% range a thin one. A vertical line marks the cut score
    `cut`, a share from 0 to 1. If the row has no share, the dot and the ranges are omitted.
    """
    svg = Drawing("plot", 200, 20)
    svg.line(_RANGE.start, 10, _RANGE.end, 10, "grid")
    svg.line(_RANGE.at(cut), 0, _RANGE.at(cut), 20, "passline")
    if row.range is not None:
        _draw_range(svg, row.range, "hollow" if row.hollow else "dot")
    return svg.render()


def _draw_range(svg: Drawing, share: Range, dot: str) -> None:
    if share.outer is not None:
        low, high = share.outer
        svg.line(_RANGE.at(low), 10, _RANGE.at(high), 10, "thin")
    svg.line(_RANGE.at(share.low), 10, _RANGE.at(share.high), 10, "thick")
    svg.dot(_RANGE.at(share.value), 10, 5, dot)


def _draw_times(figure: TimeFigure) -> str:
    count = pluralize(len(figure.bars), "question")
    longest = duration(max([seconds for seconds, _ in figure.bars] + [0.0]))
    text = (
        f"{count} in the order asked. The longest took {longest}. Filled bars are correct answers."
    )
    svg = _canvas(figure, text, _WIDTH, 160)
    height = Axis(140, 18, 0.0, max(1.0, figure.top))
    step = _WIDTH / max(1, len(figure.bars))
    for number, (seconds, outcome) in enumerate(figure.bars):
        y = height.at(seconds)
        svg.bar(number * step, y, step * 0.7, 140 - y, "right" if outcome == "right" else "wrong")
        if seconds > figure.top:
            svg.line(number * step - 1, y + 9, (number + 0.7) * step + 1, y + 5, "gap")
    if figure.allowed and figure.allowed <= figure.top:
        y = height.at(figure.allowed)
        svg.line(0, y, _WIDTH, y, "passline")
        svg.label(_WIDTH, y - 4, "time allowed", "quiet-end")
    svg.label(0, 11, duration(height.high), "quiet")
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


def _canvas(figure: Figure, description: str, width: int, height: int) -> SvgFigure:
    return SvgFigure(f"fig-{figure.name}", width, height, figure.title, description)
