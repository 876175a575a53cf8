"""The screen with the report of an attempt."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from textual.content import Content
from textual.widget import Widget

from examkit.drills.request import DrillRequest
from examkit.report.render.text import heading, render
from examkit.report.report import Report
from examkit.report.sections.missed_topics import MissedTopicsSection
from examkit.report.sections.next_steps import NextStepsSection
from examkit.report.sections.notes import NotesSection
from examkit.report.sections.registry import find_section
from examkit.tui.base_screen import BaseScreen
from examkit.tui.keymap import REPORT_KEYS
from examkit.tui.text_blocks import literal
from examkit.tui.widgets.prose import Prose
from examkit.tui.widgets.scroll_pane import ScrollPane

MIN_WIDTH, MAX_WIDTH = 40, 110
VIEWS = ("trend", "pace", "confidence", "changes", "confusions", "known-topics", "method")
"""Registry names of the sections with a number key."""
_HEADING = re.compile(r" ?((?:[A-Z][A-Z,?]*)(?: [A-Z][A-Z,?]*)*|Domain)(?=  |$)")
"""Matches section headings, which are in capitals, and the header of the domain table."""


class ReportText(Prose):
    """The text of a report, wrapped to the width of the widget."""

    def __init__(self, report: Report, *, ascii_only: bool) -> None:
        super().__init__()
        self._report = report
        self._ascii_only = ascii_only

    def wrap(self, width: int) -> list[Content]:
        """Return the lines, wrapped to a width in cells."""
        zone = datetime.now(UTC).astimezone().tzinfo or UTC
        columns = max(MIN_WIDTH, min(MAX_WIDTH, width))
        text = render(
            self._report,
            width=columns,
            ascii_only=self._ascii_only,
            zone=zone,
            hint=lambda step: f"press {step.key}",
        )
        return [_highlight_heading(line) for line in text.splitlines()]


class ReportScreen(BaseScreen[None]):
    """A report, with keys for the next steps."""

    KEYS = REPORT_KEYS

    def __init__(self, report: Report) -> None:
        super().__init__()
        self.report = report

    def compose_body(self) -> Iterable[Widget]:
        """Return one scrolling text."""
        yield ScrollPane(ReportText(self.report, ascii_only=self.context.config.ascii))

    def action_review(self, selection: str) -> None:
        """Show the questions that pass a review filter, such as `missed`."""
        self.router.show_review(self.report.facts.attempt_id, selection)

    def action_notes(self) -> None:
        """List the notes to read."""
        self.router.show_notes(self.report[NotesSection].notes_to_read)

    def action_drill(self) -> None:
        """Start the drill that the report recommends, with missed topics first."""
        missed = tuple(topic.id for topic in self.report[MissedTopicsSection].topics)
        request = DrillRequest(priority=True, missed_topics=missed)
        for step in self.report[NextStepsSection].next:
            if step.kind == "drill":
                domain, count = str(step.args["domain"]), int(str(step.args["count"]))
                request = replace(request, domains=(domain,), count=count)
        self.router.start_drill(request)

    def action_mock(self) -> None:
        """Start another mock exam of the same version."""
        self.router.prompt_mock(self.report.form.exam.id)

    def action_compare(self) -> None:
        """Compare this mock with the previous one."""
        self.router.compare(self.report.facts.attempt_id)

    def action_view(self, key: str) -> None:
        """Scroll to the section with this number, or show a message if it is empty."""
        title = heading(find_section(VIEWS[int(key) - 1]))
        text = self.query_one(ReportText)
        lines = text.lines(text.content_size.width or MAX_WIDTH)
        row = next((i for i, line in enumerate(lines) if line.plain.strip() == title), None)
        if row is None:
            self.notify(f"Nothing to show yet: {title.lower()}.", timeout=3)
        else:
            self.query_one(ScrollPane).scroll_to(y=row, animate=False)

    def action_save(self) -> None:
        """Save the report as an HTML file."""
        self.save_file(lambda: self.context.save_report(self.report), "Saved")


def _highlight_heading(line: str) -> Content:
    content = literal(line)
    match = _HEADING.match(line)
    return content.stylize("bold", *match.span(1)) if match else content
