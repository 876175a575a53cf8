"""The views of a report: for each name, its panels."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import tzinfo

from textual.widget import Widget

from examkit.report.report import Report
from examkit.report.sections.changes import ChangesSection
from examkit.report.sections.confusions import ConfusionsSection
from examkit.report.sections.counted_answers import CountedAnswersSection
from examkit.report.sections.domains import DomainsSection
from examkit.report.sections.memory import MemorySection
from examkit.report.sections.weak_skills import WeakSkillsSection
from examkit.tui.report.panels import (
    confidence_panel,
    counts_panel,
    method_panel,
    section_panel,
    time_panel,
    topics_panel,
    trend_panel,
)
from examkit.tui.text_blocks import literal
from examkit.tui.widgets.drawing import Drawing
from examkit.tui.widgets.panel import Panel

VIEWS = ("Summary", "Domains", "Topics", "Time", "Confidence", "Changes", "Method")
"""The names of the views, in the order of the number keys that open them."""


def view_panels(view: str, report: Report, zone: tzinfo) -> list[Widget]:
    """Return the panels of a view other than the summary."""
    return [panel for panel in _panels(view, report, zone) if panel is not None]


def _panels(view: str, report: Report, zone: tzinfo) -> Iterable[Panel | None]:
    match view:
        case "Domains":
            yield counts_panel(report)
            yield section_panel(report, DomainsSection, zone)
            yield section_panel(report, WeakSkillsSection, zone)
        case "Topics":
            yield topics_panel(report)
            yield section_panel(report, ConfusionsSection, zone)
            yield section_panel(report, MemorySection, zone)
        case "Time":
            yield time_panel(report, zone)
        case "Confidence":
            yield confidence_panel(report)
        case "Changes":
            yield trend_panel(report, zone)
            yield _changes(report, zone)
        case "Method":
            yield section_panel(report, CountedAnswersSection, zone)
            yield method_panel(report)


def _changes(report: Report, zone: tzinfo) -> Panel:
    panel = section_panel(report, ChangesSection, zone)
    return panel or Panel("Changed answers", Drawing(lambda w: literal(_NO_CHANGES).wrap(w)))


_NO_CHANGES = "You kept your first answer to every question."
