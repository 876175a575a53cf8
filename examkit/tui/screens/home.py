"""The home screen."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from textual import work
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from examkit.errors import BankError, ExamkitError
from examkit.tui.discarding import DiscardsAttempts
from examkit.tui.home_menu import MenuRow, menu_rows
from examkit.tui.keymap import HOME_KEYS
from examkit.tui.router import Page
from examkit.tui.text_blocks import TextBlock, literal
from examkit.tui.widgets.prose import Prose
from examkit.tui.widgets.scroll_pane import ScrollPane
from examkit.tui.widgets.two_column_row import make_rows

if TYPE_CHECKING:
    from examkit.attempts.resumable import ResumableAttempt
    from examkit.drills.study_plan import StudyPlan

READING = ("wait", "Reading the question bank", "one moment")
UNUSABLE = ("bank-broken", "Question bank", "can't be used: see below")
RETRY_SECONDS = 3.0
"""Seconds to wait before reading the bank again after an error such as a full disk."""
MAX_FINDINGS = 50
"""Maximum number of problems shown for a bank that can't be used."""


class HomeScreen(DiscardsAttempts):
    """A menu, with the study plan or the first steps below it."""

    CSS_PATH = None
    KEYS = HOME_KEYS

    def __init__(self) -> None:
        super().__init__()
        self.is_ready = False
        """Whether the bank has been read, with or without errors."""
        self._unfinished: tuple[ResumableAttempt, ...] = ()
        self._todays_drill = "reviews first, then areas where practice helps most"
        self._plan: StudyPlan | None = None

    def compose_body(self) -> Iterable[Widget]:
        """Return the menu and the pane below it."""
        return OptionList(id="menu"), ScrollPane(Prose(id="notice"))

    def on_mount(self) -> None:
        """Show what is known already, and read the bank after the first paint."""
        self._show_menu()
        self.call_after_refresh(self._read_bank)

    def on_screen_resume(self) -> None:
        """Show what changed while another screen was open."""
        if self.is_ready:
            self.show_attempts()

    @property
    def _is_indexed(self) -> bool:
        return self.service.library.is_indexed()

    def heading(self) -> tuple[str, str, str]:
        """Return the app's name, and the bank's title once the bank has been read."""
        about = "practice for your exam"
        if self._is_indexed:
            about = self.service.bank.info.title
        return "examkit", "", about

    @work(exclusive=True)
    async def _read_bank(self) -> None:
        """Index a changed bank in another process, so the screen stays responsive."""
        if not self._is_indexed:
            if not self.is_ready:
                self._show_notice("Reading the question bank. This takes a moment after a change.")
            await _run_python(*self.service.library.index_command())
            if self._is_indexed:
                self._show_blocks([])
        self.is_ready = True
        if not self._is_indexed:
            # The other process failed. Reading the bank in this one finds the errors to show.
            self._show_menu()
        self.show_attempts()
        if self._is_indexed and (warning := self.service.exam_warning):
            self.notify(warning, severity="warning", markup=False, timeout=10)

    def show_attempts(self) -> None:
        """Update the menu and the study plan."""
        if self._is_indexed:
            self.try_action(self._read_attempts)
            self._show_menu()
            self.try_action(self._show_plan)

    def _read_attempts(self) -> None:
        from examkit.drills.preview import describe_todays_drill

        self._unfinished = self.service.close_expired()
        self._plan = self.service.plan(self.context.exam_id)
        summary = self.service.quick_summary(self.context.exam_id, self._plan)
        self._todays_drill = describe_todays_drill(*summary)

    def _show_menu(self) -> None:
        menu, rows = self.query_one(OptionList), self._rows()
        position = menu.highlighted or 0
        menu.set_options([Option(row, id=name) for name, row in make_rows(rows)])
        if rows:
            menu.highlighted = min(position, len(rows) - 1)
        keys = [key for key in HOME_KEYS if self._unfinished or key.id != "resume"]
        self.show_keys(keys)
        self.try_action(self.show_heading)

    def _rows(self) -> list[MenuRow]:
        """Return the lines of the menu, or show why the bank can't be read."""
        if not (self.is_ready or self._is_indexed):
            return [READING]
        extra = self.context.config.extra_minutes
        try:
            return [*menu_rows(self.service, self._unfinished, self._todays_drill, extra)]
        except BankError as error:
            blocks = [TextBlock(literal(f"{error.message} {error.hint}", "bold"))]
            findings = map(str, error.findings[:MAX_FINDINGS])
            self._show_blocks(blocks + [TextBlock(literal(line), gap=False) for line in findings])
            return [UNUSABLE]
        except ExamkitError as error:
            self._show_notice(f"{error.message} {error.hint}")
            self.set_timer(RETRY_SECONDS, self._read_bank)
            return []

    def _show_plan(self) -> None:
        if (reason := self.service.unsaved) is not None:
            self._show_notice(
                f"NOTHING IS SAVED. {reason.message} {reason.hint} You can drill, but "
                "nothing is recorded. Mock exams are unavailable until this is fixed."
            )
        elif self._plan is not None:
            from examkit.drills.study_plan import describe_plan

            self._show_notice(describe_plan(self._plan))
        else:
            self._show_blocks(self._hints())

    def _hints(self) -> list[TextBlock]:
        """Return the first steps, or only how to set an exam date after the first attempt."""
        day = _hint(",", "Set your exam date to get a daily study plan.")
        if (past_day := self.service.past_exam_day()) is not None:
            from examkit.drills.study_plan import over_in_words

            return [TextBlock(literal(over_in_words(past_day))), day]
        if self.service.attempts():
            return [day]
        drill = _hint("enter", "Start with a short drill. Each answer is explained.")
        mock = _hint("m", "Take a full timed mock exam and see where you stand.")
        return [TextBlock(literal("New here?", "bold")), drill, mock, day]

    def _show_notice(self, text: str) -> None:
        self._show_blocks([TextBlock(literal(text))])

    def _show_blocks(self, blocks: Sequence[TextBlock]) -> None:
        self.query_one("#notice", Prose).show(blocks)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Run the command of the selected line."""
        name, _, argument = (event.option.id or "").partition(":")
        match name:
            case "resume":
                self.router.resume(argument)
            case "mock":
                self.router.prompt_mock(argument)
            case "today":
                self.action_today()
            case "drills" | "history" | "topics":
                self.action_open(name)
            case _:
                pass

    def action_choose(self) -> None:
        """Run the command of the highlighted line."""
        self.query_one(OptionList).action_select()

    def action_resume(self) -> None:
        """Resume the latest unfinished attempt."""
        if self._unfinished:
            self.router.resume(self._unfinished[0].row.id)

    def attempt_at_cursor(self) -> str | None:
        """Return the unfinished attempt on the highlighted line."""
        option = self.query_one(OptionList).highlighted_option
        name, _, attempt = (option.id or "" if option else "").partition(":")
        return attempt if name == "resume" else None

    def action_mock(self) -> None:
        """Start a mock exam of the default version."""
        if self._is_indexed:
            self.try_action(lambda: self.router.prompt_mock(self.context.exam_id))

    def action_today(self) -> None:
        """Preview today's drill, and start it once the candidate confirms."""
        if self._is_indexed:
            self.router.prompt_today()

    def action_open(self, page: Page) -> None:
        """Open a screen. All except the history need a bank that has been read."""
        if self._is_indexed or page == "history":
            self.router.open_page(page)


def _hint(key: str, about: str) -> TextBlock:
    first = literal(f"{key}  ", "bold $text-accent")
    return TextBlock(literal(about), gap=False).indented(first)


async def _run_python(*arguments: str) -> None:
    """Run the Python interpreter with these arguments and discard its output."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *arguments,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    await process.wait()
