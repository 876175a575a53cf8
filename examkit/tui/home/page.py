"""What Home shows: the bank is read after the first paint, and values follow as they are known."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from textual import work
from textual.containers import Container, Vertical
from textual.widget import Widget

from examkit.errors import BankError, ExamkitError
from examkit.tui.home.exam_prompts import AsksAboutExam
from examkit.tui.home.facts import HomeFacts, read_facts
from examkit.tui.home.indexing import run_python
from examkit.tui.home.notice import Notice, fault_lines, finding_blocks, unsaved_lines
from examkit.tui.home.panels import ActivityPanel, ReadinessPanel, TopicsPanel
from examkit.tui.home.rows import build_rows, countdown, describe_unfinished
from examkit.tui.home.today_panel import READING, TodayPanel
from examkit.tui.widgets.key_rows import SEPARATOR, KeyRows
from examkit.tui.widgets.panel import Panel
from examkit.tui.widgets.prose import Prose
from examkit.tui.widgets.scroll_pane import ScrollPane

RETRY_SECONDS = 3.0
"""Seconds to wait before reading the bank again after an error such as a full disk."""


class HomePage(AsksAboutExam):
    """Shows today's practice, where the candidate stands, and all else that can be opened."""

    CSS_PATH = None
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 -- Textual's form
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (24, "-low"), (32, "-high"), (44, "-tall")]  # noqa: RUF012

    def __init__(self) -> None:
        super().__init__()
        self.is_ready = False
        """Whether the bank has been read, with or without errors."""
        self.facts = HomeFacts()

    def compose_body(self) -> Iterable[Widget]:
        """Return a place for warnings, and the panels below it in two columns."""
        # Each change of classes later would style every widget again.
        self.add_class(*self._first_classes())
        columns = (
            Vertical(TodayPanel(), Panel("Practice", KeyRows(), id="practice"), TopicsPanel()),
            Vertical(ReadinessPanel(), ActivityPanel()),
        )
        return (ScrollPane(Notice(), Container(*columns, id="dashboard"), Prose(id="findings")),)

    def _first_classes(self) -> Iterable[str]:
        """Yield the CSS classes for the size of the window, and for the first start."""
        breakpoints = (self.HORIZONTAL_BREAKPOINTS, self.VERTICAL_BREAKPOINTS)
        for cells, points in zip(self.app.size, breakpoints, strict=True):
            yield max(point for point in points if point[0] <= cells)[1]
        if self.service.is_new():
            yield "-first"

    def on_mount(self) -> None:
        """Show the panels, and read the bank after the first paint."""
        self._ticker = self.set_interval(1.0, self._tick, pause=True)
        self._show_facts(HomeFacts(is_new=self.service.is_new()))
        self.call_after_refresh(self._read_bank)

    def on_screen_resume(self) -> None:
        """Show what changed while another screen was open."""
        if self.is_ready:
            self.show_attempts()

    @property
    def has_bank(self) -> bool:
        """Return whether the bank can be used without a wait."""
        return self.service.library.is_indexed() and not self.facts.is_broken

    def heading(self) -> tuple[str, str, str]:
        """Return the app's name, the exam, and the days until it."""
        if self.facts.bank is None:
            return "examkit", "", ""
        title, exam = self.facts.bank.title, self.context.exam_id.upper()
        return f"examkit   {title} · {exam}", "", countdown(self.service.days_left())

    @work(exclusive=True, group="bank")
    async def _read_bank(self) -> None:
        """Index a changed bank in another process, and then show its values or its errors."""
        if not self.has_bank:
            if not self.is_ready:
                self.query_one(TodayPanel).show(READING, "")
            await run_python(*self.service.library.index_command())
        self.is_ready = True
        try:
            # If the other process failed, reading the bank in this one finds the errors to show.
            _ = self.service.bank
        except BankError as error:
            self._show_faults(error)
        except ExamkitError as error:
            self.query_one(Notice).warn([error.message, error.hint])
            self.query_one(TodayPanel).show([], "")
            self.set_timer(RETRY_SECONDS, self._read_bank)
        else:
            self.show_attempts()

    def _show_faults(self, error: BankError) -> None:
        self.query_one(Notice).warn(fault_lines(error))
        self.query_one("#findings", Prose).show(finding_blocks(error))
        self.add_class("-broken")
        self._show_facts(HomeFacts(is_broken=True))
        self.go_to(1)

    def show_attempts(self) -> None:
        """Read everything on the screen again, the most urgent first."""
        if not self.service.library.is_indexed():
            return
        try:
            self._read_facts()
        except BankError as error:
            self._show_faults(error)
        except ExamkitError as error:
            self.show_error(error)
        else:
            self._read_practice()

    def _read_facts(self) -> None:
        warnings = [*unsaved_lines(self.service.unsaved), self.service.exam_warning]
        self.query_one(Notice).warn(list(filter(None, warnings)))
        self.remove_class("-broken")
        self.set_class(any(warnings), "-warned")
        self._show_facts(read_facts(self.context)._replace(today=self.facts.today))
        self.show_heading()

    def _show_facts(self, facts: HomeFacts) -> None:
        """Show these facts, and focus the Today panel if the attempt to resume has changed."""
        before, self.facts = self.facts.to_resume(), facts
        self.set_class(facts.is_new, "-first")
        self._show_rows()
        self._show_today()
        after = facts.to_resume()
        if after and (before is None or after.row.id != before.row.id):
            self.go_to(0)
        if facts.timed():
            self._ticker.resume()
        else:
            self._ticker.pause()

    @work(exclusive=True, group="practice")
    async def _read_practice(self) -> None:
        """Show today's practice and the statistics, which take longer, while keys still work."""
        for step in (self._read_today, self._read_dashboard):
            await asyncio.sleep(0)
            self.try_action(step)

    def _read_today(self) -> None:
        today = self.service.todays_practice(self.context.exam_id)
        self.facts = self.facts._replace(today=today)
        self._show_rows()
        self._show_today()

    def _read_dashboard(self) -> None:
        dashboard = self.service.dashboard(self.context.exam_id)
        self.set_class(dashboard is None, "-empty")
        mock_key = "" if self.facts.has_mock else self.context.key_of("mock")
        self.query_one(ReadinessPanel).show(dashboard, mock_key)
        self.query_one(ActivityPanel).show(dashboard)
        self.query_one(TopicsPanel).show(dashboard)

    def _show_today(self) -> None:
        panel, today = self.query_one(TodayPanel), self.facts.today
        panel.key, panel.resume_key = map(self.context.key_of, ("continue", "resume"))
        if attempt := self.facts.to_resume():
            seconds = self.service.now() - self.facts.read_at
            name, *state = describe_unfinished(
                attempt, self.facts.titles, seconds, self.service.today()
            )
            panel.show_unfinished(name, SEPARATOR.join(state))
        elif self.facts.is_new:
            panel.show_welcome(self.facts.bank, self.facts.exam, today)
        elif today is not None:
            panel.show_today(today)

    def _show_rows(self) -> None:
        service, facts = self.service, self.facts
        seconds = service.now() - facts.read_at
        self.query_one(KeyRows).show(
            build_rows(facts, service.today(), seconds, self.context.key_of)
        )

    def _tick(self) -> None:
        """Show the time left, and submit attempts whose time is up."""
        if not self.is_current:
            return
        if self.facts.is_time_up(self.service.now()):
            self.show_attempts()
        else:
            self._show_rows()
            self._show_today()

    def go_to(self, place: int) -> None:
        """Focus the Today panel if `place` is 0, or else the row at this place, counted from 1.

        The focus moves right away, unlike with `Widget.focus`, because the next key can follow at
        any moment.
        """
        rows, panel = self.query_one(KeyRows), self.query_one(TodayPanel)
        if place or not panel.display:
            rows.cursor = max(0, place - 1)
            self.set_focus(rows)
        else:
            self.set_focus(panel)
