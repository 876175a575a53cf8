"""The screen with the report of an attempt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import cast

from textual.containers import Container
from textual.widget import Widget

from examkit.drills.request import DrillRequest
from examkit.humanize import pluralize
from examkit.report.blocks import NextStep, StepKind
from examkit.report.number_text import clock_text, date_text, duration
from examkit.report.report import Report
from examkit.report.sections.missed_topics import MissedTopicsSection
from examkit.report.sections.next_steps import NextStepsSection
from examkit.report.sections.notes import NotesSection
from examkit.tui.browser import open_file
from examkit.tui.held_enter import HeldEnterScreen
from examkit.tui.key_command import KeyCommand
from examkit.tui.keymap import REPORT_KEYS
from examkit.tui.report.extras import draw_hints, extra_pairs
from examkit.tui.report.hero import Hero, draw_notices
from examkit.tui.report.panels import domains_panel, steps_panel
from examkit.tui.report.steps import COMMANDS
from examkit.tui.report.views import VIEWS, view_panels
from examkit.tui.widgets.drawing import Drawing
from examkit.tui.widgets.scroll_pane import ScrollPane
from examkit.tui.widgets.tab_strip import TabStrip

_SPACED_FROM = 34
"""Height of the window in rows from which there is space between the domains."""
_DATE_FROM = 76
"""Width of the window in cells from which the top bar has a date."""


class ReportScreen(HeldEnterScreen[None]):
    """A report: its summary and its other views, with keys for the next steps."""

    KEYS = REPORT_KEYS
    VERTICAL_BREAKPOINTS = [(0, "-low"), (28, "-high"), (39, "-tall")]  # noqa: RUF012
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (72, "-normal"), (110, "-wide")]  # noqa: RUF012

    def __init__(self, report: Report) -> None:
        super().__init__()
        self.report = report
        self._view = 0
        """Index of the current view."""

    @property
    def _zone(self) -> tzinfo:
        return datetime.now(UTC).astimezone().tzinfo or UTC

    def _is_high(self) -> bool:
        return self.app.size.height >= _SPACED_FROM

    def compose_body(self) -> Iterable[Widget]:
        """Return the tabs, the summary, and a place for the other views."""
        report = self.report
        yield TabStrip(VIEWS)
        first = [domains_panel(report, self._is_high), steps_panel(report, self.context.keys)]
        yield ScrollPane(
            Hero(report, ascii_only=self.context.config.ascii),
            Drawing(lambda width: draw_notices(report, width), id="notices"),
            Container(*first, classes="pair"),
            *extra_pairs(report, self._zone),
            Drawing(lambda width: draw_hints(report, width), id="hints"),
            id="summary",
        )
        yield ScrollPane(id="view")

    def on_mount(self) -> None:
        """Show the keys."""
        self.show_keys(self.current_keys())

    def current_keys(self) -> Sequence[KeyCommand]:
        """Return the commands. The label of the first one names the next step that it starts.

        Drills can't be compared, so their reports don't offer it.
        """
        first, *others = REPORT_KEYS
        same = next(each for each in others if each.name == COMMANDS[self._first_step])
        offered = [each for each in others if each.name != "compare" or self.report.is_mock]
        return [first._replace(label=same.label, tooltip=same.tooltip), *offered]

    @property
    def _first_step(self) -> StepKind:
        steps = self.report[NextStepsSection].next
        return steps[0].kind if steps else "mock"

    def heading(self) -> tuple[str, str, str]:
        """Return the attempt's name and exam, its number of questions, and the time it took."""
        form, facts = self.report.form, self.report.facts
        spent = duration(facts.elapsed)
        if form.limit is not None:
            spent = f"{round(facts.elapsed / 60)} of {round(form.limit / 60)} min"
        parts = [pluralize(len(form.slots), "question"), spent]
        if self.app.size.width >= _DATE_FROM:
            moment = (facts.started, self._zone)
            parts.insert(0, f"{date_text(*moment)}, {clock_text(*moment)}")
        return f"{self.report.name} · {form.exam.id.upper()}", "", " · ".join(parts)

    def on_resize(self) -> None:
        """Fit the heading and the pictures to the new size."""
        super().on_resize()
        self.call_after_refresh(self._redraw)

    def _redraw(self) -> None:
        self.show_heading()
        for drawing in self.query(Drawing):
            drawing.update_lines()

    # Views

    def action_view(self, key: str) -> None:
        """Show the view with this number."""
        self._show_view(int(key) - 1)

    def action_next_view(self, step: int) -> None:
        """Show the next view, or the previous one if `step` is -1."""
        self._show_view((self._view + step) % len(VIEWS))

    def on_tab_strip_picked(self, event: TabStrip.Picked) -> None:
        """Show the view that was clicked."""
        self._show_view(event.index)

    def _show_view(self, index: int) -> None:
        self._view = index
        self.query_one(TabStrip).show(index)
        summary, pane = self.query_one("#summary"), self.query_one("#view", ScrollPane)
        summary.display, pane.display = index == 0, index > 0
        pane.remove_children()
        if index:
            pane.mount(*view_panels(VIEWS[index], self.report, self._zone))
            pane.scroll_home(animate=False)

    # Next steps

    def action_start_step(self) -> None:
        """Start the first of the next steps."""
        if self.is_enter_held():
            return
        match self._first_step:
            case "drill":
                self.action_drill()
            case "notes":
                self.action_notes()
            case "sure-but-wrong":
                self.action_review("sure but missed")
            case "wrong":
                self.action_review("missed")
            case "mock":
                self.action_mock()

    def action_review(self, selection: str) -> None:
        """Show the questions that pass a review filter, such as `missed`."""
        self.router.show_review(self.report.facts.attempt_id, selection)

    def action_notes(self) -> None:
        """List the notes that the next steps recommend, or else all notes to read."""
        notes = {note.note: note for note in self.report[NotesSection].notes_to_read}
        steps = {step.kind: step for step in self.report[NextStepsSection].next}
        chosen = steps["notes"].args["notes"] if "notes" in steps else tuple(notes)
        self.router.show_notes([notes[ref] for ref in cast("tuple[str, ...]", chosen)])

    def action_drill(self) -> None:
        """Start the drill that the report recommends, with missed topics first."""
        missed = tuple(topic.id for topic in self.report[MissedTopicsSection].topics)
        request = DrillRequest(priority=True, missed_topics=missed)
        for step in self.report[NextStepsSection].next:
            if step.kind == "drill":
                request = _narrow(request, step)
        self.router.start_drill(request)

    def action_mock(self) -> None:
        """Start another mock exam of the same version."""
        self.router.prompt_mock(self.report.form.exam.id)

    def action_compare(self) -> None:
        """Compare this mock with the previous one."""
        self.router.compare(self.report.facts.attempt_id)

    def action_save(self) -> None:
        """Save the report as an HTML file, and open it if there is a desktop."""
        self.save_file(self._save, "Saved")

    def _save(self) -> Path:
        path = self.context.save_report(self.report)
        open_file(path)
        return path


def _narrow(request: DrillRequest, step: NextStep) -> DrillRequest:
    """Return a request limited to the domain and the number of questions of a step."""
    domain, count = str(step.args["domain"]), int(str(step.args["count"]))
    return replace(request, domains=(domain,), count=count)
