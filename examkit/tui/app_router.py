"""Opens every screen of the app, so screens don't import each other."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.screen import Screen

from examkit.errors import ExamkitError, UsageError
from examkit.tui.base_screen import BaseScreen
from examkit.tui.context import AppContext
from examkit.tui.router import Page

if TYPE_CHECKING:
    from examkit.attempts.live_attempt import LiveAttempt
    from examkit.attempts.resumable import ResumableAttempt
    from examkit.drills.preview import DrillPreview
    from examkit.drills.request import DrillRequest, Pair
    from examkit.report.sections.notes import NoteToRead
    from examkit.tui.mock_dialog import MockRequest
    from examkit.tui.walk import Walk

Start = Callable[["AppRouter"], object]
"""A function that opens the first screen through the router."""


class AppRouter:
    """Opens screens on top of the app's stack. Implements `Router`."""

    def __init__(self, app: App[int], context: AppContext) -> None:
        self._app = app
        self._context = context
        self._service = context.service
        self._requests: dict[str, DrillRequest] = {}
        """What each drill that was started here was to cover, by attempt id."""

    def _open(self, make: Callable[[], Screen[Any]]) -> None:
        """Push the screen that `make` returns, or show the error that it raises."""
        try:
            self._app.push_screen(make())
        except ExamkitError as error:
            self.show_error(error)

    def show_error(self, error: ExamkitError) -> None:
        """Show an error on the current screen."""
        if isinstance(self._app.screen, BaseScreen):
            self._app.screen.show_error(error)

    def open_page(self, page: Page) -> None:
        """Open the screen with this name."""
        self._open(lambda: self._make_page(page))

    def _make_page(self, page: Page) -> Screen[None]:
        from examkit.tui.screens.confusions import ConfusionsScreen
        from examkit.tui.screens.custom_drill import CustomDrillScreen
        from examkit.tui.screens.drill_menu import DrillMenuScreen
        from examkit.tui.screens.history import HistoryScreen
        from examkit.tui.screens.search import SearchScreen
        from examkit.tui.screens.settings import SettingsScreen
        from examkit.tui.screens.topics import TopicsScreen

        pages: dict[Page, Callable[[], Screen[None]]] = {
            "drills": DrillMenuScreen,
            "custom drill": CustomDrillScreen,
            "confusions": ConfusionsScreen,
            "history": HistoryScreen,
            "topics": TopicsScreen,
            "settings": SettingsScreen,
            "search": lambda: SearchScreen(self._service.search()),
        }
        return pages[page]()

    @property
    def has_open_attempt(self) -> bool:
        """Return whether an attempt is on screen or below other screens."""
        from examkit.tui.screens.attempt import AttemptScreen

        return any(isinstance(screen, AttemptScreen) for screen in self._app.screen_stack)

    # Attempts

    def open_attempt(self, begin: Callable[[], LiveAttempt]) -> None:
        """Show the attempt that `begin` returns, its report if finished, or the error it raises."""
        try:
            attempt = begin()
        except ExamkitError as error:
            self.show_error(error)
            return
        if attempt.finished:
            attempt.release()
            self.show_report(attempt.attempt_id)
            return
        from examkit.tui.screens.attempt import AttemptScreen

        self._app.push_screen(AttemptScreen(attempt))

    def resume(self, attempt: str) -> None:
        """Open an unfinished attempt."""
        self.open_attempt(lambda: self._service.resume(attempt))

    def prompt_mock(self, exam: str) -> None:
        """Ask how long the mock exam is, and start it once the candidate confirms.

        If another mock is unfinished, ask first whether to resume or discard it.
        """
        self._app.run_worker(self._prompt_mock(exam))

    def _unfinished_mock(self) -> ResumableAttempt | None:
        """Return a mock that can be resumed, or None if there is none."""
        mocks = (each for each in self._service.close_expired() if each.row.mode == "mock")
        return next(mocks, None)

    async def _settle_unfinished_mock(self) -> bool:
        """Let the candidate resume or discard unfinished mocks. Return whether none is left."""
        from examkit.tui.running_mock import RunningMockDialog

        while (mock := self._unfinished_mock()) is not None:
            answer = await self._app.push_screen_wait(RunningMockDialog(self._unfinished_mock))
            if answer == "resume":
                self.resume(mock.row.id)
            elif answer == "discard":
                self._service.personal.discard(mock.row)
            if answer in ("resume", None):
                return False
        return True

    async def _prompt_mock(self, exam: str) -> None:
        try:
            if await self._settle_unfinished_mock():
                await self._offer_mock(exam)
        except ExamkitError as error:
            self.show_error(error)

    async def _offer_mock(self, exam: str) -> None:
        from examkit.tui.mock_dialog import MockDialog, current_exams

        today = self._service.today()
        self._service.bank.exam(exam)
        exams = current_exams(self._service.bank.info.exams, exam, today)
        self._app.run_worker(asyncio.to_thread(_load_attempt_modules))
        dialog = MockDialog(exams, exam, self._context.config.extra_minutes, today)
        request = await self._app.push_screen_wait(dialog)
        if request is not None and await self._instructs(request):
            self.open_attempt(
                lambda: self._service.start_mock(
                    request.exam.id,
                    questions=request.requested,
                    extra_minutes=request.extra_minutes,
                    timed=request.timed,
                )
            )

    async def _instructs(self, request: MockRequest) -> bool:
        """Show the instructions, unless the settings skip them. Return whether to start."""
        if self._context.config.skip_instructions:
            return True
        from examkit.tui.screens.instructions import InstructionsScreen

        agreed = await self._app.push_screen_wait(InstructionsScreen(request))
        return bool(agreed)

    async def _agrees(self, title: str, text: str, *, yes: str, no: str) -> bool:
        from examkit.tui.dialogs import start_dialog

        agreed = await self._app.push_screen_wait(start_dialog(title, text, yes=yes, no=no))
        return bool(agreed)

    def start_drill(self, request: DrillRequest, wanted: int = 0) -> None:
        """Start a drill. Ask first if it is shorter than wanted; 0 means as many as requested."""
        if (plan := self._plan(request)) is None:
            return
        if not request.is_adaptive:
            fitting = self._service.count_matching(self._context.exam_id, request)
            wanted = wanted or min(request.count, fitting)
        if len(plan.selection.items) < wanted:
            self.offer_drill(plan, wanted)
        else:
            self._start_planned(plan)

    def start_today(self) -> None:
        """Start today's practice."""
        if (plan := self._plan(self._service.todays_request(self._context.exam_id))) is not None:
            self._start_planned(plan)

    def prompt_today(self) -> None:
        """Preview today's drill, and start it once the candidate confirms."""
        if (plan := self._plan(self._service.todays_request(self._context.exam_id))) is not None:
            self.offer_drill(plan)

    def _plan(self, request: DrillRequest) -> DrillPreview | None:
        try:
            return self._service.plan_drill(self._context.exam_id, request)
        except ExamkitError as error:
            self.show_error(error)
            return None

    def offer_drill(self, plan: DrillPreview, wanted: int = 0) -> None:
        """Preview a planned drill of up to `wanted` questions, and start it on confirmation."""
        self._app.run_worker(self._offer_drill(plan, wanted))

    async def _offer_drill(self, plan: DrillPreview, wanted: int) -> None:
        from examkit.drills.preview import drill_length, explain_choice

        titles = {domain.id: domain.title for domain in plan.exam.domains}
        lines = drill_length(len(plan.selection.items), plan.pace, wanted)
        lines += explain_choice(plan.reasons, titles, plan.expected_shares)
        title = "Today's practice" if plan.request.due_first else "Drill"
        if await self._agrees(title, "\n".join(lines), yes="Start", no="Cancel"):
            self._start_planned(plan)

    def _start_planned(self, plan: DrillPreview) -> None:
        """Start a drill, unless an attempt is already open."""
        if self.has_open_attempt:
            self.show_error(UsageError("A drill is already open.", "Finish or leave it first."))
        else:
            self.open_attempt(lambda: self._begin_drill(plan))

    def _begin_drill(self, plan: DrillPreview) -> LiveAttempt:
        """Start a drill, and remember what was requested for another one."""
        attempt = self._service.start_drill_from(plan)
        self._requests[attempt.attempt_id] = plan.request
        return attempt

    async def choose_slot(self, attempt: LiveAttempt, *, clock_hidden: bool) -> int | Walk | None:
        """Show the navigator; return the slot or walk to go to, or None for no change."""
        from examkit.tui.screens.navigator import NavigatorScreen

        return await self._app.push_screen_wait(NavigatorScreen(attempt, clock_hidden=clock_hidden))

    # Finished attempts

    def finish(self, screen: Screen[None], attempt: str) -> None:
        """Close the attempt's screen and all screens above it, and show the result."""
        while self._app.screen is not screen:
            self._app.screen.dismiss()
        screen.dismiss()
        self._open(lambda: self._make_result(attempt))

    def _make_result(self, attempt: str) -> Screen[None]:
        """Return the report of a mock, or the short result of a drill."""
        from examkit.tui.screens.drill_result import DrillResultScreen
        from examkit.tui.screens.report import ReportScreen

        report = self._service.past.report(attempt)
        if report.is_mock:
            return ReportScreen(report)
        return DrillResultScreen(report, self._requests.get(attempt))

    def show_report(self, attempt: str) -> None:
        """Show the report of a finished attempt."""
        from examkit.tui.screens.report import ReportScreen

        self._open(lambda: ReportScreen(self._service.past.report(attempt)))

    def show_review(self, attempt: str, selection: str) -> None:
        """Show the questions of a finished attempt that pass a filter, such as `missed`."""
        from examkit.tui.screens.review import ReviewScreen

        self._open(lambda: ReviewScreen(self._service.past.load(attempt), selection))

    def compare(self, attempt: str) -> None:
        """Show how a mock compares with the previous one."""
        from examkit.tui.screens.compare import CompareScreen

        self._open(lambda: CompareScreen(self._service.past.compare(after=attempt)))

    # Notes and questions

    def show_notes(self, notes: Sequence[NoteToRead]) -> None:
        """List study notes to read."""
        from examkit.tui.screens.notes_to_read import NotesToReadScreen

        self._app.push_screen(NotesToReadScreen(notes))

    def read_note(self, ref: str, evidence: str = "") -> None:
        """Open a notes file at the section with the address `file.md#heading-slug`.

        Evidence in that section is marked.
        """
        from examkit.tui.screens.notes_reader import NotesReaderScreen

        file, _, slug = ref.partition("#")
        self._open(
            lambda: NotesReaderScreen(file, self._service.library.note(file), slug, evidence)
        )

    def read_topic(self, topic: str) -> None:
        """Open a topic's notes, if it has any."""
        if file := dict(self._service.bank.info.notes_of_topics).get(topic):
            self.read_note(file)

    def show_question(self, question: str) -> None:
        """Show a question with its answer and explanation, outside an attempt."""
        from examkit.tui.screens.search import FoundQuestionScreen

        self._open(lambda: FoundQuestionScreen(self._service.library.question(question)))

    def show_confused_pair(self, pair: Pair) -> None:
        """Show the notes on two confused concepts, side by side."""
        from examkit.tui.screens.confusions import ConfusedPairScreen

        self._app.push_screen(ConfusedPairScreen(pair))

    def show_text(self, title: str, text: str) -> None:
        """Show plain text."""
        from examkit.tui.text_screen import TextScreen

        self._app.push_screen(TextScreen(title, text))


def _load_attempt_modules() -> None:
    """Import the modules of the attempt screen early, while the candidate reads the dialog."""
    import examkit.attempts.live_attempt
    import examkit.tui.screens.attempt  # noqa: F401
