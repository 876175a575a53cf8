"""Starts a drill, after a preview if it has fewer questions than the candidate wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App

from examkit.errors import ExamkitError, UsageError
from examkit.tui.context import AppContext
from examkit.tui.router import Router

if TYPE_CHECKING:
    from examkit.attempts.live_attempt import LiveAttempt
    from examkit.drills.preview import DrillPreview
    from examkit.drills.request import DrillRequest


class DrillStart:
    """Plans drills and starts them."""

    def __init__(self, app: App[int], context: AppContext, router: Router) -> None:
        self._app = app
        self._context = context
        self._service = context.service
        self._router = router
        self.requests: dict[str, DrillRequest] = {}
        """Mapping of attempt IDs to the requests of the drills that were started here."""

    def start(self, request: DrillRequest, wanted: int = 0) -> None:
        """Start a drill, but ask first if it has fewer than `wanted` questions.

        If `wanted` is 0, it stands for the number requested, or the number that match if lower.
        """
        if (plan := self._plan(request)) is None:
            return
        if not request.is_adaptive:
            fitting = self._service.count_matching(self._context.exam_id, request)
            wanted = wanted or min(request.count, fitting)
        if len(plan.selection.items) < wanted:
            self.offer(plan, wanted)
        else:
            self._start_planned(plan)

    def start_today(self) -> None:
        """Start today's practice."""
        if (plan := self._plan(self._service.todays_request(self._context.exam_id))) is not None:
            self._start_planned(plan)

    def prompt_today(self) -> None:
        """Preview today's drill, and start it once the candidate confirms."""
        if (plan := self._plan(self._service.todays_request(self._context.exam_id))) is not None:
            self.offer(plan)

    def _plan(self, request: DrillRequest) -> DrillPreview | None:
        try:
            return self._service.plan_drill(self._context.exam_id, request)
        except ExamkitError as error:
            self._router.show_error(error)
            return None

    def offer(self, plan: DrillPreview, wanted: int = 0) -> None:
        """Preview a planned drill, and start it if the candidate confirms.

        If the drill has fewer than `wanted` questions, the preview says so.
        """
        self._app.run_worker(self._offer(plan, wanted))

    async def _offer(self, plan: DrillPreview, wanted: int) -> None:
        from examkit.drills.preview import drill_length, explain_choice
        from examkit.tui.dialogs import start_dialog

        titles = {domain.id: domain.title for domain in plan.exam.domains}
        lines = drill_length(len(plan.selection.items), plan.pace, wanted)
        lines += explain_choice(plan.reasons, titles, plan.estimates)
        title = "Today's practice" if plan.request.due_first else "Drill"
        dialog = start_dialog(title, "\n".join(lines), yes="Start", no="Cancel")
        if await self._app.push_screen_wait(dialog):
            self._start_planned(plan)

    def _start_planned(self, plan: DrillPreview) -> None:
        """Start a drill, unless an attempt is already open."""
        if self._router.has_open_attempt:
            error = UsageError("A drill is already open.", "Finish or leave it first.")
            self._router.show_error(error)
        else:
            self._router.open_attempt(lambda: self._begin(plan))

    def _begin(self, plan: DrillPreview) -> LiveAttempt:
        """Start a drill, and remember its request, so that the candidate can repeat it."""
        attempt = self._service.start_drill_from(plan)
        self.requests[attempt.attempt_id] = plan.request
        return attempt
