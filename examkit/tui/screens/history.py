"""The list of past attempts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from examkit.errors import ExamkitError
from examkit.report.phrases import attempt_text, undated_text
from examkit.tui.discarding import DiscardsAttempts
from examkit.tui.keymap import HISTORY_KEYS
from examkit.tui.list_screen import ListScreen

UNDATED = "undated:"
"""Prefix of line IDs for attempts that can't be opened because their dates are invalid."""


class HistoryScreen(DiscardsAttempts, ListScreen):
    """All attempts, newest first."""

    KEYS = HISTORY_KEYS
    EMPTY = "No attempts yet. On Home, press m for a mock exam or enter for today's drill."

    def heading(self) -> tuple[str, str, str]:
        """Return the title and the parts of each line's result."""
        return "Past attempts", "", "correct, likely range, new questions"

    def rows(self) -> Iterable[tuple[str, str, str]]:
        """Return one line per attempt: its start, exam, and title, and its result."""
        for row in self.service.attempts():
            start = datetime.fromtimestamp(row.started, UTC).astimezone()
            result = attempt_text(row.finished is not None, row.correct, row.asked, row.fresh)
            yield row.id, f"{start:%Y-%m-%d %H:%M}  {row.exam.upper()}  {row.title}", result
        for attempt in self.service.undated():
            yield f"{UNDATED}{attempt}", attempt, undated_text()

    def open_row(self, name: str) -> None:
        """Open the report of a finished attempt, or resume an unfinished one."""
        if name.startswith(UNDATED):
            message = f"Attempt {name.removeprefix(UNDATED)} {undated_text()}."
            self.show_error(ExamkitError(message, "Your other attempts are not affected."))
        elif next(row for row in self.service.attempts() if row.id == name).finished is None:
            self.router.resume(name)
        else:
            self.router.show_report(name)

    def attempt_at_cursor(self) -> str | None:
        """Return the highlighted attempt."""
        return self.highlighted

    def show_attempts(self) -> None:
        """List the attempts that are left."""
        self.show_rows()

    def action_compare(self) -> None:
        """Compare the highlighted mock with the previous one."""
        if name := self.highlighted:
            self.router.compare(name)
