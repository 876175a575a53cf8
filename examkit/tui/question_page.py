"""What the screen of a sitting shows: one question, what was done with it, and the time."""

from __future__ import annotations

from collections.abc import Iterable

from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from examkit.attempts.live_attempt import LiveAttempt
from examkit.exam.actions import slot_statuses
from examkit.exam.attempt_state import SlotState
from examkit.exam.explanation import find_outcome
from examkit.exam.form import Slot
from examkit.exam.timing import TIME_WARNINGS_S
from examkit.humanize import CONFIDENCE_LABELS
from examkit.question_types.base import QuestionType
from examkit.question_types.registry import QuestionFields, find_type
from examkit.tui import formatting
from examkit.tui.base_screen import BaseScreen
from examkit.tui.blocks import Block, literal
from examkit.tui.explanation_view import explain_with_notes, outcome_words, render_explanation
from examkit.tui.keymap import attempt_keys
from examkit.tui.markdown import to_blocks
from examkit.tui.question_view import option_rows, stem_blocks
from examkit.tui.widgets.bars import KeyBar
from examkit.tui.widgets.options import OptionsView
from examkit.tui.widgets.prose import Prose
from examkit.tui.widgets.question_strip import QuestionStrip, SlotCell
from examkit.tui.widgets.scroll_pane import ScrollPane
from examkit.tui.widgets.status import StatusBar

COVERED = "The options are covered. Think of your answer, then press space to see them."


class QuestionPage(BaseScreen[None]):
    """Shows the slot the candidate is at; changes nothing."""

    clock_hidden: reactive[bool] = reactive(False)

    def __init__(self, attempt: LiveAttempt) -> None:
        super().__init__()
        self.attempt = attempt
        self._cursor = 0
        self._left = attempt.remaining()
        self._notice = ""
        self.covers = False
        """Whether options are covered until a key."""
        self._uncovered: set[int] = set()

    def compose_body(self) -> Iterable[Widget]:
        """Return question, options and the lines below."""
        yield ScrollPane(Prose(id="question"), id="stem")
        yield ScrollPane(OptionsView(), Prose(id="explanation"), id="options")
        yield QuestionStrip(self.context.glyphs)
        yield Static(id="unsaved", markup=False)
        yield StatusBar()

    @property
    def here(self) -> int:
        """Number of the slot the candidate is at, from 0."""
        return self.attempt.state.current

    @property
    def slot(self) -> Slot:
        """What is asked there."""
        return self.attempt.form.slots[self.here]

    @property
    def kind(self) -> QuestionType[QuestionFields]:
        """Its type."""
        return find_type(self.slot.question)

    @property
    def state(self) -> SlotState:
        """What the candidate has done there."""
        return self.attempt.state.slots[self.here]

    @property
    def covered(self) -> bool:
        """Whether the options of this slot are covered."""
        done = self.state.revealed or self.state.answered or self.here in self._uncovered
        return self.covers and self.attempt.rules.shows_answers and not done

    def watch_clock_hidden(self) -> None:
        """Show or hide the clock."""
        if self.is_mounted:
            self.show_heading()

    def show_slot(self) -> None:
        """Show another slot from its top."""
        self._cursor = 0
        self.query_one("#question", Prose).show(stem_blocks(self.slot))
        self.query_one("#stem", ScrollPane).scroll_home(animate=False, immediate=True)
        self.query_one("#options", ScrollPane).scroll_home(animate=False, immediate=True)
        self.show_state()
        self.call_after_refresh(self._read_ahead, self.here + 1)

    def _read_ahead(self, number: int) -> None:
        """Parse the next question while this one is read: the key to it finds it ready."""
        for slot in self.attempt.form.slots[number : number + 1]:
            for text in (slot.shared, slot.question.stem, *slot.question.choices):
                to_blocks(text)

    def show_state(self) -> None:
        """Show what the candidate has done so far."""
        drill, revealed = self.attempt.rules.shows_answers, self.state.revealed
        letters = max(1, len(self.slot.order))
        keys = attempt_keys(letters, self.kind, drill=drill, revealed=revealed)
        self.query_one(KeyBar).show(keys)
        self._show_options()
        self._show_lines()
        self.show_heading()

    def _show_options(self) -> None:
        slot, state = self.slot, self.state
        options, prose = self.query_one(OptionsView), self.query_one("#explanation", Prose)
        stem = self.query_one("#stem")
        # Widgets ask one by one to be drawn, CSS classes apply later still, and a frame can fall
        # in between: so the next frame draws the whole screen.
        self._set_dirty()
        self._dirty_widgets.add(self)
        self.refresh(repaint=False, layout=stem.display == state.revealed)
        prose.display = state.revealed or self.covered
        options.display = not prose.display
        stem.display = not state.revealed
        self.query_one("#options").styles.padding = (int(not state.revealed), 0, 0, 1)
        if self.covered:
            prose.show([Block(literal(COVERED))])
            return
        if state.revealed:
            explanation = explain_with_notes(self.service, slot, state)
            prose.show([*stem_blocks(slot), *render_explanation(explanation, self.context.glyphs)])
            return
        many, rows = not self.kind.takes_one, option_rows(slot, state)
        options.show(rows, self._cursor, many=many, cursor_glyph=self.context.glyphs.here)

    def _show_lines(self) -> None:
        form, session = self.attempt.form, self.attempt.state
        states = slot_statuses(form, session)
        cells = [
            SlotCell(status, slot.flagged)
            for status, slot in zip(states, session.slots, strict=True)
        ]
        self.query_one(QuestionStrip).show(cells, session.current)
        self.query_one(StatusBar).show(self._status())
        self._show_unsaved()

    def _show_unsaved(self) -> None:
        """Say what is not on disk, for as long as it is not."""
        text = formatting.unsaved_warning(self.attempt.outbox)
        banner = self.query_one("#unsaved", Static)
        banner.display = bool(text)
        if text:
            banner.update(literal(text))

    def _status(self) -> list[str]:
        form, session, state = self.attempt.form, self.attempt.state, self.state
        # What is asked of the candidate here stands first: a narrow window leaves out the last.
        parts: list[str] = [self._notice] if self._notice else []
        if state.revealed:
            parts.append(outcome_words(find_outcome(self.slot, state), self.context.glyphs))
        parts.append(self.kind.describe_progress(self.slot.question, state.response))
        if state.flagged:
            parts.append("flagged")
        if state.confidence:
            parts.append(CONFIDENCE_LABELS[state.confidence])
        if state.postponed:
            parts.append("again later")
        parts += formatting.format_progress(form, session)
        if not self.attempt.outbox.is_persistent:
            parts.append("not kept")
        return [part for part in parts if part]

    def heading(self) -> tuple[str, str, str]:
        """Return exam and title, the number of the question, and the time left."""
        form, session = self.attempt.form, self.attempt.state
        left = self._left
        hidden = self.clock_hidden and (left is None or left > TIME_WARNINGS_S[-1])
        time = (
            "" if left is None else ("clock hidden: t" if hidden else formatting.format_clock(left))
        )
        return (
            f"{form.exam.id.upper()} · {form.title}",
            f"question {session.current + 1} of {len(form.slots)}",
            time,
        )
