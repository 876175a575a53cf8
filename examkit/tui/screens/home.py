"""The home screen."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence

from textual import work
from textual.containers import Container
from textual.widget import Widget

from examkit.errors import BankError, ExamkitError
from examkit.tui.home.asking import AsksAboutExam
from examkit.tui.home.facts import HomeFacts, read_facts
from examkit.tui.home.indexing import run_python
from examkit.tui.home.notice import Notice, fault_lines, finding_blocks, unsaved_lines
from examkit.tui.home.panels import ActivityPanel, ReadinessPanel
from examkit.tui.home.rows import build_rows, countdown
from examkit.tui.home.today import READING, TodayPanel
from examkit.tui.key_command import KeyCommand
from examkit.tui.keymap import HOME_KEYS
from examkit.tui.router import Page
from examkit.tui.widgets.key_rows import KeyRows
from examkit.tui.widgets.panel import Panel
from examkit.tui.widgets.prose import Prose
from examkit.tui.widgets.scroll_pane import ScrollPane

RETRY_SECONDS = 3.0
"""Seconds to wait before reading the bank again after an error such as a full disk."""


class HomeScreen(AsksAboutExam):
    """Today's practice, where the candidate stands, and everything else that can be opened."""

    CSS_PATH = None
    KEYS = HOME_KEYS
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 -- Textual's form
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (24, "-low"), (32, "-high"), (44, "-tall")]  # noqa: RUF012

    def __init__(self) -> None:
        super().__init__()
        self.is_ready = False
        """Whether the bank has been read, with or without errors."""
        self._facts = HomeFacts()

    def compose_body(self) -> Iterable[Widget]:
        """Return a place for warnings, and the panels below it."""
        panels = (TodayPanel(), ReadinessPanel(), Panel("Practice", KeyRows()), ActivityPanel())
        return (ScrollPane(Notice(), Container(*panels, id="dashboard"), Prose(id="findings")),)

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
    def _has_bank(self) -> bool:
        """Return whether the bank can be used without a wait."""
        return self.service.library.is_indexed() and not self._facts.is_broken

    def heading(self) -> tuple[str, str, str]:
        """Return the app's name, the exam, and the days until it."""
        if self._facts.bank is None:
            return "examkit", "", ""
        title, exam = self._facts.bank.title, self.context.exam_id.upper()
        return f"examkit   {title} · {exam}", "", countdown(self.service.days_left())

    # What is shown

    @work(exclusive=True, group="bank")
    async def _read_bank(self) -> None:
        """Index a changed bank in another process, so the screen stays responsive."""
        if not self._has_bank:
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
            if warning := self.service.exam_warning:
                self.notify(warning, severity="warning", markup=False, timeout=10)

    def _show_faults(self, error: BankError) -> None:
        self.query_one(Notice).warn(fault_lines(error))
        self.query_one("#findings", Prose).show(finding_blocks(error))
        self.add_class("-broken")
        self._show_facts(HomeFacts(is_broken=True))
        self._go_to(1)

    def show_attempts(self) -> None:
        """Update everything, the most urgent first."""
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
        self.query_one(Notice).warn(unsaved_lines(self.service.unsaved))
        self.remove_class("-broken")
        self.set_class(self.service.unsaved is not None, "-unsaved")
        self._show_facts(read_facts(self.context)._replace(today=self._facts.today))
        self.show_heading()

    def _show_facts(self, facts: HomeFacts) -> None:
        """Show the rows, and go to the first one if a new attempt runs out of time."""
        before, self._facts = self._facts, facts
        self.set_class(facts.is_new, "-first")
        self._show_rows()
        self._show_today()
        running = facts.timed()
        if running - before.timed():
            self._go_to(1)
        if running:
            self._ticker.resume()
        else:
            self._ticker.pause()

    @work(exclusive=True, group="practice")
    async def _read_practice(self) -> None:
        """Show what takes longer to compute, and let keys work in between."""
        for step in (self._read_today, self._read_dashboard):
            await asyncio.sleep(0)
            self.try_action(step)

    def _read_today(self) -> None:
        today = self.service.todays_practice(self.context.exam_id)
        self._facts = self._facts._replace(today=today)
        self._show_rows()
        self._show_today()

    def _read_dashboard(self) -> None:
        dashboard = self.service.dashboard(self.context.exam_id)
        self.query_one(ReadinessPanel).show(dashboard, self.context.key_of("mock"))
        self.query_one(ActivityPanel).show(dashboard)

    def _show_today(self) -> None:
        panel, today = self.query_one(TodayPanel), self._facts.today
        panel.key = self.context.key_of("continue")
        if self._facts.is_new:
            panel.show_welcome(self._facts.bank, today)
        elif today is not None:
            panel.show_today(today)

    def _show_rows(self) -> None:
        service, facts = self.service, self._facts
        seconds = service.now() - facts.read_at
        self.query_one(KeyRows).show(
            build_rows(facts, service.today(), seconds, self.context.key_of)
        )

    def _tick(self) -> None:
        """Show the time left, and submit attempts whose time is up."""
        if not self.is_current:
            return
        if self._facts.is_time_up(self.service.now()):
            self.show_attempts()
        else:
            self._show_rows()

    # What is done

    def available_commands(self) -> Sequence[KeyCommand]:
        """Return the commands that do something now, for the command palette."""
        unusable = set() if self._facts.resumable else {"resume", "discard"}
        if self._facts.bank is None:
            unusable |= {"mock", "drill", "bank", "search"}
        return [command for command in HOME_KEYS if command.name not in unusable]

    def action_move(self, step: int) -> None:
        """Move to the next panel or row. After the last row comes the panel."""
        rows = self.query_one(KeyRows)
        place = rows.cursor + 1 if rows.has_focus else 0
        self._go_to((place + step) % (len(rows.rows) + 1))

    def _go_to(self, place: int) -> None:
        """Focus the panel of today's practice (0), or a row, which count from 1."""
        rows, panel = self.query_one(KeyRows), self.query_one(TodayPanel)
        if place or not panel.display:
            rows.cursor = max(0, place - 1)
            rows.focus()
        else:
            panel.focus()

    def action_choose(self) -> None:
        """Open the row under the cursor, or start today's practice."""
        rows = self.query_one(KeyRows)
        if rows.has_focus and rows.current:
            self._open_row(rows.current.id)
        else:
            self.action_today()

    def on_descendant_focus(self) -> None:
        """Show what Enter does now."""
        self._show_bar()

    def on_key_rows_moved(self) -> None:
        """Show what Enter does on the row under the cursor."""
        self._show_bar()

    def _show_bar(self) -> None:
        label = "open" if self.query_one(KeyRows).has_focus else "start"
        if self.attempt_at_cursor():
            label = "resume"
        keys = [HOME_KEYS[0]._replace(label=label), *HOME_KEYS[1:]]
        if self._facts.is_broken:
            keys = [key for key in keys if key.name in ("continue", "settings", "back", "help")]
        self.show_keys(keys)

    def on_key_rows_opened(self, event: KeyRows.Opened) -> None:
        """Open the row that was clicked."""
        self._open_row(event.row)

    def on_today_panel_pressed(self) -> None:
        """Start today's practice."""
        self.action_today()

    def _open_row(self, row: str) -> None:
        name, _, argument = row.partition(":")
        match name:
            case "resume":
                self.router.resume(argument)
            case "mock":
                self.action_mock()
            case "exam":
                self.ask_exam()
            case "date":
                self.ask_date()
            case "drills" | "history" | "topics" | "settings":
                self.action_open(name)
            case _:
                pass

    def action_resume(self) -> None:
        """Resume the latest unfinished attempt."""
        if self._facts.resumable:
            self.router.resume(self._facts.resumable[0].row.id)

    def attempt_at_cursor(self) -> str | None:
        """Return the unfinished attempt of the row under the cursor, or None on another row."""
        rows = self.query_one(KeyRows)
        row = rows.current if rows.has_focus else None
        name, _, attempt = (row.id if row else "").partition(":")
        return attempt if name == "resume" else None

    def action_mock(self) -> None:
        """Start a mock exam of the version that applies."""
        if self._has_bank:
            self.try_action(lambda: self.router.prompt_mock(self.context.exam_id))

    def action_today(self) -> None:
        """Start today's practice."""
        if self._has_bank:
            self.router.start_today()

    def action_open(self, page: Page) -> None:
        """Open a screen. All except the settings need a bank that was read."""
        if self._has_bank or page == "settings":
            self.router.open_page(page)
