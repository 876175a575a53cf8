"""An attempt that is running on screen: its state, the time left, and unsaved changes."""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property

from textual.content import Content
from textual.widgets import Static

from examkit.attempts.live_attempt import LiveAttempt
from examkit.errors import ExamkitError
from examkit.exam.attempt_state import SlotState
from examkit.exam.form import Slot
from examkit.humanize import name_attempt
from examkit.question_types.base import QuestionType
from examkit.question_types.registry import QuestionFields, find_type
from examkit.tui import attempt_status, formatting
from examkit.tui.clock_display import ClockDisplay
from examkit.tui.explanation_actions import ExplanationActions, Place
from examkit.tui.text_blocks import literal
from examkit.tui.time_up import TimeUpDialog
from examkit.tui.titles import shorten
from examkit.tui.walk import Walk
from examkit.tui.widgets.bars import NoticeBar

RENEWED = "The attempts file was changed or removed, so this attempt was saved again."
HEADING_GAPS = 5
"""Number of empty cells in the heading: at both edges, and between its texts."""


class RunningAttempt(ExplanationActions):
    """A screen on which an attempt runs, with its clock. Subclasses handle the answers."""

    def __init__(self, attempt: LiveAttempt) -> None:
        super().__init__()
        self.attempt = attempt
        self._clock_display = ClockDisplay(attempt.remaining())
        self._notice = ""
        """A message that the next key removes."""
        self._walk: Walk | None = None
        """The walk through some questions that the candidate chose in the navigator, or None."""
        self._is_closing = False

    def on_mount(self) -> None:
        """Update the clock every second. The attempt measures the time."""
        self._clock_display.hidden = self.context.config.hide_clock
        self._clock_display.key = self.context.key_of("clock")
        self.set_interval(1.0, self._tick)

    @property
    def current(self) -> int:
        """Return the index of the current slot in the form."""
        return self.attempt.state.current

    @property
    def slot(self) -> Slot:
        """Return the current slot."""
        return self.attempt.form.slots[self.current]

    @property
    def question_type(self) -> QuestionType[QuestionFields]:
        """Return the type of the current question."""
        return find_type(self.slot.question)

    @property
    def state(self) -> SlotState:
        """Return what the candidate has done in the current slot."""
        return self.attempt.current_slot

    def place_on_screen(self) -> Place:
        """Return the attempt and the index of the current slot."""
        return Place(self.attempt.form, self.attempt.state, self.current)

    def heading(self) -> tuple[str, str, Content]:
        """Return the attempt's name, the exam, and the question's flag, number, and time left."""
        exam, clock = self.attempt.form.exam.id.upper(), self._clock_display.draw()
        title = self._walk.describe(self.current) if self._walk else self._attempt_name
        right = attempt_status.place(self.attempt, self.context.glyphs, clock)
        room = self.app.size.width - len(f" · {exam}") - right.cell_length - HEADING_GAPS
        return f"{shorten(title, max(0, room))} · {exam}", "", right

    @cached_property
    def _attempt_name(self) -> str:
        """Return what the attempt is, such as "Drill: Security"."""
        form, titles = self.attempt.form, dict[str, str]()
        with suppress(ExamkitError):
            titles = self.service.part_titles()
        return name_attempt(form.mode, form.title, titles)

    def show_status(self, notice: str | None = None) -> None:
        """Update the message line. `notice` replaces the message in it; None keeps the message."""
        self._notice = self._notice if notice is None else notice
        warning = self._clock_display.draw_warning()
        self.query_one(NoticeBar).show(literal(self._notice) if self._notice else warning)
        self._show_unsaved()

    def show_notice(self, text: str, *, is_warning: bool = False) -> None:
        """Show a message below the question, or over the keys if it is longer than a line."""
        if literal(text).cell_length > self.query_one(NoticeBar).content_size.width:
            super().show_notice(text, is_warning=is_warning)
        else:
            self.show_status(text)

    def on_key(self) -> None:
        """Remove the notice. The command of the key runs after this."""
        if self._notice:
            self.show_status("")

    def _tick(self) -> None:
        """Save pending changes, submit if time is up, and update the screen."""
        if self._is_closing or not self.try_action(self.attempt.poll):
            return
        self.show_saving()
        if self.attempt.finished:
            self.finish()
            return
        if self.attempt.form.limit is not None:
            self._clock_display.update(self.attempt.remaining())
            if self.is_current:
                self.show_status()
                self.show_heading()

    def show_saving(self) -> None:
        """Show that pending changes were saved, or that the attempts file was restored."""
        was_waiting = self.query_one("#unsaved").display
        self._show_unsaved()
        if was_waiting and self.attempt.outbox.fault is None:
            self.show_status("everything saved")
        if self.attempt.outbox.renewed:
            self.attempt.outbox.renewed = False
            self.show_status(RENEWED)

    def _show_unsaved(self) -> None:
        """Show a banner as long as any changes are unsaved."""
        key = self.context.key_of("your answers")
        text = formatting.unsaved_warning(self.attempt.outbox, key)
        banner = self.query_one("#unsaved", Static)
        banner.display = bool(text)
        if text:
            banner.update(literal(text))

    def finish(self) -> None:
        """Close the screen and show the report, after a dialog if time is up."""
        if self._is_closing:
            return
        self._is_closing = True
        self.attempt.release()
        if self.attempt.state.finished == "time":
            answers = sum(slot.answered for slot in self.attempt.state.slots)
            self.app.push_screen(TimeUpDialog(answers), self._show_report)
        else:
            self._show_report()

    def _show_report(self, _: bool | None = None) -> None:
        self.router.finish(self, self.attempt.attempt_id)
