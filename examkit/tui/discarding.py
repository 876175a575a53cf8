"""Discarding an attempt in a list, once the candidate confirms."""

from __future__ import annotations

from textual import work

from examkit.errors import ExamkitError
from examkit.tui.base_screen import BaseScreen


class DiscardsAttempts(BaseScreen[None]):
    """A screen with a list of attempts, of which the one under the cursor can be discarded."""

    def attempt_at_cursor(self) -> str | None:
        """Return the ID of the attempt under the cursor, or None if there is none."""
        raise NotImplementedError

    def show_attempts(self) -> None:
        """List the attempts again."""
        raise NotImplementedError

    @work
    async def action_discard(self) -> None:
        """Discard the attempt under the cursor if the candidate confirms."""
        from examkit.tui.dialogs import confirm_dialog

        personal, attempt = self.service.personal, self.attempt_at_cursor()
        if attempt is None:
            return
        try:
            row = personal.find(attempt)
            text = "\n".join(personal.describe_discard(row, self.service.part_titles()))
        except ExamkitError as error:
            self.show_error(error)
            return
        dialog = confirm_dialog("Discard this attempt?", text, yes="Discard", no="Cancel")
        if await self.ask(dialog) and self.try_action(lambda: personal.discard(row)):
            self.show_attempts()
            self.show_notice("Attempt discarded.")
