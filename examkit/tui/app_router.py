"""Opens every screen of the app, so screens don't import each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.screen import Screen

from examkit.errors import ExamkitError
from examkit.tui.base_screen import BaseScreen
from examkit.tui.context import AppContext
from examkit.tui.drill_start import DrillStart
from examkit.tui.mock_start import MockStart
from examkit.tui.router import Page

if TYPE_CHECKING:
    from examkit.attempts.live_attempt import LiveAttempt
    from examkit.drills.preview import DrillPreview
    from examkit.drills.request import DrillRequest, Pair
    from examkit.report.sections.notes import NoteToRead
    from examkit.tui.walk import Walk

Start = Callable[["AppRouter"], object]
"""A function that opens the first screen through the router."""


class AppRouter:
    """Opens screens on top of the app's stack. Implements `Router`.

    Parameters named `attempt`, `exam`, `question`, and `topic` are IDs if they are strings.
    """

    def __init__(self, app: App[int], context: AppContext) -> None:
        self._app = app
        self._context = context
        self._service = context.service
        self._drills = DrillStart(app, context, self)

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
        """Open the unfinished attempt with the ID `attempt`."""
        self.open_attempt(lambda: self._service.resume(attempt))

    def prompt_mock(self, exam: str) -> None:
        """Ask for the settings of a mock exam, and start it once the candidate confirms.

        At first, the exam version with the ID `exam` is selected. If another mock is unfinished,
        ask first whether to resume or discard it.
        """
        self._app.run_worker(MockStart(self._app, self._context, self).prompt(exam))

    def start_drill(self, request: DrillRequest, wanted: int = 0) -> None:
        """Start a drill, but ask first if it has fewer than `wanted` questions.

        If `wanted` is 0, it stands for the number requested, or the number that match if lower.
        """
        self._drills.start(request, wanted)

    def start_today(self) -> None:
        """Start today's practice."""
        self._drills.start_today()

    def prompt_today(self) -> None:
        """Preview today's drill, and start it once the candidate confirms."""
        self._drills.prompt_today()

    def offer_drill(self, plan: DrillPreview, wanted: int = 0) -> None:
        """Preview a planned drill, and start it if the candidate confirms.

        If the drill has fewer than `wanted` questions, the preview says so.
        """
        self._drills.offer(plan, wanted)

    async def choose_slot(
        self, attempt: LiveAttempt, *, clock_hidden: bool, at_end: bool
    ) -> int | Walk | None:
        """Show the navigator, and return what the candidate chooses there.

        That is the index of a slot, a walk through several slots, or None for no change. With
        `clock_hidden`, the time left is hidden until it is nearly up. With `at_end`, the cursor
        starts after the last slot, where Enter submits the attempt.
        """
        from examkit.tui.screens.navigator import NavigatorScreen

        navigator = NavigatorScreen(attempt, clock_hidden=clock_hidden, at_end=at_end)
        return await self._app.push_screen_wait(navigator)

    # Finished attempts

    def finish(self, screen: Screen[None], attempt: str) -> None:
        """Close the attempt's screen and all screens above it, and show the attempt's result."""
        while self._app.screen is not screen:
            self._app.screen.dismiss()
        screen.dismiss()
        self._open(lambda: self._make_result(attempt))

    def _make_result(self, attempt: str) -> Screen[None]:
        """Return the screen with a mock's report, or with the short result of a drill."""
        from examkit.tui.screens.drill_result import DrillResultScreen
        from examkit.tui.screens.report import ReportScreen

        report = self._service.past.report(attempt)
        if report.is_mock:
            return ReportScreen(report)
        return DrillResultScreen(report, self._drills.requests.get(attempt))

    def show_report(self, attempt: str) -> None:
        """Show the report of a finished attempt."""
        from examkit.tui.screens.report import ReportScreen

        self._open(lambda: ReportScreen(self._service.past.report(attempt)))

    def show_review(self, attempt: str, selection: str) -> None:
        """Show a finished attempt's questions that pass the filter `selection`, like `missed`."""
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

        `evidence` is text to highlight in that section. While a mock is unfinished, show why notes
        stay closed.
        """
        from examkit.tui.screens.notes_reader import NotesReaderScreen

        file, _, slug = ref.partition("#")
        self._open(
            lambda: NotesReaderScreen(file, self._service.notes_to_read(file), slug, evidence)
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
        """Open a screen with a title and plain text."""
        from examkit.tui.text_screen import TextScreen

        self._app.push_screen(TextScreen(title, text))
