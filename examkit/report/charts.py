"""The figures of the HTML report, each with its text alternative."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo

from examkit.analytics.answer_changes import ChangeKind, Changes
from examkit.analytics.calibration import Calibration
from examkit.analytics.trend import MockResult
from examkit.humanize import CONFIDENCE_LABELS, pluralize
from examkit.report.model import DomainRow, SlotMark
from examkit.report.phrases import pass_percent, percent, span
from examkit.report.svg import Axis, SvgFigure

_ROW = 44
_WIDTH = 440
"""Narrow enough for a phone; labels stand above what they name."""


def domain_figure(rows: Sequence[DomainRow], line: float) -> str:
    """Dot, 80% range (thick) and 90% range (thin) of each domain against the pass line."""
    told = [row for row in rows if row.is_told]
    height = _ROW * len(rows) + 26
    said = "; ".join(
        f"{row.title}: {percent(row.estimate)}, likely {span(row.low, row.high)}" for row in told
    )
    drawing = SvgFigure(
        "fig-domains", _WIDTH, height, "Domains against the pass line", said or "No estimate yet."
    )
    scale = Axis(8, _WIDTH - 16)
    _axis(drawing, scale, height - 22)
    for number, row in enumerate(rows):
        y = 30 + number * _ROW
        drawing.label(0, y - 14, row.title)
        if not row.is_told:
            drawing.label(8, y + 4, "too few fresh answers", "quiet")
            continue
        drawing.line(scale.at(row.low90), y, scale.at(row.high90), y, "thin")
        drawing.line(scale.at(row.low), y, scale.at(row.high), y, "thick")
        drawing.dot(scale.at(row.estimate), y, 5, "dot")
    _pass_line(drawing, scale, line, height - 22)
    return drawing.render()


def trend_figure(points: Sequence[MockResult], line: float, zone: tzinfo) -> str:
    """One row a mock: share with its 80% range, hollow where little of it was new."""
    height = _ROW * len(points) + 26
    days = [datetime.fromtimestamp(p.finished, zone).strftime("%Y-%m-%d") for p in points]
    pairs = list(zip(days, points, strict=True))
    said = "; ".join(f"{d}: {p.right} of {p.asked} right, {percent(p.fresh)} new" for d, p in pairs)
    drawing = SvgFigure("fig-trend", _WIDTH, height, "Mocks over time", said)
    scale = Axis(8, _WIDTH - 16)
    _axis(drawing, scale, height - 22)
    for number, (day, each) in enumerate(pairs):
        y = 30 + number * _ROW
        drawing.label(0, y - 14, f"{day}   {each.right}/{each.asked}, {percent(each.fresh)} new")
        drawing.line(scale.at(each.low), y, scale.at(each.high), y, "thick")
        drawing.dot(scale.at(each.share), y, 5, "dot" if each.is_measurable else "hollow")
    _pass_line(drawing, scale, line, height - 22)
    return drawing.render()


def time_figure(slots: Sequence[SlotMark], allowed: float | None) -> str:
    """One bar a question: how long it took, filled where it was right."""
    most = max([slot.seconds for slot in slots] + [allowed or 0.0, 1.0])
    drawing = SvgFigure(
        "fig-time",
        _WIDTH,
        160,
        "Time for each question",
        f"{pluralize(len(slots), 'question')} in the order asked, the longest {round(most)} s; "
        "filled bars were right.",
    )
    height = Axis(140, 14, 0.0, most)
    step = _WIDTH / max(1, len(slots))
    for number, slot in enumerate(slots):
        top = height.at(slot.seconds)
        kind = "right" if slot.outcome == "right" else "wrong"
        drawing.bar(number * step, top, step * 0.7, 140 - top, kind)
    if allowed:
        drawing.line(0, height.at(allowed), _WIDTH, height.at(allowed), "passline")
        drawing.label(_WIDTH, height.at(allowed) - 4, f"even pace {round(allowed)} s", "quiet-end")
    drawing.label(0, 10, f"{round(most)} s", "quiet")
    drawing.label(0, 156, "first question", "quiet")
    drawing.label(_WIDTH, 156, "last question", "quiet-end")
    return drawing.render()


def sureness_figure(told: Calibration) -> str:
    """Return what was said against what was right, with the range of each level."""
    said = "; ".join(
        f"{CONFIDENCE_LABELS[e.level]}: {e.right} of {e.asked} right" for e in told.levels
    )
    drawing = SvgFigure("fig-sure", 330, 250, "Sureness and outcomes", said)
    x, y = Axis(50, 310, 0.4, 1.0), Axis(210, 10, 0.0, 1.0)
    drawing.line(x.at(0.4), y.at(0.4), x.at(1.0), y.at(1.0), "passline")
    for share in (0.0, 0.5, 1.0):
        drawing.label(8, y.at(share) + 4, f"{round(100 * share)}%", "quiet")
    for each in told.levels:
        place = x.at(each.stated)
        drawing.line(place, y.at(each.low), place, y.at(each.high), "thick")
        drawing.dot(place, y.at(each.right / each.asked), 5, "dot")
        drawing.label(place, 232, CONFIDENCE_LABELS[each.level], "quiet-middle")
    return drawing.render()


def changes_figure(told: Changes) -> str:
    """Return how many changed answers went which way."""
    kinds: tuple[ChangeKind, ...] = ("wrong to right", "right to wrong", "wrong to wrong")
    counts = [told.count(kind) for kind in kinds]
    said = ", ".join(f"{count} {kind}" for kind, count in zip(kinds, counts, strict=True))
    drawing = SvgFigure("fig-changes", 330, 120, "Changed answers", said)
    scale = Axis(120, 300, 0.0, float(max([*counts, 1])))
    for number, (kind, count) in enumerate(zip(kinds, counts, strict=True)):
        y = 10 + number * 34
        drawing.label(0, y + 15, kind)
        drawing.bar(120, y, scale.at(count) - 120, 20, "right" if number == 0 else "wrong")
        drawing.label(scale.at(count) + 6, y + 15, str(count))
    return drawing.render()


def _axis(drawing: SvgFigure, scale: Axis, bottom: float) -> None:
    for share in (0.4, 0.6, 0.8, 1.0):
        drawing.line(scale.at(share), 4, scale.at(share), bottom, "grid")
        drawing.label(scale.at(share), bottom + 16, f"{round(100 * share)}%", "quiet-middle")


def _pass_line(drawing: SvgFigure, scale: Axis, line: float, bottom: float) -> None:
    drawing.line(scale.at(line), 0, scale.at(line), bottom, "passline")
    drawing.label(scale.at(line), bottom + 16, pass_percent(line), "passlabel")
