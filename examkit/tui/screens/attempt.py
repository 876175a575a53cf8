"""The screen of a mock exam or a drill: what its keys do."""

from __future__ import annotations

from textual import work

from examkit.tui.answering import AnsweringScreen
from examkit.tui.attempt_commands import ATTEMPT_KEYS
from examkit.tui.leaving import leave_dialog
from examkit.tui.question_actions import ShownQuestion
from examkit.tui.submission import submit_dialog


class AttemptScreen(AnsweringScreen):
    """Moves between questions, and submits or leaves the attempt."""

    KEYS = ATTEMPT_KEYS

    def shown_question(self) -> ShownQuestion | None:
        """Return the question on screen, or None in a mock, where nothing can be added to it."""
        if not self.attempt.rules.shows_answers:
            return None
        return ShownQuestion(self.attempt.form.bank, self.slot.question.id, self.state.revealed)

    def show_additions(self) -> None:
        """Update the candidate's note and the bookmark on screen."""
        self.show_state()

    def action_previous(self) -> None:
        """Go to the previous question of the form, or of the walk if the candidate chose one."""
        slot = self._walk.step(self.current, -1) if self._walk else self.current - 1
        if slot is not None:
            self._visit(slot)

    def action_next(self) -> None:
        """Go to the next question of the form, or of the walk if the candidate chose one.

        After the last one, submit a drill if all its answers were shown. Otherwise, show the end of
        the navigator.
        """
        if self._walk:
            slot = self._walk.step(self.current, 1)
        else:
            slot = self.current + 1 if self.current + 1 < len(self.attempt.form.slots) else None
        if slot is not None:
            self._visit(slot)
        elif all(each.revealed for each in self.attempt.state.slots):
            # Every answer in this drill has been shown.
            self._act(self.attempt.submit)
        else:
            self._walk = None
            self._show_end()

    def _visit(self, number: int) -> None:
        if number < 0 or not self.try_action(lambda: self.attempt.visit(number, save=False)):
            return
        if self.attempt.finished:
            self.finish()
            return
        self._notice = ""
        self.show_slot()
        # Show the question first. Save that it was seen while the candidate reads.
        self.call_after_refresh(self._tick)

    @work
    async def action_navigator(self) -> None:
        """Show the navigator, and go to the question or walk that the candidate chooses there."""
        await self._choose_slot(at_end=False)

    @work
    async def _show_end(self) -> None:
        """Show the end of the navigator, where the next key submits the attempt."""
        await self._choose_slot(at_end=True)

    async def _choose_slot(self, *, at_end: bool) -> None:
        chosen = await self.router.choose_slot(
            self.attempt, clock_hidden=self._clock_display.hidden, at_end=at_end
        )
        if self.attempt.finished:
            self.finish()
            return
        if chosen is not None:
            self._walk = None if isinstance(chosen, int) else chosen
            self._visit(chosen if isinstance(chosen, int) else chosen.slots[0])
        else:
            self.show_state()

    @work
    async def action_submit(self) -> None:
        """Submit the attempt if the candidate confirms."""
        if await self.ask(submit_dialog(self.attempt.form, self.attempt.state)):
            self._act(self.attempt.submit)

    @work
    async def action_leave(self) -> None:
        """Leave the attempt, or finish a drill now, if the candidate confirms."""
        self.attempt.outbox.confirm()
        self.show_saving()
        dialog = leave_dialog(self.attempt, self.context.key_of("your answers"))
        chosen = await self.ask(dialog)
        if chosen == "finish":
            self._act(self.attempt.submit)
        elif chosen == "leave":
            self._is_closing = True
            self.try_action(self.attempt.suspend)
            self.dismiss()

    # Other keys

    def action_search(self) -> None:
        """Search notes and questions (drills only)."""
        if self.attempt.rules.allows_search:
            super().action_search()

    def action_settings(self) -> None:
        """Change the settings (drills only)."""
        if self.attempt.rules.allows_search:
            super().action_settings()

    def action_answers(self) -> None:
        """List all answers given so far, in a form to copy."""
        from examkit.report.answer_sheet import render

        self.router.show_text("Your answers", render(self.attempt.form, self.attempt.state))

    def action_clock(self) -> None:
        """Hide or show the clock."""
        self._clock_display.hidden = not self._clock_display.hidden
        self.show_heading()
