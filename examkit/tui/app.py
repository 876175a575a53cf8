"""The app: one engine, screens on top of each other, nothing of the rules."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual.app import App, SystemCommand
from textual.screen import Screen

from examkit.errors import ExamkitError, UsageError
from examkit.tui.base_screen import BaseScreen
from examkit.tui.contrast import HIGH_CONTRAST, readable_theme
from examkit.tui.glyphs import ASCII, UNICODE
from examkit.tui.screens.home import HomeScreen
from examkit.tui.terminal import TerminalGuard

if TYPE_CHECKING:
    from textual.filter import LineFilter

    from examkit.attempts.live_attempt import LiveAttempt
    from examkit.attempts.service import AttemptService
    from examkit.config import Config
    from examkit.drills.request import DrillRequest
    from examkit.drills.selection import DrillPreview
    from examkit.report.model import Report

Start = Callable[["ExamkitApp"], object]


class ExamkitApp(TerminalGuard, App[int]):
    """Shows what the engine says."""

    TITLE = "examkit"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS = [("ctrl+z", "suspend_process", "suspend")]  # noqa: RUF012 -- Textual's form

    def __init__(
        self,
        engine: AttemptService,
        config: Config,
        *,
        exam: str | None = None,
        start: Start | None = None,
    ) -> None:
        super().__init__()
        self.engine = engine
        self.config = config
        self.glyphs = ASCII if config.ascii else UNICODE
        self.config_folder = Path()
        """Where the settings are kept."""
        self.data_folder = Path()
        """Where reports and doubts are written."""
        self.covers = config.hide_options
        """Whether drills begin with the options covered."""
        self._exam = exam
        self._start = start
        self.register_theme(HIGH_CONTRAST)
        # Nothing here is explained by moving.
        self.animation_level = "none"

    def get_css_variables(self) -> dict[str, str]:
        """Return the colours of the theme, those of words so that they can be read."""
        return readable_theme(super().get_css_variables())

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Draw signs as ASCII where the settings ask for it."""
        filters = super().get_line_filters()
        if not self.config.ascii:
            return filters
        from examkit.tui.ascii_filter import AsciiFilter

        return [*filters, AsciiFilter()]

    def get_default_screen(self) -> Screen[object]:
        """Start on the home screen, without an empty one below it."""
        return cast("Screen[object]", HomeScreen())

    def on_mount(self) -> None:
        """Show what the command line asked for."""
        self.call_after_refresh(_collect)
        self._use_theme(self.config.theme)
        if self._start is not None:
            self._start(self)

    def _use_theme(self, name: str) -> None:
        if name in self.available_themes:
            self.theme = name
        elif name:
            said = f"There is no theme {name!r}. ctrl+p, then Theme, lists those there are."
            self.notify(said, severity="warning", markup=False, timeout=10)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer the keys of the screen on top, and the theme, by name."""
        for command in getattr(screen, "KEYS", ()):
            action = getattr(screen, f"action_{command.id}", None)
            if action is not None and "," not in command.keys.replace(",q", ""):
                yield SystemCommand(command.label.capitalize(), command.tooltip, action)
        yield SystemCommand("Theme", "Change the colours.", self.action_change_theme)

    def action_command_palette(self) -> None:
        """List all commands, with a field that takes no more than a line."""
        from examkit.tui.screens.palette import Palette

        if not Palette.is_open(cast("App[object]", self)):
            self.push_screen(Palette(id="--command-palette"))

    async def action_quit(self) -> None:
        """Leave by way of the screen on top, which may ask first."""
        if isinstance(self.screen, BaseScreen):
            self.screen.action_leave()

    def exam_id(self) -> str:
        """Return the version of the exam that was asked for or set, or the bank's default."""
        return self._exam or self.engine.default_exam

    def prompt_mock(self, exam: str) -> None:
        """Say what a mock exam is, and start one if the candidate agrees."""
        from examkit.humanize import unscored_note
        from examkit.tui.screens.dialogs import StartDialog

        info = next(row for row in self.engine.bank.info.exams if row.id == exam)
        lines = (
            f"{info.questions} questions in {info.minutes + self.config.extra_minutes} minutes. "
            "No answers are shown before you hand in.",
            "The clock does not stop: not when you leave, not when the machine sleeps. "
            "What you answered is kept, and you can come back while there is time.",
            unscored_note(info.unscored),
        )
        text = "\n".join(filter(None, lines))
        self.run_worker(asyncio.to_thread(warm_up))
        dialog = StartDialog(f"Mock exam {exam.upper()}", text, yes="start now", no="not now")
        self.push_screen(dialog, lambda agreed: self._start_mock(exam) if agreed else None)

    def _start_mock(self, exam: str) -> None:
        extra = self.config.extra_minutes
        self.open_attempt(lambda: self.engine.start_mock(exam, extra_minutes=extra))

    def start_drill(self, wish: DrillRequest, wanted: int = 0) -> None:
        """Start a drill, unless one is open below; ask first where it is shorter than wanted."""
        if (plan := self._planned(wish)) is None:
            return
        if not wish.is_adaptive:
            wanted = wanted or min(wish.count, self.engine.count_matching(self.exam_id(), wish))
        if len(plan.selection.items) < wanted:
            self.offer_drill(plan, wanted)
        else:
            self._sit_another(lambda: self.engine.start_drill_from(plan))

    def prompt_drill(self, wish: DrillRequest) -> None:
        """Say what a drill asks and why, and start it if the candidate agrees."""
        if (plan := self._planned(wish)) is not None:
            self.offer_drill(plan)

    def _planned(self, wish: DrillRequest) -> DrillPreview | None:
        try:
            return self.engine.plan_drill(self.exam_id(), wish)
        except ExamkitError as error:
            self.show_error(error)
            return None

    def offer_drill(self, plan: DrillPreview, wanted: int = 0) -> None:
        """Show what a planned drill asks and why, and start it if the candidate agrees."""
        from examkit.drills.length import drill_length
        from examkit.drills.reasons import explain_choice
        from examkit.tui.screens.dialogs import StartDialog

        titles = {domain.id: domain.title for domain in plan.exam.domains}
        lines = drill_length(len(plan.selection.items), plan.pace, wanted)
        lines += explain_choice(plan.reasons, titles, plan.known)
        title = "Today's drill" if plan.request.due_first else "Drill"
        dialog = StartDialog(title, "\n".join(lines), yes="start", no="not now")
        begin = partial(self._sit_another, lambda: self.engine.start_drill_from(plan))
        self.push_screen(dialog, lambda agreed: begin() if agreed else None)

    def _sit_another(self, begin: Callable[[], LiveAttempt]) -> None:
        from examkit.tui.screens.attempt import AttemptScreen

        if any(isinstance(screen, AttemptScreen) for screen in self.screen_stack):
            self.show_error(UsageError("A drill is open already.", "Finish or leave it first."))
        else:
            self.open_attempt(begin)

    def search(self) -> None:
        """Search notes and the questions seen so far."""
        from examkit.tui.screens.search import SearchScreen

        try:
            self.push_screen(SearchScreen(self.engine.search()))
        except ExamkitError as error:
            self.show_error(error)

    def compare(self, attempt: str) -> None:
        """Show a mock beside the one before it."""
        from examkit.report.compare import render
        from examkit.tui.screens.lists import TextScreen

        zone = datetime.now(UTC).astimezone().tzinfo or UTC
        try:
            text = render(self.engine.past.compare(after=attempt), zone)
        except ExamkitError as error:
            self.show_error(error)
        else:
            self.push_screen(TextScreen("Two mocks", text))

    def save_report(self, report: Report) -> None:
        """Save a report as an HTML file in the data folder."""
        from examkit.report.render.html import render

        zone = datetime.now(UTC).astimezone().tzinfo or UTC
        folder = self.data_folder / "reports"
        path = folder / f"{report.header.attempt}.html"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path.write_text(render(report, zone), encoding="utf-8")
        except OSError as error:
            self.show_error(ExamkitError(f"{path} cannot be written: {error.strerror}.", ""))
        else:
            self.notify(f"Saved: {path}", markup=False, timeout=10)

    def prompt_issue_report(self, attempt: str, slot: int) -> None:
        """Ask why a question is doubted, and write it down."""
        from examkit.tui.screens.prompt import PromptScreen

        def keep(reason: str | None) -> None:
            if reason is None:
                return
            try:
                path = self.engine.past.issue_report(
                    attempt, slot, reason, self.data_folder / "doubts"
                )
            except ExamkitError as error:
                self.show_error(error)
            else:
                self.notify(f"Written: {path}", markup=False, timeout=10)

        about = "Why do you doubt this question? A file is written that you can send to its author."
        self.push_screen(PromptScreen("Doubt", about, placeholder="your reason"), keep)

    def prompt_exam_date(self, done: Callable[[], object]) -> None:
        """Ask for the day of the exam, and keep it in the settings."""
        from examkit.config import save_exam_date
        from examkit.tui.screens.prompt import PromptScreen, date_error

        def keep(day: str | None) -> None:
            if day is None:
                return
            try:
                self.config = save_exam_date(self.config, self.config_folder, day)
            except ExamkitError as error:
                self.show_error(error)
            else:
                self.engine.set_exam_date(self.config.parsed_exam_date)
                done()

        about = "Home then shows what is worth doing each day. Leave it empty for no day."
        wrong = partial(date_error, today=self.engine.today())
        day = self.config.exam_date
        screen = PromptScreen("Day of the exam", about, day, placeholder="2026-12-15", wrong=wrong)
        self.push_screen(screen, keep)

    def resume(self, attempt: str | None = None) -> None:
        """Go on with an attempt."""
        self.open_attempt(lambda: self.engine.resume(attempt))

    def open_attempt(self, begin: Callable[[], LiveAttempt]) -> None:
        """Bring an attempt on screen, or say why it cannot be."""
        try:
            sitting = begin()
        except ExamkitError as error:
            self.show_error(error)
            return
        if sitting.finished:
            sitting.release()
            self.show_report(sitting.attempt)
            return
        from examkit.tui.screens.attempt import AttemptScreen

        self.push_screen(AttemptScreen(sitting))

    def show_report(self, attempt: str) -> None:
        """Show the report of a finished attempt."""
        from examkit.tui.screens.report import ReportScreen

        try:
            self.push_screen(ReportScreen(self.engine.past.report(attempt)))
        except ExamkitError as error:
            self.show_error(error)

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
        from examkit.tui.screens.notes_reader import NotesReaderScreen

        try:
            self.push_screen(NotesReaderScreen(file, self.engine.library.note(file), slug))
        except ExamkitError as error:
            self.show_error(error)

    def show_error(self, error: ExamkitError) -> None:
        """Show a refusal on the screen on top."""
        if isinstance(self.screen, BaseScreen):
            self.screen.show_error(error)


def warm_up() -> None:
    """Import what a sitting needs, while the candidate reads what is offered."""
    import examkit.attempts.live_attempt
    import examkit.tui.screens.attempt  # noqa: F401


def _collect() -> None:
    """Collect garbage from now on, but leave alone what start-up made."""
    gc.freeze()
    gc.enable()
