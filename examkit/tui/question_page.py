"""The display of an attempt: a question, its state, the time left, and unsaved changes."""

from __future__ import annotations

from collections.abc import Iterable

from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from examkit.attempts.live_attempt import LiveAttempt
from examkit.exam.attempt_state import SlotState
from examkit.exam.explanation import Explanation
from examkit.exam.form import Slot
from examkit.question_types.base import QuestionType
from examkit.question_types.registry import QuestionFields, find_type
from examkit.tui import attempt_status, formatting
from examkit.tui.attempt_keys import attempt_keys
from examkit.tui.countdown import Countdown
from examkit.tui.explanation_actions import ExplanationActions
from examkit.tui.explanation_view import explain_with_notes
from examkit.tui.key_command import KeyCommand
from examkit.tui.markdown import to_blocks
from examkit.tui.question_view import option_rows, stem_blocks
from examkit.tui.text_blocks import TextBlock, literal
from examkit.tui.time_up import TimeUpDialog
from examkit.tui.walk import Walk
from examkit.tui.widgets.bars import NoticeBar, StatusBar
from examkit.tui.widgets.navigator_panel import NavigatorPanel
from examkit.tui.widgets.options import OptionRow, OptionsView
from examkit.tui.widgets.prose import Prose
from examkit.tui.widgets.question_strip import QuestionStrip, slot_cells
from examkit.tui.widgets.scroll_pane import ScrollPane

HIDDEN = "The options are hidden. Think of your answer, then press space."
RENEWED = "The attempts file was changed or removed. This attempt has been saved to it again."


TEXT_WIDTH, EXPLANATION_WIDTH = 96, 184
"""Maximum width of a question and of an explanation, in cells."""


PANEL_FROM = 110
"""Width of the window in cells from which the navigator is next to the question."""


class QuestionPage(ExplanationActions):
    """Shows the current slot of an attempt. Only the passing of time changes the attempt here."""

    def __init__(self, attempt: LiveAttempt) -> None:
        super().__init__()
        self.attempt = attempt
        self._cursor: int | None = None
        """Index of the row under the cursor, or None until a key moves it there."""
        self._countdown = Countdown(attempt.remaining())
        self._notice = ""
        """A message that the next key removes."""
        self._walk: Walk | None = None
        """The questions that the candidate goes through from the navigator."""
        self._is_closing = False
        self._hides_options = False
        """Whether a drill hides the options until the candidate presses a key."""
        self._opened = set[int]()
        """Indexes of slots whose hidden options the candidate has shown."""

    def compose_body(self) -> Iterable[Widget]:
        """Return the question, its options or explanation, and the status lines."""
        stem = ScrollPane(Prose(id="question"), id="stem")
        options = ScrollPane(OptionsView(), Prose(id="explanation"), id="options")
        page = Vertical(stem, Prose(id="verdict"), options, id="page")
        yield Horizontal(page, *self._panels(), id="body")
        yield NoticeBar()
        yield QuestionStrip(self.context.glyphs)
        yield Static(id="unsaved", markup=False)
        yield StatusBar()

    def _panels(self) -> list[NavigatorPanel]:
        """Return the navigator next to the question. A drill has no use for it."""
        if self.attempt.rules.shows_answers:
            return []
        return [NavigatorPanel(self.context.glyphs, len(self.attempt.form.slots))]

    @property
    def panel(self) -> NavigatorPanel | None:
        """Return the navigator next to the question, or None if there is none."""
        return next((panel for panel in self.query(NavigatorPanel) if panel.display), None)

    def on_mount(self) -> None:
        """Show the question, and update the clock every second. The attempt measures the time."""
        self._countdown.hidden = self.context.config.hide_clock
        self._hides_options = self.context.hides_options
        self.set_interval(1.0, self._tick)
        self._show_panel()
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
        return self.attempt.current_slot

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

    def available_commands(self) -> tuple[KeyCommand, ...]:
        """Return the commands that do something now, for the command palette."""
        return self.current_keys(revealed=self.state.revealed)

    def _fit(self) -> None:
        super()._fit()
        before = self.panel
        self._show_panel()
        if self.panel is not before:
            self.show_state()

    def _show_panel(self) -> None:
        """Show the navigator next to the question in a wide window, or else a line of signs."""
        for panel in self.query(NavigatorPanel):
            panel.display = self.app.size.width >= PANEL_FROM
        self.query_one(QuestionStrip).display = self.panel is None

    def slot_on_screen(self) -> Slot:
        """Return the current slot."""
        return self.slot

    def explanation_on_screen(self) -> Explanation | None:
        """Return the explanation once the answer is shown."""
        if not self.state.revealed:
            return None
        return explain_with_notes(self.service, self.slot, self.state, self.attempt.form.bank)

    # Question

    def show_slot(self) -> None:
        """Show the current slot, scrolled to the top."""
        self._cursor = self._first_row()
        self.query_one("#question", Prose).show(stem_blocks(self.slot))
        for pane in self.query(ScrollPane):
            pane.scroll_home(animate=False, immediate=True)
        self.show_state()
        self.call_after_refresh(self._read_ahead, self.current + 1)

    def _first_row(self) -> int | None:
        """Return where the cursor starts. Where letters choose, a key must first show it."""
        kind = self.question_type
        return None if kind.letters_name_rows and not kind.takes_text else 0

    def rows(self) -> list[OptionRow]:
        """Return the rows to choose from."""
        return option_rows(self.slot, self.state, self.context.glyphs)

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
        self.query_one("#verdict").display = revealed
        options = self.query_one("#options")
        # The cursor is left of the text.
        options.styles.padding = (0, 1, 0, 1) if revealed else (1, 1, 0, 0)
        # An explanation shows two texts side by side if there is room.
        options.styles.max_width = EXPLANATION_WIDTH if revealed else TEXT_WIDTH
        if revealed or hidden:
            self._show_explanation()
        else:
            self._show_rows()

    def _show_rows(self) -> None:
        self.query_one(OptionsView).show(
            self.rows(),
            self._cursor,
            cursor_glyph=self.context.glyphs.cursor,
            names_eliminated=self.names_eliminated,
        )

    def _show_explanation(self) -> None:
        if self.options_hidden:
            self.query_one("#explanation", Prose).show([TextBlock(literal(HIDDEN))])
        else:
            self.show_explanation(stem_blocks(self.slot))

    # Status

    def show_status(self, notice: str | None = None) -> None:
        """Update the lines below the question. A `notice` replaces the one before it."""
        self._notice = self._notice if notice is None else notice
        cells = slot_cells(self.attempt.form, self.attempt.state)
        slots = self.panel or self.query_one(QuestionStrip)
        slots.show(cells, self.current)
        self._show_counts()
        warning = self._countdown.draw_warning()
        self.query_one(NoticeBar).show(literal(self._notice) if self._notice else warning)
        self._show_unsaved()

    def _show_counts(self) -> None:
        shows_pace = self.attempt.rules.shows_answers or self.context.config.show_pace
        parts = attempt_status.slot_parts(self.attempt)
        progress = attempt_status.progress(
            self.attempt, shows_pace=shows_pace, shows_counts=self.panel is None
        )
        self.query_one(StatusBar).show([*parts, self.bookmark_sign()], progress)

    def heading(self) -> tuple[str, str, Content]:
        """Return the exam and the form's title, and the question's number, flag, and time left."""
        form, clock = self.attempt.form, self._countdown.draw()
        title = self._walk.describe(self.current) if self._walk else form.title
        right = attempt_status.place(self.attempt, self.context.glyphs, clock)
        return f"{form.exam.id.upper()} · {title}", "", right

    def show_notice(self, text: str, *, is_warning: bool = False) -> None:
        """Show a message below the question."""
        self.show_status(text)

    def on_key(self) -> None:
        """Remove the notice. The command of the key runs after this."""
        if self._notice:
            self.show_status("")

    # Time and saving

    def _tick(self) -> None:
        """Save pending changes, submit if time is up, and update the screen."""
        if self._is_closing or not self.try_action(self.attempt.poll):
            return
        self.show_saving()
        if self.attempt.finished:
            self.finish()
            return
        if self.attempt.form.limit is not None:
            self._countdown.update(self.attempt.remaining())
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
            self.notify(RENEWED, severity="warning", markup=False, timeout=10)

    def _show_unsaved(self) -> None:
        """Show a banner as long as any changes are unsaved."""
        text = formatting.unsaved_warning(self.attempt.outbox)
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
