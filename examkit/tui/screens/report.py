"""What an attempt shows, and what to do next."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime

from textual.content import Content
from textual.widget import Widget

from examkit.drills.request import DrillRequest
from examkit.report.blocks import NextStep
from examkit.report.render.text import heading, render
from examkit.report.report import Report
from examkit.report.sections.missed_topics import MissedTopicsSection
from examkit.report.sections.next_steps import NextStepsSection
from examkit.report.sections.notes import NotesSection
from examkit.report.sections.registry import find_section
from examkit.tui.base_screen import BaseScreen
from examkit.tui.blocks import literal
from examkit.tui.keymap import REPORT_KEYS
from examkit.tui.widgets.prose import Prose
from examkit.tui.widgets.scroll_pane import ScrollPane

WIDEST = 110
_HEADING = re.compile(r" ?((?:[A-Z][A-Z,?]*)(?: [A-Z][A-Z,?]*)*|Domain)(?=  |$)")
"""Capitals that begin a line, and the head of the table."""


class ReportText(Prose):
    """The report, written for the width there is."""

    def __init__(self, report: Report, *, ascii_only: bool) -> None:
        super().__init__()
        self._report = report
        self._ascii_only = ascii_only

    def lines(self, width: int) -> list[Content]:
        """Write the report for a width."""
        zone = datetime.now(UTC).astimezone().tzinfo or UTC
        wide = max(40, min(WIDEST, width))
        text = render(self._report, width=wide, ascii_only=self._ascii_only, zone=zone)
        return [_styled(line) for line in text.splitlines()]


class ReportScreen(BaseScreen[None]):
    """Shows the report text; each thing to do next is one key away."""

    KEYS = REPORT_KEYS
    # The report has a heading of its own and is made for 80 columns: no top bar, no scrollbar.

    def __init__(self, report: Report) -> None:
        super().__init__()
        self.report = report

    def compose_body(self) -> Iterable[Widget]:
        """Return one scrolling text."""
        yield ScrollPane(ReportText(self.report, ascii_only=self.context.config.ascii))

    def action_review(self, selection: str) -> None:
        """Show the questions that pass a filter of the review."""
        self.router.show_review(self.report.facts.attempt, selection)

    def action_notes(self) -> None:
        """Read the sections that were missed."""
        self.router.show_notes(self.report[NotesSection].notes_to_read)

    def action_drill(self) -> None:
        """Drill what the report says: its domain, the topics it missed first; or what pays most."""
        step = self._step("drill")
        missed = tuple(topic.id for topic in self.report[MissedTopicsSection].topics)
        if step is None:
            self.router.start_drill(DrillRequest(priority=True, missed_topics=missed))
            return
        domain, count = str(step.args["domain"]), int(str(step.args["count"]))
        request = DrillRequest(domains=(domain,), priority=True, missed_topics=missed, count=count)
        self.router.start_drill(request)

    def action_mock(self) -> None:
        """Start another mock exam of the same version."""
        self.router.prompt_mock(self.report.form.exam.id)

    def action_go_to(self, section: str) -> None:
        """Scroll to the section with a name, or say that there is nothing in it yet."""
        title = heading(find_section(section))
        text = self.query_one(ReportText)
        lines = text.lines(text.content_size.width or WIDEST)
        place = next((i for i, line in enumerate(lines) if line.plain.strip() == title), None)
        if place is None:
            self.notify(f"Nothing to tell yet: {title.lower()}.", timeout=3)
        else:
            self.query_one(ScrollPane).scroll_to(y=place, animate=False)

    def action_save(self) -> None:
        """Save the report as an HTML file."""
        self.save_file(lambda: self.context.save_report(self.report), "Saved")

    def _step(self, kind: str) -> NextStep | None:
        steps = self.report[NextStepsSection].next
        return next((step for step in steps if step.kind == kind), None)


def _styled(line: str) -> Content:
    content = literal(line)
    found = _HEADING.match(line)
    return content.stylize("bold", *found.span(1)) if found else content
