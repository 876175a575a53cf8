"""The panels that a wide window shows below the first ones of a report's summary."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo

from textual.containers import Container
from textual.content import Content

from examkit.report.report import Report
from examkit.report.sections.trend import TrendSection
from examkit.tui.report.panels import (
    ENOUGH_RATINGS,
    NO_TREND,
    confidence_panel,
    has_confidence,
    missed_panel,
    time_panel,
    trend_panel,
)
from examkit.tui.report.tones import MUTED
from examkit.tui.text_blocks import TextBlock, lay_out, literal
from examkit.tui.widgets.panel import Panel

_NO_CONFIDENCE = (
    f"Rate at least {ENOUGH_RATINGS} answers to see whether your confidence is justified."
)


def extra_pairs(report: Report, zone: tzinfo) -> Iterator[Container]:
    """Yield containers of one or two panels. Panels without anything to show are left out."""
    time, missed = time_panel(report, zone, short=True), missed_panel(report)
    narrow = list(_narrow_panels(report, zone))
    if not narrow:
        yield Container(time, missed, classes="pair -extra")
        return
    first, *others = narrow
    yield Container(time, first, classes="pair -extra")
    single = "" if others else " -single"
    yield Container(missed, *others, classes=f"pair -extra -tall{single}")


def _narrow_panels(report: Report, zone: tzinfo) -> Iterator[Panel]:
    if has_trend(report):
        yield trend_panel(report, zone, short=True)
    if has_confidence(report):
        yield confidence_panel(report)


def has_trend(report: Report) -> bool:
    """Return whether there are enough mocks for a trend."""
    return any(report[TrendSection].details())


def draw_hints(report: Report, width: int) -> list[Content]:
    """Return a line for each panel that is left out, on how to fill it."""
    hints = ((NO_TREND, has_trend(report)), (_NO_CONFIDENCE, has_confidence(report)))
    blocks = [
        TextBlock(literal(text, MUTED), gap=False) for text, is_shown in hints if not is_shown
    ]
    return lay_out(blocks, width)
