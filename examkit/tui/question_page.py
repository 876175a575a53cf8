"""The display of an attempt: a question, its state, the time left, and unsaved changes."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget
from textual.widgets import Static

from examkit.attempts.live_attempt import LiveAttempt
from examkit.exam.actions import slot_statuses
from examkit.exam.attempt_state import SlotState
from examkit.exam.explanation import find_outcome
from examkit.exam.form import Slot
from examkit.exam.timing import time_warning
from examkit.humanize import CONFIDENCE_LABELS
from examkit.question_types.base import QuestionType
from examkit.question_types.registry import QuestionFields, find_type
from examkit.tui import formatting
from examkit.tui.base_screen import BaseScreen
from examkit.tui.explanation_view import explain_with_notes, outcome_words, render_explanation
from examkit.tui.key_command import KeyCommand
from examkit.tui.keymap import attempt_keys
from examkit.tui.markdown import to_blocks
from examkit.tui.question_view import option_rows, stem_blocks
from examkit.tui.text_blocks import TextBlock, lay_out, literal
from examkit.tui.widgets.bars import StatusBar
from examkit.tui.widgets.options import OptionsView
from examkit.tui.widgets.prose import Prose
from examkit.tui.widgets.question_strip import QuestionStrip, SlotCell
from examkit.tui.widgets.scroll_pane import ScrollPane

HIDDEN = "The options are hidden. Think of your answer, then press space."
RENEWED = "The attempts file was changed or removed. This attempt has been saved to it again."
ALWAYS_SHOWN_S = 300.0
"""When this many seconds or fewer are left, the clock shows even if it is hidden."""


class QuestionPage(BaseScreen[None]):
    """Shows the current slot of an attempt. Only the passing of time changes the attempt here."""

    def __init__(self, attempt: LiveAttempt) -> None:
        super().__init__()
        self.attempt = attempt
        self._cursor = 0
        self._seconds_left = attempt.remaining()
        self._notice = ""
        """A short message at the start of the status line."""
        self._is_closing = False
        self._clock_hidden = False
        self._hides_options = False
        """Whether a drill hides the options until the candidate presses a key."""
        self._opened = set[int]()
        """Indexes of slots whose hidden options the candidate has shown."""

    def compose_body(self) -> Iterable[Widget]:
        """Return the question, its options or explanation, and the status lines."""
        yield ScrollPane(Prose(id="question"), id="stem")
        yield ScrollPane(OptionsView(), Prose(id="explanation"), id="options")
        yield QuestionStrip(self.context.glyphs)
        yield Static(id="unsaved", markup=False)
        yield StatusBar()

    def on_mount(self) -> None:
        """Show the question, and update the clock every second. The attempt measures the time."""
        self._clock_hidden = self.context.config.hide_clock
        self._hides_options = self.context.hides_options
        self.set_interval(1.0, self._tick)
        self.show_slot()

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
        return self.attempt.state.slots[self.current]

    @property
    def options_hidden(self) -> bool:
        """Return whether the options of the current slot are hidden."""
        seen = self.state.revealed or self.state.answered or self.current in self._opened
        return self._hides_options and self.attempt.rules.shows_answers and not seen

    def current_keys(self, *, revealed: bool = False) -> tuple[KeyCommand, ...]:
        """Return the commands that work on the current question."""
        drill = self.attempt.rules.shows_answers
        letters = max(1, len(self.slot.order))
        return attempt_keys(letters, self.question_type, drill=drill, revealed=revealed)

    # Question

    def show_slot(self) -> None:
        """Show the current slot, scrolled to the top."""
        self._cursor = 0
        self.query_one("#question", Prose).show(stem_blocks(self.slot))
        for pane in self.query(ScrollPane):
            pane.scroll_home(animate=False, immediate=True)
        self.show_state()
        self.call_after_refresh(self._read_ahead, self.current + 1)

    def _read_ahead(self, number: int) -> None:
        """Parse the question of the slot at index `number` early, so that it appears faster."""
        for slot in self.attempt.form.slots[number : number + 1]:
            for text in (slot.shared, slot.question.stem, *slot.question.choices):
                to_blocks(text)

    def show_state(self) -> None:
        """Update everything on screen that depends on the state of the current slot."""
        self.show_keys(self.current_keys(revealed=self.state.revealed))
        self.show_options()
        self.show_status()
        self.show_heading()
        # Widgets request repaints one by one. Repaint all of them in the same frame.
        self._dirty_widgets.update(each for each in self.query("*") if each._repaint_required)

    def show_options(self) -> None:
        """Show the options, or the explanation once the answer is revealed."""
        revealed, hidden, stem = self.state.revealed, self.options_hidden, self.query_one("#stem")
        # CSS classes would take effect later, possibly in another frame.
        self.refresh(repaint=False, layout=stem.display == revealed)
        stem.display = not revealed
        self.query_one(OptionsView).display = not (revealed or hidden)
        self.query_one("#explanation").display = revealed or hidden
        self.query_one("#options").styles.padding = (int(not revealed), 0, 0, 1)
        if revealed or hidden:
            self._show_explanation()
        else:
            self._show_rows()

    def _show_rows(self) -> None:
        rows, many = option_rows(self.slot, self.state), not self.question_type.takes_one
        glyph = self.context.glyphs.cursor
        self.query_one(OptionsView).show(rows, self._cursor, many=many, cursor_glyph=glyph)

    def _show_explanation(self) -> None:
        prose, slot = self.query_one("#explanation", Prose), self.slot
        if self.options_hidden:
            prose.show([TextBlock(literal(HIDDEN))])
        else:
            explanation = explain_with_notes(self.service, slot, self.state, self.attempt.form.bank)
            blocks = render_explanation(explanation, self.context.glyphs)
            prose.show([*stem_blocks(slot), *blocks])

    def scroll_to_explanation(self) -> None:
        """Scroll past the stem to the start of the explanation."""
        pane = self.query_one("#options", ScrollPane)
        stem = lay_out(stem_blocks(self.slot), pane.content_size.width)
        pane.scroll_to(y=len(stem) + 1, animate=False)

    # Status

    def show_status(self, notice: str | None = None) -> None:
        """Update the lines below the question. A `notice` replaces the previous message."""
        self._notice = self._notice if notice is None else notice
        form, state = self.attempt.form, self.attempt.state
        statuses = slot_statuses(form, state)
        cells = [
            SlotCell(status, slot.flagged)
            for status, slot in zip(statuses, state.slots, strict=True)
        ]
        self.query_one(QuestionStrip).show(cells, state.current)
        self.query_one(StatusBar).show([part for part in self._status_parts() if part])
        self._show_unsaved()

    def _status_parts(self) -> Iterable[str]:
        """Yield the parts of the status line, most important first. Some are empty."""
        state = self.state
        yield self._notice
        if state.revealed:
            yield outcome_words(find_outcome(self.slot, state), self.context.glyphs)
        yield self.question_type.describe_progress(self.slot.question, state.response)
        yield "flagged" if state.flagged else ""
        yield CONFIDENCE_LABELS[state.confidence] if state.confidence else ""
        yield "repeats later" if state.postponed else ""
        yield from formatting.format_progress(self.attempt.form, self.attempt.state)
        yield "" if self.attempt.outbox.is_persistent else "not saved"

    def heading(self) -> tuple[str, str, str]:
        """Return the exam and the form's title, the question's number, and the time left."""
        form = self.attempt.form
        place = f"question {self.current + 1} of {len(form.slots)}"
        return f"{form.exam.id.upper()} · {form.title}", place, self._clock()

    def _clock(self) -> str:
        """Return the time left, or how to show it if hidden; empty without a time limit."""
        left = self._seconds_left
        if left is None:
            return ""
        hidden = self._clock_hidden and left > ALWAYS_SHOWN_S
        return "time hidden (t)" if hidden else formatting.format_clock(left)

    # Time and saving

    def _tick(self) -> None:
        """Save pending changes, submit if time is up, and update the screen."""
        if self._is_closing or not self.try_action(self.attempt.poll):
            return
        self.show_saving()
        if self.attempt.finished:
            self.finish()
            return
        before, self._seconds_left = self._seconds_left, self.attempt.remaining()
        if before is None or self._seconds_left is None:
            return
        if warning := time_warning(before, self._seconds_left):
            self.show_status(warning)
        if self.is_current:
            self.show_heading()

    def show_saving(self) -> None:
        """Show that pending changes were saved, or that the attempts file was restored."""
        was_waiting = self.query_one("#unsaved").display
        self._show_unsaved()
        if was_waiting and self.attempt.outbox.fault is None:
            self.show_status("everything saved")
        if self.attempt.outbox.renewed:
            self.attempt.outbox.renewed = False
            self.notify(RENEWED, severity="warning", markup=False, timeout=10)

    def _show_unsaved(self) -> None:
        """Show a banner as long as any changes are unsaved."""
        text = formatting.unsaved_warning(self.attempt.outbox)
        banner = self.query_one("#unsaved", Static)
        banner.display = bool(text)
        if text:
            banner.update(literal(text))

    def finish(self) -> None:
        """Close the screen and show the report."""
        if not self._is_closing:
            self._is_closing = True
            self.attempt.release()
            self.router.finish(self, self.attempt.attempt_id)
