"""The attempt service, settings, and folders that all screens share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from examkit.errors import ExamkitError
from examkit.tui.glyphs import ASCII, UNICODE, Glyphs
from examkit.tui.key_command import key_of

if TYPE_CHECKING:
    from examkit.attempts.service import AttemptService
    from examkit.bank.known_banks import KnownBank
    from examkit.config import Config
    from examkit.config_file import Value
    from examkit.exam.attempt_state import AttemptState
    from examkit.exam.form import Form
    from examkit.report.report import Report


class AppContext:
    """The attempt service, settings, and folders that all screens share."""

    def __init__(self, service: AttemptService, config: Config, exam: str | None = None) -> None:
        self.service = service
        self.config = config
        self.config_folder: Path | None = None
        """Folder of the settings file; None to save no settings."""
        self.data_folder = Path()
        """Folder for saved reports and problem reports."""
        self.bank_places: Sequence[Path] = ()
        """Folders whose subfolders can be banks."""
        self.hides_options = config.hide_options
        """Whether drills hide a question's options until the candidate presses a key."""
        self.keys: Mapping[str, str] = {}
        """Mapping of command names to the candidate's own keys.

        The keys have Textual's names and are separated by commas.
        """
        self.on_change: Callable[[], None] = lambda: None
        """A function to call after a setting has changed, which updates the whole app."""
        self.notes_read: list[str] = []
        """Addresses of the note sections read in this session, latest first."""
        self._exam = exam

    @property
    def glyphs(self) -> Glyphs:
        """Return the set of symbols that screens are drawn with, Unicode or plain ASCII."""
        return ASCII if self.config.ascii else UNICODE

    def key_of(self, name: str) -> str:
        """Return the first key of a command in readable form, such as `esc` for `escape`."""
        return key_of(name, self.keys)

    def add_note_read(self, ref: str) -> None:
        """Remember that the candidate read the note section with this address."""
        self.notes_read = [ref, *(each for each in self.notes_read if each != ref)]

    @property
    def exam_id(self) -> str:
        """Return the exam ID from the command line, or else from the settings and the exam date."""
        return self._exam or self.service.default_exam

    def change_settings(self, values: Mapping[str, Value]) -> None:
        """Change settings for this session, and save them.

        `values` maps the names of the settings to their new values. Raises ExamkitError if the
        settings can't be saved. Even then, they apply to this session.
        """
        from examkit.config_file import save_settings

        self.config = self.config._replace(**values)  # type: ignore[arg-type]
        self._exam = None if "exam" in values else self._exam
        self.hides_options = self.config.hide_options
        current = self.service.preferences
        optional = current.exam_is_optional and "exam" not in values
        self.service.set_preferences(
            current._replace(**self.config.preferences, exam_is_optional=optional)
        )
        self.on_change()
        if self.config_folder is not None:
            save_settings(self.config_folder, dict(values))

    def known_banks(self) -> list[KnownBank]:
        """Return the banks to choose from in the settings, including the current one."""
        from examkit.bank.known_banks import known_banks

        opened = [*map(Path, self.config.banks), self.service.library.root]
        return known_banks(self.bank_places, opened)

    def settings_for_bank(self, folder: Path) -> dict[str, Value]:
        """Return the settings that make the bank in `folder` the current one.

        The result maps names of settings to their new values. The exam chosen in the settings is
        kept if the bank has it.
        """
        opened = tuple(dict.fromkeys((*self.config.banks, str(folder))))
        is_placed = folder.parent in self.bank_places
        exams = [exam.id for exam in self.service.bank.info.exams]
        exam = self.config.exam if self.config.exam in exams else ""
        if is_placed:
            return {"bank": folder.name, "exam": exam}
        return {"bank": str(folder), "exam": exam, "banks": opened}

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

    def save_problem_report(self, form: Form, state: AttemptState, slot: int, reason: str) -> Path:
        """Save the candidate's report of a problem with a question, and return the file's path.

        `slot` is the index of the question in `form`, and `reason` what the candidate says is wrong
        with it. Raises ExamkitError if the file can't be written.
        """
        from examkit.attempts.problem_reports import save_problem_report

        return save_problem_report(form, state, slot, reason, self.data_folder / "doubts")
