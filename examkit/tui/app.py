"""The app: one engine, screens on top of each other, nothing of the rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual.app import App, SystemCommand
from textual.screen import Screen

from examkit.errors import ExamkitError, UsageError
from examkit.tui.glyphs import ASCII, UNICODE
from examkit.tui.page import Page
from examkit.tui.screens.home import HomeScreen
from examkit.tui.terminal import TerminalGuard

if TYPE_CHECKING:
    from examkit.config import Config
    from examkit.engine import Engine
    from examkit.sitting import Sitting
    from examkit.wish import DrillWish

Start = Callable[["ExamkitApp"], object]


class ExamkitApp(TerminalGuard, App[int]):
    """Shows what the engine says."""

    TITLE = "examkit"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS = [("ctrl+z", "suspend_process", "suspend")]  # noqa: RUF012 -- Textual's form

    def __init__(
        self, engine: Engine, config: Config, *, exam: str | None = None, start: Start | None = None
    ) -> None:
        super().__init__()
        self.engine = engine
        self.config = config
        self.glyphs = ASCII if config.ascii else UNICODE
        self.config_folder = Path()
        """Where the settings are kept."""
        self.covers = config.cover_options
        """Whether drills begin with the options covered."""
        self._exam = exam
        self._start = start

    def get_default_screen(self) -> Screen[object]:
        """Start on the home screen, without an empty one below it."""
        return cast("Screen[object]", HomeScreen())

    def on_mount(self) -> None:
        """Show what the command line asked for."""
        if self.config.theme:
            self.theme = self.config.theme
        if self._start is not None:
            self._start(self)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer the keys of the screen on top, and the theme, by name."""
        for command in getattr(screen, "KEYS", ()):
            action = getattr(screen, f"action_{command.id}", None)
            if action is not None and "," not in command.keys.replace(",q", ""):
                yield SystemCommand(command.label.capitalize(), command.tooltip, action)
        yield SystemCommand("Theme", "Change the colours.", self.action_change_theme)

    async def action_quit(self) -> None:
        """Leave by way of the screen on top, which may ask first."""
        if isinstance(self.screen, Page):
            self.screen.action_leave()

    def exam_id(self) -> str:
        """The version of the exam that was asked for, or the bank's default."""
        return self._exam or self.engine.bank.info.default_exam

    def ask_mock(self, exam: str) -> None:
        """Say what a mock exam is, and start one if the candidate agrees."""
        from examkit.tui.screens.dialogs import ConfirmScreen

        info = next(row for row in self.engine.bank.info.exams if row.id == exam)
        text = (
            f"{info.questions} questions in {info.minutes + self.config.extra_minutes} minutes. "
            "No answers are shown before you hand in.\n"
            "The clock does not stop: not when you leave, not when the machine sleeps. "
            "What you answered is kept, and you can come back while there is time.\n"
            f"{info.unscored} questions do not count for the score; you cannot tell which."
        )
        dialog = ConfirmScreen(f"Mock exam {exam.upper()}", text, yes="start now", no="not now")
        self.push_screen(dialog, lambda agreed: self._start_mock(exam) if agreed else None)

    def _start_mock(self, exam: str) -> None:
        extra = self.config.extra_minutes
        self.sit(lambda: self.engine.start_mock(exam, extra_minutes=extra))

    def start_drill(self, wish: DrillWish) -> None:
        """Start a drill, unless one is open below."""
        self._sit_another(lambda: self.engine.start_drill(self.exam_id(), wish))

    def ask_drill(self, wish: DrillWish) -> None:
        """Say what a drill asks and why, and start it if the candidate agrees."""
        from examkit.report.drill import reasons, time_needed
        from examkit.tui.screens.dialogs import ConfirmScreen

        try:
            plan = self.engine.plan_drill(self.exam_id(), wish)
        except ExamkitError as error:
            self.tell(error)
            return
        titles = {domain.id: domain.title for domain in plan.exam.domains}
        lines = [time_needed(len(plan.selection.items), plan.pace) + "."]
        lines += reasons(plan.parts, titles, plan.known)
        dialog = ConfirmScreen("Today's drill", "\n".join(lines), yes="start", no="not now")
        begin = partial(self._sit_another, lambda: self.engine.start_planned(plan))
        self.push_screen(dialog, lambda agreed: begin() if agreed else None)

    def _sit_another(self, begin: Callable[[], Sitting]) -> None:
        from examkit.tui.screens.exam import SittingScreen

        if any(isinstance(screen, SittingScreen) for screen in self.screen_stack):
            self.tell(UsageError("A drill is open already.", "Finish or leave it first."))
        else:
            self.sit(begin)

    def search(self) -> None:
        """Search notes and the questions seen so far."""
        from examkit.tui.screens.search import SearchScreen

        try:
            self.push_screen(SearchScreen(self.engine.search()))
        except ExamkitError as error:
            self.tell(error)

    def ask_exam_day(self, done: Callable[[], object]) -> None:
        """Ask for the day of the exam, and keep it in the settings."""
        from examkit.config import save_exam_date
        from examkit.tui.screens.examday import ExamDayScreen

        def keep(day: str | None) -> None:
            if day is None:
                return
            try:
                self.config = save_exam_date(self.config, self.config_folder, day)
            except ExamkitError as error:
                self.tell(error)
            else:
                self.engine.set_exam_day(self.config.exam_day)
                done()

        self.push_screen(ExamDayScreen(self.config.exam_date, self.engine.today()), keep)

    def resume(self, attempt: str | None = None) -> None:
        """Go on with an attempt."""
        self.sit(lambda: self.engine.resume(attempt))

    def sit(self, begin: Callable[[], Sitting]) -> None:
        """Bring an attempt on screen, or say why it cannot be."""
        try:
            sitting = begin()
        except ExamkitError as error:
            self.tell(error)
            return
        if sitting.finished:
            sitting.release()
            self.show_report(sitting.attempt)
            return
        from examkit.tui.screens.exam import SittingScreen

        self.push_screen(SittingScreen(sitting))

    def show_report(self, attempt: str) -> None:
        """Show the report of a finished attempt."""
        from examkit.tui.screens.report import ReportScreen

        try:
            self.push_screen(ReportScreen(self.engine.report(attempt)))
        except ExamkitError as error:
            self.tell(error)

    def read_note(self, ref: str) -> None:
        """Show a notes file at one of its sections."""
        file, _, slug = ref.partition("#")
        self._read(file, slug)

    def read_topic(self, topic: str) -> None:
        """Show the notes of a topic."""
        file = dict(self.engine.bank.info.notes_of_topics).get(topic)
        if file:
            self._read(file, "")

    def _read(self, file: str, slug: str) -> None:
        from examkit.tui.screens.reader import ReaderScreen

        try:
            self.push_screen(ReaderScreen(file, self.engine.note(file), slug))
        except ExamkitError as error:
            self.tell(error)

    def tell(self, error: ExamkitError) -> None:
        """Show a refusal on the screen on top."""
        if isinstance(self.screen, Page):
            self.screen.say(error)
