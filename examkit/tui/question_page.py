"""The display of an attempt: its current question with the options or the explanation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Static

from examkit.attempts.live_attempt import LiveAttempt
from examkit.exam.explanation import Explanation
from examkit.exam.form import Slot
from examkit.tui import attempt_status
from examkit.tui.attempt_keys import attempt_keys, keys_while_hidden
from examkit.tui.explanation_view import explain_with_notes
from examkit.tui.key_command import KeyCommand
from examkit.tui.question_view import (
    in_column,
    option_rows,
    read_ahead,
    rows_width,
    share_height,
    stem_blocks,
    stem_parts,
)
from examkit.tui.running_attempt import RunningAttempt
from examkit.tui.text_blocks import (
    COLUMN_GAP,
    MEASURE,
    MIN_COLUMNS_WIDTH,
    Block,
    TextBlock,
    literal,
)
from examkit.tui.widgets.bars import NoticeBar, StatusBar
from examkit.tui.widgets.navigator_panel import NavigatorPanel
from examkit.tui.widgets.options import OptionRow, OptionsView
from examkit.tui.widgets.prose import Prose
from examkit.tui.widgets.question_strip import QuestionStrip, slot_cells
from examkit.tui.widgets.scroll_pane import ScrollPane

HIDDEN = " The options are hidden. Think of your answer, then press {}."
MARGINS = 3
TEXT_WIDTH = 96
"""Maximum width of a question in a mock, in cells."""
ONE_COLUMN, TWO_COLUMNS = MIN_COLUMNS_WIDTH - 1 + MARGINS, 2 * MEASURE + len(COLUMN_GAP) + MARGINS
"""Maximum width in cells of a question in a drill: without notes next to it, and with them."""
PANEL_FROM = 110
"""Width of the window in cells from which a second column is next to the question."""


class QuestionPage(RunningAttempt):
    """Shows the current slot of an attempt.

    A drill keeps the places of the verdict and of the notes free, so that the question stays where
    it is when the answer is shown.
    """

    def __init__(self, attempt: LiveAttempt) -> None:
        super().__init__(attempt)
        self._cursor: int | None = None
        """Index of the row under the cursor, or None until a key moves it there."""
        self._hides_options = False
        """Whether a drill hides the options until the candidate presses a key."""
        self._opened = set[int]()
        """Indexes of slots whose hidden options the candidate has shown."""
        # Kept, because each query for them walks through all widgets at every key press.
        self._panes = (
            ScrollPane(Prose(id="question"), id="stem"),
            ScrollPane(OptionsView(), Prose(id="explanation"), id="options"),
        )
        self._lead_in = Prose(id="lead-in")
        """The paragraph that asks. It stays above the options if the rest of the stem scrolls."""
        self._panels: list[NavigatorPanel] = []

    def compose_body(self) -> Iterable[Widget]:
        """Return the question, its options or explanation, and the status lines."""
        verdict = [Prose(id="verdict")] if self.attempt.rules.shows_answers else []
        if not self.attempt.rules.shows_answers:
            slots = len(self.attempt.form.slots)
            self._panels = [NavigatorPanel(self.context.glyphs, slots)]
        stem, options = self._panes
        texts = (*verdict, stem, self._lead_in, options)
        yield Horizontal(Vertical(*texts, id="page"), *self._panels, id="body")
        yield NoticeBar()
        yield QuestionStrip(self.context.glyphs)
        yield Static(id="unsaved", markup=False)
        yield StatusBar()

    @property
    def panel(self) -> NavigatorPanel | None:
        """Return the navigator next to the question, or None if there is none."""
        return next((panel for panel in self._panels if panel.display), None)

    def on_mount(self) -> None:
        """Show the question."""
        self._hides_options = self.context.hides_options
        self.set_class(self.attempt.rules.shows_answers, "-drill")
        self._use_width()
        self.show_slot()
        # Each layout can cut the question, or show all of it.
        self.screen_layout_refresh_signal.subscribe(self, lambda _: self.on_scroll_pane_moved())

    @property
    def options_hidden(self) -> bool:
        """Return whether the options of the current slot are hidden."""
        seen = self.state.revealed or self.state.answered or self.current in self._opened
        return self._hides_options and self.attempt.rules.shows_answers and not seen

    def current_keys(self) -> tuple[KeyCommand, ...]:
        """Return the commands that do something now."""
        keys = attempt_keys(
            max(1, len(self.slot.order)),
            self.question_type,
            drill=self.attempt.rules.shows_answers,
            revealed=self.state.revealed,
            timed=self.attempt.form.limit is not None,
            has_more=any(pane.has_more for pane in self._panes),
        )
        return keys_while_hidden(keys) if self.options_hidden else keys

    def _fit(self) -> None:
        super()._fit()
        before = self.panel
        self._use_width()
        share_height(self.query_one("#page"))
        self.show_heading()
        if self.panel is not before:
            self.show_state()

    def _use_width(self) -> None:
        """In a wide window, show the navigator next to the question, or leave room for notes."""
        is_wide = self.app.size.width >= PANEL_FROM
        for panel in self._panels:
            panel.display = is_wide
        self.query_one(QuestionStrip).display = self.panel is None
        in_drill = TWO_COLUMNS if is_wide else ONE_COLUMN
        for text in self.query("#page > *"):
            text.styles.max_width = in_drill if self.attempt.rules.shows_answers else TEXT_WIDTH

    def slot_on_screen(self) -> Slot:
        """Return the current slot."""
        return self.slot

    def explanation_on_screen(self) -> Explanation | None:
        """Return the current question's explanation once its answer is shown, or None before."""
        if not self.state.revealed:
            return None
        return explain_with_notes(self.service, self.slot, self.state, self.attempt.form.bank)

    def show_slot(self) -> None:
        """Show the current slot, scrolled to the top, or to the answer once it is shown."""
        self._cursor = self._first_row()
        self._show_stem()
        for pane in self._panes:
            pane.scroll_home(animate=False, immediate=True)
        self.show_state()
        share_height(self.query_one("#page"))
        if self.state.revealed:
            self.show_answer()
        self.call_after_refresh(read_ahead, self.attempt.form.slots[self.current + 1 :][:1])

    def on_scroll_pane_moved(self) -> None:
        """Update the key bar, which has the key to scroll while there is more below."""
        self.show_keys(self.current_keys())
        self.show_verdict()

    def show_answer(self) -> None:
        """Scroll to the correct answer once it is laid out."""
        self.call_after_refresh(self.scroll_to_answer, stem_blocks(self.slot))

    def _show_stem(self) -> None:
        stem, lead_in = stem_parts(self.slot)
        self.query_one("#question", Prose).show(self._in_place(stem))
        self._lead_in.show(self._in_place(lead_in))

    def _in_place(self, blocks: Sequence[Block]) -> Sequence[Block]:
        """Return blocks of the question, laid out where an explanation would show them, if any."""
        return in_column(blocks, self.slot, self.rows()) if self._has_column else blocks

    @property
    def _has_column(self) -> bool:
        """Return whether a wide window keeps room for notes next to the question."""
        return self.attempt.rules.shows_answers

    def _fit_rows(self, width: int) -> int:
        """Return how many of `width` cells the options use. A drill leaves room for notes."""
        return rows_width(width, self.slot, self.rows()) if self._has_column else width

    def _first_row(self) -> int | None:
        """Return the row where the cursor starts, or None if it is hidden until a key moves it."""
        kind = self.question_type
        return None if kind.letters_name_rows and not kind.takes_text else 0

    def rows(self) -> list[OptionRow]:
        """Return the current question's rows: options, items, left sides, or the typed answer."""
        return option_rows(self.slot, self.state, self.context.glyphs)

    def show_state(self) -> None:
        """Update everything on screen that depends on the state of the current slot."""
        self.show_keys(self.current_keys())
        self.show_options()
        self.show_status()
        self.show_heading()
        # Widgets request repaints one by one. Repaint all of them in the same frame.
        self._dirty_widgets.update(w for w in self.walk_children(Widget) if w._repaint_required)

    def show_options(self) -> None:
        """Show the options, or the explanation once the answer is revealed."""
        revealed, hidden, stem = self.state.revealed, self.options_hidden, self.query_one("#stem")
        # CSS classes would take effect later, possibly in another frame.
        self.refresh(repaint=False, layout=stem.display == revealed)
        stem.display = not revealed
        self._lead_in.display = not (revealed or self._lead_in.is_empty)
        self.query_one(OptionsView).display = not (revealed or hidden)
        self.query_one("#explanation").display = revealed or hidden
        # The cursor is left of the text.
        self.query_one("#options").styles.padding = (0, 0, 0, 1) if revealed else (1, 0, 0, 0)
        if revealed:
            self.show_explanation(stem_blocks(self.slot))
            return
        if self.attempt.rules.shows_answers:
            self.hide_verdict()
        if hidden:
            text = HIDDEN.format(self.context.key_of("select"))
            self.query_one("#explanation", Prose).show([TextBlock(literal(text))])
        else:
            self._show_rows()

    def _show_rows(self) -> None:
        self.query_one(OptionsView).show(
            self.rows(),
            self._cursor,
            cursor_glyph=self.context.glyphs.cursor,
            names_eliminated=self.names_eliminated,
            fit=self._fit_rows,
        )

    def show_status(self, notice: str | None = None) -> None:
        """Update the lines below the question. `notice` replaces the message; None keeps it."""
        super().show_status(notice)
        cells = slot_cells(self.attempt.form, self.attempt.state)
        (self.panel or self.query_one(QuestionStrip)).show(cells, self.current)
        shows_pace = self.attempt.rules.shows_answers or self.context.config.show_pace
        parts = attempt_status.slot_parts(self.attempt)
        progress = attempt_status.progress(
            self.attempt, shows_pace=shows_pace, shows_counts=self.panel is None
        )
        self.query_one(StatusBar).show([*parts, self.bookmark_sign()], progress)
