"""Starts a mock exam, after asking about unfinished ones and settings and showing instructions."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual.app import App

from examkit.errors import ExamkitError
from examkit.tui.context import AppContext
from examkit.tui.router import Router

if TYPE_CHECKING:
    from examkit.attempts.resumable import ResumableAttempt
    from examkit.tui.mock_request import MockRequest


class MockStart:
    """Asks for the settings of a mock exam, and starts it."""

    def __init__(self, app: App[int], context: AppContext, router: Router) -> None:
        self._app = app
        self._context = context
        self._service = context.service
        self._router = router

    async def prompt(self, exam: str) -> None:
        """Ask for the settings of a mock exam, and start it once the candidate confirms.

        If another mock is unfinished, ask first whether to resume or discard it.
        """
        try:
            if await self._settle_unfinished():
                await self._offer(exam)
        except ExamkitError as error:
            self._router.show_error(error)

    def _find_unfinished(self) -> ResumableAttempt | None:
        """Return a mock that can be resumed, or None if there is none."""
        mocks = (each for each in self._service.close_expired() if each.row.mode == "mock")
        return next(mocks, None)

    async def _settle_unfinished(self) -> bool:
        """Let the candidate resume or discard unfinished mocks. Return whether none is left."""
        from examkit.tui.running_mock import RunningMockDialog

        while (mock := self._find_unfinished()) is not None:
            answer = await self._app.push_screen_wait(RunningMockDialog(self._find_unfinished))
            if answer == "resume":
                self._router.resume(mock.row.id)
            elif answer == "discard":
                self._service.personal.discard(mock.row)
            if answer in ("resume", None):
                return False
        return True

    async def _offer(self, exam: str) -> None:
        from examkit.tui.mock_dialog import MockDialog
        from examkit.tui.mock_request import current_exams

        today = self._service.today()
        self._service.bank.exam(exam)
        exams = current_exams(self._service.bank.info.exams, exam, today)
        self._app.run_worker(asyncio.to_thread(_load_attempt_modules))
        dialog = MockDialog(exams, exam, self._context.config.extra_minutes, today)
        request = await self._app.push_screen_wait(dialog)
        if request is not None and await self._instructs(request):
            self._router.open_attempt(
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


def _load_attempt_modules() -> None:
    """Import the modules of the attempt screen early, while the candidate reads the dialog."""
    import examkit.attempts.live_attempt
    import examkit.tui.screens.attempt  # noqa: F401
