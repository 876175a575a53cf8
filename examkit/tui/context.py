"""The attempt service, settings, and folders that all screens share."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from examkit.errors import ExamkitError
from examkit.tui.glyphs import ASCII, UNICODE

if TYPE_CHECKING:
    from examkit.attempts.service import AttemptService
    from examkit.config import Config
    from examkit.report.report import Report


class AppContext:
    """The attempt service, settings, and folders that all screens share."""

    def __init__(self, service: AttemptService, config: Config, exam: str | None = None) -> None:
        self.service = service
        self.config = config
        self.glyphs = ASCII if config.ascii else UNICODE
        self.config_folder = Path()
        """Folder of the settings file."""
        self.data_folder = Path()
        """Folder for saved reports and problem reports."""
        self.hides_options = config.hide_options
        """Whether drills hide a question's options until the candidate presses a key."""
        self.keys: Mapping[str, str] = {}
        """The candidate's own keys by the names of their commands."""
        self._exam = exam

    @property
    def exam_id(self) -> str:
        """Return the exam ID from the command line, or else the settings, or the bank's default."""
        return self._exam or self.service.default_exam

    def save_exam_date(self, day: str) -> None:
        """Save the exam date in the settings; an empty `day` clears it.

        Raises ExamkitError if the file can't be written.
        """
        from examkit.config import save_exam_date

        self.config = save_exam_date(self.config, self.config_folder, day)
        self.service.set_exam_date(self.config.parsed_exam_date)

    def save_report(self, report: Report) -> Path:
        """Save a report as HTML and return the file's path.

        Raises ExamkitError if the file can't be written.
        """
        from examkit.report.render.html import render

        zone = datetime.now(UTC).astimezone().tzinfo or UTC
        path = self.data_folder / "reports" / f"{report.facts.attempt_id}.html"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(render(report, zone), encoding="utf-8")
        except OSError as error:
            raise ExamkitError(f"{path} can't be written: {error.strerror}.", "") from error
        return path

    def save_issue_report(self, attempt: str, slot: int, reason: str) -> Path:
        """Save a report of a problem with a question, and return the file's path.

        Raises ExamkitError if the file can't be written.
        """
        folder = self.data_folder / "doubts"
        return self.service.past.issue_report(attempt, slot, reason, folder)
