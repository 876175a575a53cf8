"""Asks on the first start which exam the candidate takes, and when."""

from __future__ import annotations

from textual import work

from examkit.tui.discarding import DiscardsAttempts
from examkit.tui.exam_versions import exam_settings, save_exam_date


class AsksAboutExam(DiscardsAttempts):
    """A screen that can ask for the exam version and the exam date, and save them."""

    @work
    async def ask_exam(self) -> None:
        """Ask for the exam version, and save it."""
        from examkit.tui.home.exam_dialogs import exam_dialog

        exam = await self.ask(exam_dialog(self.context))
        if exam is not None:
            settings = exam_settings(exam, self.context)
            self.try_action(lambda: self.context.change_settings(settings))
            self.show_attempts()

    @work
    async def ask_date(self) -> None:
        """Ask for the exam date, save it, and show what it changes."""
        from examkit.tui.home.exam_dialogs import date_dialog

        day = await self.ask(date_dialog(self.context))
        if day is not None:
            self.try_action(lambda: self._save_date(day))
            self.show_attempts()

    def _save_date(self, day: str) -> None:
        self.show_notice(save_exam_date(day, self.context))
