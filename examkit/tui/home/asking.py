"""Asks on the first start which exam the candidate takes, and when."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual import work

from examkit.tui.discarding import DiscardsAttempts

if TYPE_CHECKING:
    from examkit.config_file import Value


class AsksAboutExam(DiscardsAttempts):
    """A screen that can ask for the exam version and the exam date, and save them."""

    @work
    async def ask_exam(self) -> None:
        """Ask for the exam version, and save it."""
        from examkit.tui.home.questions import exam_dialog, exam_settings

        exam = await self.ask(exam_dialog(self.context))
        if exam is not None:
            self._save(exam_settings(exam, self.context))

    @work
    async def ask_date(self) -> None:
        """Ask for the exam date, and save it."""
        from examkit.tui.home.questions import date_dialog, date_settings

        day = await self.ask(date_dialog(self.context))
        if day is not None:
            self._save(date_settings(day, self.context))

    def _save(self, settings: Mapping[str, Value]) -> None:
        self.try_action(lambda: self.context.change_settings(settings))
        self.show_attempts()
