"""Where everything starts."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import partial
from typing import TYPE_CHECKING

from textual import work
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from examkit.drills.length import describe_todays_drill
from examkit.errors import BankError, ExamkitError
from examkit.humanize import pluralize
from examkit.tui.base_screen import BaseScreen
from examkit.tui.blocks import Block, literal
from examkit.tui.key_command import KeyCommand
from examkit.tui.keymap import HOME_KEYS
from examkit.tui.widgets.bars import KeyBar, TopBar
from examkit.tui.widgets.prose import Prose
from examkit.tui.widgets.scroll_pane import ScrollPane
from examkit.tui.widgets.two_column_row import make_rows

if TYPE_CHECKING:
    from examkit.attempts.resumable import ResumableAttempt
    from examkit.bank.summary import ExamSummary

MOST_UNFINISHED = 3
"""Attempts to go on with that home lists; the latest come first."""


class HomeScreen(BaseScreen[None]):
    """Go on, start, look back, read."""

    KEYS = HOME_KEYS
    DEFAULT_CSS = """
    HomeScreen OptionList { height: auto; max-height: 60%; }
    HomeScreen ScrollPane { padding: 1 1 0 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._unfinished: tuple[ResumableAttempt, ...] = ()
        self._settled = False
        self._today = "what is due, then what pays most"

    def compose_body(self) -> Iterable[Widget]:
        """Return the menu and a place for words."""
        yield OptionList(id="menu")
        with ScrollPane() as region:
            pass
        region.compose_add_child(Prose(id="words"))
        yield region

    def on_mount(self) -> None:
        """Show what is known at once, then find out the rest."""
        self._fill()
        self.call_after_refresh(self._settle)

    def on_screen_resume(self) -> None:
        """Show what changed while another screen was on top."""
        if self._settled:
            self.refresh_attempts()

    def refresh_attempts(self) -> None:
        """Read the attempts again."""
        if self.service.library.is_indexed():
            self.try_action(self._read_attempts)
            self._fill()
            self.try_action(self._show_plan)

    def _show_plan(self) -> None:
        if (reason := self.service.unsaved) is not None:
            self._say(
                f"NOTHING IS SAVED. {reason.message} {reason.hint} Until then drills can be done, "
                "but nothing of them is kept; mock exams wait."
            )
            return
        plan = self.service.plan(self.context.exam_id)
        if plan is not None:
            from examkit.drills.study_plan import describe_plan

            self._say(describe_plan(plan))
        else:
            self.query_one("#words", Prose).show(self._hints())

    def _hints(self) -> list[Block]:
        """Say how to begin; later only what makes this screen more useful."""
        day = _hint("e", "the day of your exam; from then on it says here what is worth doing")
        if (over := self.service.past_exam_day()) is not None:
            from examkit.drills.study_plan import over_in_words

            return [Block(literal(over_in_words(over))), day]
        if self.service.attempts():
            return [day]
        drill = _hint("t", "then enter: a few questions, each with its answer and why")
        mock = _hint("m", "the whole exam on the clock; its report says where you stand")
        return [Block(literal("New here?", "bold")), drill, mock, day]

    def _read_attempts(self) -> None:
        self._unfinished = self.service.close_expired()
        self._today = describe_todays_drill(*self.service.quick_summary(self.context.exam_id))

    @work(exclusive=True)
    async def _settle(self) -> None:
        """Index a bank that changed, in a process of its own so that the screen stays free."""
        if not self.service.library.is_indexed():
            self._say("Reading the bank. This takes a moment after it changed.")
            await _index(*self.service.library.index_command())
            self.query_one("#words", Prose).show([])
        self._settled = True
        if not self.service.library.is_indexed():
            # The other process failed: in this one the same fault has words.
            self._fill()
        self.refresh_attempts()

    def _fill(self) -> None:
        menu = self.query_one(OptionList)
        before = menu.highlighted
        try:
            rows = list(self._rows())
        except BankError as error:
            self._say_bank_error(error)
            rows = [("bank-broken", "The bank", "cannot be used: see below")]
        except ExamkitError as error:
            self._say(f"{error.message} {error.hint}")
            rows = []
        self.query_one(KeyBar).show(_offered(bool(self._unfinished)))
        menu.set_options([Option(row, id=name) for name, row in make_rows(rows)])
        if rows:
            menu.highlighted = min(before or 0, len(rows) - 1)

    def _rows(self) -> Iterable[tuple[str, str, str]]:
        if not (self._settled or self.service.library.is_indexed()):
            yield "wait", "Reading the bank", "one moment"
            return
        info = self.service.bank.info
        self.query_one(TopBar).set("examkit", "", info.title)
        for item in self._unfinished[:MOST_UNFINISHED]:
            about = f"{item.row.title}, {_where(item)}{_begun(item, self.service.today())}"
            yield f"resume:{item.row.id}", "Go on", about
        extra = self.context.config.extra_minutes
        for exam in info.exams:
            minutes = pluralize(exam.minutes + extra, "minute")
            about = f"{pluralize(exam.questions, 'question')}, {minutes}"
            about += validity(exam, self.service.today())
            yield f"mock:{exam.id}", f"Mock exam {exam.id.upper()}", about
        yield "today", "Today's drill", self._today
        yield "drill", "Drills", "weak areas, mistakes, due, a domain, a topic"
        done = [row for row in self.service.attempts() if row.finished is not None]
        last = f", last {done[0].right} of {done[0].asked} right" if done else ""
        yield "history", "Past attempts", f"{len(done)}{last}" if done else "none yet"
        notes = pluralize(info.notes, "note")
        yield "bank", "The bank", f"{pluralize(info.questions, 'question')}, {notes} to read"

    def _say(self, text: str) -> None:
        self.query_one("#words", Prose).show([Block(literal(text))])

    def _say_bank_error(self, error: BankError) -> None:
        blocks = [Block(literal(f"{error.message} {error.hint}", "bold"))]
        blocks += [Block(literal(str(finding)), gap=False) for finding in error.findings[:50]]
        self.query_one("#words", Prose).show(blocks)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Do what the chosen line says."""
        what, _, name = (event.option.id or "").partition(":")
        match what:
            case "resume":
                self.router.resume(name)
            case "mock":
                self.router.prompt_mock(name)
            case "today":
                self.action_today()
            case "drill":
                self.action_drill()
            case "history":
                self.action_history()
            case "bank":
                self.action_bank()
            case _:
                pass

    def action_choose(self) -> None:
        """Do what the highlighted line says."""
        self.query_one(OptionList).action_select()

    def action_resume(self) -> None:
        """Go on with the latest unfinished attempt."""
        if self._unfinished:
            self.router.resume(self._unfinished[0].row.id)

    def action_mock(self) -> None:
        """Start a mock exam of the default version."""
        if self.service.library.is_indexed():
            self.try_action(lambda: self.router.prompt_mock(self.context.exam_id))

    def action_today(self) -> None:
        """Show what today's drill asks and why, and start it."""
        from examkit.drills.request import DrillRequest

        if self.service.library.is_indexed():
            self.try_action(lambda: self.router.prompt_drill(DrillRequest(due_first=True)))

    def action_search(self) -> None:
        """Search notes and questions."""
        if self.service.library.is_indexed():
            self.router.open_page("search")

    @work
    async def action_exam_day(self) -> None:
        """Ask for the exam date, and save it."""
        day = await self.prompt(
            "Day of the exam",
            "Home then shows what is worth doing each day. Leave it empty for no day.",
            self.context.config.exam_date,
            placeholder="2026-12-15",
            find_error=partial(date_error, today=self.service.today()),
        )
        if day is not None and self.try_action(lambda: self.context.save_exam_date(day)):
            self.refresh_attempts()

    def action_drill(self) -> None:
        """Choose what to drill."""
        if self.service.library.is_indexed():
            self.router.open_page("drills")

    def action_history(self) -> None:
        """List past attempts."""
        self.router.open_page("history")

    def action_bank(self) -> None:
        """Show what the bank holds."""
        if self.service.library.is_indexed():
            self.router.open_page("topics")


def date_error(text: str, today: date) -> str:
    """Return what is wrong with a typed exam date; empty if it is valid, or empty itself."""
    if not text:
        return ""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return "Write it as year, month, day: 2026-12-15."
    return "That day is over." if day < today else ""


async def _index(*arguments: str) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *arguments,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    await process.wait()


def _offered(unfinished: bool) -> list[KeyCommand]:
    return [command for command in HOME_KEYS if unfinished or command.id != "resume"]


def _hint(key: str, about: str) -> Block:
    first = literal(f"{key}  ", "bold $text-accent")
    return Block(literal(about), gap=False).indented(first)


def _where(item: ResumableAttempt) -> str:
    from examkit.tui.formatting import format_clock

    left = "" if item.remaining is None else f", {format_clock(item.remaining)} left"
    return f"question {item.current + 1}, {item.answered} answered{left}"


def _begun(item: ResumableAttempt, today: date) -> str:
    """Tell the day an attempt was begun; nothing where that is today."""
    day = datetime.fromtimestamp(item.row.started, UTC).astimezone().date()
    return "" if day == today else f", begun {day.day} {day:%B}"


def validity(exam: ExamSummary, today: date) -> str:
    """Tell from when or until when an exam is held; nothing where that is not known."""
    if exam.valid_from and exam.valid_from > today:
        return f", from {_day(exam.valid_from)}"
    return f", until {_day(exam.valid_until)}" if exam.valid_until else ""


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
