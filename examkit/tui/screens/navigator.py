"""The navigator: all questions of an attempt, and the way to submit it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import work
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from examkit.attempts.live_attempt import LiveAttempt
from examkit.exam.actions import Status, slot_statuses
from examkit.tui import formatting
from examkit.tui.base_screen import BaseScreen
from examkit.tui.keymap import NAVIGATOR_KEYS
from examkit.tui.markdown import to_blocks
from examkit.tui.submission import submit_dialog
from examkit.tui.text_blocks import literal
from examkit.tui.widgets.prose import Prose
from examkit.tui.widgets.question_strip import QuestionGrid, SlotCell
from examkit.tui.widgets.scroll_pane import ScrollPane


class NavigatorScreen(BaseScreen[int]):
    """A grid of slots with a cursor. Its result is the index of the slot to go to, or None."""

    KEYS = NAVIGATOR_KEYS

    def __init__(self, attempt: LiveAttempt) -> None:
        super().__init__()
        self.attempt = attempt
        self._cursor = attempt.state.current

    def compose_body(self) -> Iterable[Widget]:
        """Return the grid, its legend, and the stem of the slot under the cursor."""
        yield ScrollPane(QuestionGrid(self.context.glyphs), id="grid")
        yield Static(id="legend")
        yield ScrollPane(Prose(id="question"), id="preview")

    def on_mount(self) -> None:
        """Show the slots, and update the clock every second."""
        self.set_interval(1.0, self.show_heading)
        self._show()

    def heading(self) -> tuple[str, str, str]:
        """Return the title, the question under the cursor, and the time left."""
        left = self.attempt.remaining()
        time = "" if left is None else formatting.format_clock(left)
        return "Navigator", f"question {self._cursor + 1}", time

    def _statuses(self) -> tuple[Status, ...]:
        return slot_statuses(self.attempt.form, self.attempt.state)

    def _show(self) -> None:
        slots = zip(self._statuses(), self.attempt.state.slots, strict=True)
        cells = [SlotCell(status, slot.flagged) for status, slot in slots]
        self.query_one(QuestionGrid).show(cells, self._cursor)
        self.query_one("#legend", Static).update(self._legend())
        question = self.attempt.form.slots[self._cursor].question
        self.query_one("#question", Prose).show(to_blocks(question.stem))
        self.show_heading()

    def _legend(self) -> Content:
        """Return how many slots have each status and how many are flagged."""
        current, glyphs = self._statuses(), self.context.glyphs
        statuses: tuple[Status, ...] = ("answered", "incomplete", "unanswered", "unseen")
        parts = [f"{glyphs.of(each)} {current.count(each)} {each}" for each in statuses]
        parts = [part for part, each in zip(parts, statuses, strict=True) if each in current]
        return literal(
            "   ".join([*parts, f"{glyphs.flagged} {self.attempt.state.flagged} flagged"])
        )

    def _move_to(self, slot: int) -> None:
        self._cursor = max(0, min(len(self.attempt.form.slots) - 1, slot))
        self._show()

    def _move_to_next(self, wanted: Sequence[bool]) -> None:
        """Move to the next slot for which `wanted` is true; after the last, to the first one."""
        order = (*range(self._cursor + 1, len(wanted)), *range(self._cursor + 1))
        for slot in order:
            if wanted[slot]:
                self._move_to(slot)
                return

    def on_question_grid_selected(self, event: QuestionGrid.Selected) -> None:
        """Go to the question that was clicked."""
        self.dismiss(event.slot)

    def action_jump(self) -> None:
        """Go to the question under the cursor."""
        self.dismiss(self._cursor)

    def action_next_open(self) -> None:
        """Move to the next question without a complete answer."""
        self._move_to_next([status != "answered" for status in self._statuses()])

    def action_next_flagged(self) -> None:
        """Move to the next flagged question."""
        self._move_to_next([slot.flagged for slot in self.attempt.state.slots])

    def action_move(self, step: int) -> None:
        """Move the cursor by `step` questions."""
        self._move_to(self._cursor + step)

    def action_move_row(self, step: int) -> None:
        """Move the cursor by `step` rows, unless there is no question."""
        target = self._cursor + step * self.query_one(QuestionGrid).columns
        if 0 <= target < len(self.attempt.form.slots):
            self._move_to(target)

    def action_leave(self) -> None:
        """Return to the question, where the candidate can leave the attempt."""
        self.dismiss(None)

    @work
    async def action_submit(self) -> None:
        """Submit the attempt if the candidate confirms."""
        dialog = submit_dialog(self.attempt.form, self.attempt.state)
        if await self.ask(dialog) and self.try_action(self.attempt.submit):
            self.dismiss(None)
