"""The review: the questions of a finished attempt with their explanations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from examkit.exam.explanation import Explanation
from examkit.tui.explanation_actions import ExplanationActions, Place
from examkit.tui.explanation_view import explain_with_notes, render_explanation, verdict
from examkit.tui.keymap import REVIEW_KEYS
from examkit.tui.question_actions import ShownQuestion
from examkit.tui.question_view import stem_blocks
from examkit.tui.review_filters import BOOKMARKED, FILTERS, draw_filters
from examkit.tui.text_blocks import Block, TextBlock, literal
from examkit.tui.text_screen import ReadingScreen
from examkit.tui.widgets.navigator_panel import COLUMNS, NavigatorPanel
from examkit.tui.widgets.prose import Prose
from examkit.tui.widgets.question_strip import OUTCOMES, QuestionGrid, SlotCell
from examkit.tui.widgets.scroll_pane import ScrollPane

if TYPE_CHECKING:
    from examkit.attempts.finished_attempt import FinishedAttempt
    from examkit.exam.form import Slot

PANEL_FROM = 150
"""Width of the window in cells from which the navigator is always open."""


class ReviewScreen(ExplanationActions, ReadingScreen):
    """Shows a finished attempt's questions that pass a filter, at first `selection`, one by one."""

    KEYS = REVIEW_KEYS

    def __init__(self, attempt: FinishedAttempt, selection: str = "all") -> None:
        super().__init__()
        self._attempt = attempt
        self.filter = selection
        self._in_navigator = False
        """Whether the arrow keys move in the navigator."""
        self._current: int | None = next(iter(self._slots), None)
        """Index of the slot on screen, or None if no question passes the filter."""

    def compose_body(self) -> Iterable[Widget]:
        """Return the filters, the verdict, the explanation, and the navigator."""
        text = ScrollPane(Prose(self.blocks(), id="text"))
        page = Vertical(Prose(self._verdict(), id="verdict"), text, id="page")
        yield Prose(self._tabs(), id="review-filters")
        yield Horizontal(page, self._make_navigator(), id="body")

    def on_mount(self) -> None:
        """Show the heading and the navigator."""
        super().on_mount()
        self._show_navigator()

    @property
    def _slots(self) -> list[int]:
        return self._find_slots(self.filter)

    def _find_slots(self, name: str) -> list[int]:
        """Return the indexes of the slots that pass the filter `name`."""
        slots = [slot.slot for slot in self._attempt.sheet.slots if FILTERS[name](slot)]
        return self._bookmarked(slots) if name == BOOKMARKED else slots

    def _bookmarked(self, slots: list[int]) -> list[int]:
        """Return those of `slots`, given by index, whose questions are bookmarked."""
        form = self._attempt.form
        marked = self.service.personal.bookmarks(form.bank)
        return [slot for slot in slots if form.slots[slot].question.id in marked]

    # Navigator

    def _make_navigator(self) -> NavigatorPanel:
        slots = self._attempt.sheet.slots
        names = dict(OUTCOMES)
        if not any(slot.outcome == "partial" for slot in slots):
            del names["partial"]
        return NavigatorPanel(self.context.glyphs, len(slots), names)

    def _show_navigator(self) -> None:
        """Show the navigator in a wide window, or if the candidate opened it."""
        panel = self.query_one(NavigatorPanel)
        panel.display = self._in_navigator or self.app.size.width >= PANEL_FROM
        panel.set_class(self._in_navigator, "-primary")
        cells = [SlotCell(slot.outcome, slot.flagged) for slot in self._attempt.sheet.slots]
        panel.show(cells, -1 if self._current is None else self._current)

    def _fit(self) -> None:
        super()._fit()
        self._show_navigator()

    def action_navigator(self) -> None:
        """Go to the navigator, where the arrow keys move between questions, or leave it."""
        self._in_navigator = not self._in_navigator
        self._show_navigator()

    def action_back(self) -> None:
        """Leave the navigator, or else the review."""
        if self._in_navigator:
            self.action_navigator()
        else:
            super().action_back()

    def action_scroll(self, lines: int) -> None:
        """Scroll the text, or move by a row in the navigator."""
        if self._in_navigator:
            self._step(self._slots, lines, COLUMNS)
        else:
            super().action_scroll(lines)

    def action_confirm(self) -> None:
        """Return from the navigator, or go to the next question."""
        if self._in_navigator:
            self.action_navigator()
        else:
            self.action_step(1)

    def on_question_grid_selected(self, event: QuestionGrid.Selected) -> None:
        """Go to the question that was clicked."""
        if event.slot not in self._slots:
            self.filter = "all"
        self._go(event.slot)

    # What is shown

    def heading(self) -> tuple[str, str, str]:
        """Return the title, a bookmark, and the question's number in the attempt."""
        if self._current is None:
            return "Review", "", ""
        place = f"Question {self._current + 1} of {len(self._attempt.form.slots)}"
        return "Review", self.bookmark_sign(), place

    def _tabs(self) -> list[Block]:
        counts = {name: len(self._find_slots(name)) for name in FILTERS}
        return [draw_filters(counts, self.filter)]

    def _verdict(self) -> list[Block]:
        explanation = self.explanation_on_screen()
        return [TextBlock(verdict(explanation, self.context.glyphs))] if explanation else []

    def blocks(self) -> list[Block]:
        """Return the question with its explanation, or a hint if no question passes the filter."""
        slot, explanation = self.slot_on_screen(), self.explanation_on_screen()
        if slot is None or explanation is None:
            name = self.filter.replace(" ", "-")
            return [TextBlock(literal(f"No {name} questions. Press 1 to see all questions."))]
        return [render_explanation(stem_blocks(slot), explanation, self.context.glyphs)]

    def show_text(self) -> None:
        """Update everything, and scroll to the top."""
        self.query_one("#review-filters", Prose).show(self._tabs())
        self.query_one("#verdict", Prose).show(self._verdict())
        self._show_navigator()
        super().show_text()

    # Moving

    def _go(self, slot: int | None) -> None:
        self._current = slot
        self.show_text()

    def shown_question(self) -> ShownQuestion | None:
        """Return the question on screen, or None if no question passes the filter."""
        if self._current is None:
            return None
        form = self._attempt.form
        return ShownQuestion(form.bank, form.slots[self._current].question.id)

    def show_additions(self) -> None:
        """Show the note and the bookmark, or another question if this one left the filter."""
        self.query_one("#review-filters", Prose).show(self._tabs())
        slots = self._slots
        if self._current in slots:
            self.show_heading()
            self.query_one("#text", Prose).show(self.blocks())
        else:
            self._go(self._nearest(slots))

    def action_step(self, step: int) -> None:
        """Go to the next question, or to the previous one if `step` is -1."""
        if not self._step(self._slots, step) and self._slots:
            notice = (
                "No more questions after this one." if step > 0 else "No questions before this one."
            )
            self.show_notice(notice)

    def _step(self, slots: list[int], step: int, distance: int = 1) -> bool:
        """Go to the next slot at least `distance` ahead (back if `step` is -1), or return False."""
        current = -1 if self._current is None else self._current
        nearest = [slot for slot in slots if (slot - current) * step >= distance]
        if nearest:
            self._go(nearest[0 if step > 0 else -1])
        return bool(nearest)

    def action_next_missed(self) -> None:
        """Go to the next question that was missed."""
        slots = sorted({*self._slots} & {*self._find_slots("missed")})
        if not self._step(slots, 1):
            self.show_notice("No missed questions after this one.")

    def action_filter(self, key: str) -> None:
        """Switch to the filter with this number, and show this question or the next that passes."""
        self.filter = list(FILTERS)[int(key) - 1]
        self._go(self._nearest(self._slots))

    def _nearest(self, slots: list[int]) -> int | None:
        """Return the first of `slots` at or after the one on screen, or else the last, or None."""
        current = self._current or 0
        return next((slot for slot in slots if slot >= current), slots[-1] if slots else None)

    # The question on screen

    def slot_on_screen(self) -> Slot | None:
        """Return the slot on screen, or None if no question passes the filter."""
        return None if self._current is None else self._attempt.form.slots[self._current]

    def explanation_on_screen(self) -> Explanation | None:
        """Return the explanation on screen, or None if no question passes the filter."""
        if (slot := self.slot_on_screen()) is None or self._current is None:
            return None
        state, bank = self._attempt.state.slots[self._current], self._attempt.form.bank
        return explain_with_notes(self.service, slot, state, bank)

    def place_on_screen(self) -> Place | None:
        """Return where the question is in the attempt, or None if no question passes the filter."""
        if self._current is None:
            return None
        return Place(self._attempt.form, self._attempt.state, self._current)
