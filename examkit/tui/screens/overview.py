"""All questions at a glance, and the way out."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual import work
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from examkit.attempts.live_attempt import LiveAttempt
from examkit.exam.actions import Status, slot_statuses
from examkit.tui import formatting
from examkit.tui.base_screen import BaseScreen
from examkit.tui.blocks import literal
from examkit.tui.dialogs import ConfirmDialog
from examkit.tui.keymap import OVERVIEW_KEYS
from examkit.tui.markdown import to_blocks
from examkit.tui.widgets.prose import Prose
from examkit.tui.widgets.question_strip import QuestionGrid, SlotCell
from examkit.tui.widgets.scroll_pane import ScrollPane


class OverviewScreen(BaseScreen[int]):
    """Returns the slot to go to, or nothing."""

    KEYS = OVERVIEW_KEYS

    def __init__(self, attempt: LiveAttempt) -> None:
        super().__init__()
        self.attempt = attempt
        self._cursor = attempt.state.current

    def compose_body(self) -> Iterable[Widget]:
        """Return grid, legend and the stem under the cursor."""
        yield ScrollPane(QuestionGrid(self.context.glyphs), id="grid")
        yield Static(id="legend")
        yield ScrollPane(Prose(id="stem"), id="preview")

    def on_mount(self) -> None:
        """Show the state."""
        self.set_interval(1.0, self.show_heading)
        self._show()

    @property
    def _states(self) -> tuple[Status, ...]:
        return slot_statuses(self.attempt.form, self.attempt.state)

    def _show(self) -> None:
        cells = [
            SlotCell(status, slot.flagged)
            for status, slot in zip(self._states, self.attempt.state.slots, strict=True)
        ]
        self.query_one(QuestionGrid).show(cells, self._cursor)
        self.query_one("#legend", Static).update(self._legend())
        question = self.attempt.form.slots[self._cursor].question
        self.query_one("#stem", Prose).show(to_blocks(question.stem))

    def _legend(self) -> Content:
        states, glyphs = self._states, self.context.glyphs
        kinds: tuple[Status, ...] = ("answered", "incomplete", "unanswered", "unseen")
        parts = [
            f"{glyphs.of(kind)} {states.count(kind)} {kind}" for kind in kinds if kind in states
        ]
        parts.append(f"{glyphs.flagged} {self.attempt.state.flagged} flagged")
        return literal("   ".join(parts))

    def heading(self) -> tuple[str, str, str]:
        """Return the title, the question under the cursor, and the time left."""
        left = self.attempt.remaining()
        time = "" if left is None else formatting.format_clock(left)
        return "Overview", f"question {self._cursor + 1}", time

    def _move_to(self, slot: int) -> None:
        self._cursor = max(0, min(len(self.attempt.form.slots) - 1, slot))
        self._show()
        self.show_heading()

    def _move_to_next(self, wanted: Callable[[int], bool]) -> None:
        """Move to the next slot of a kind, from the start again after the last."""
        total = len(self.attempt.form.slots)
        order = [(self._cursor + step) % total for step in range(1, total + 1)]
        found = next((slot for slot in order if wanted(slot)), None)
        if found is not None:
            self._move_to(found)

    def on_slot_grid_picked(self, event: QuestionGrid.Picked) -> None:
        """Go to the question that was clicked."""
        self.dismiss(event.slot)

    def action_jump(self) -> None:
        """Go to the question under the cursor."""
        self.dismiss(self._cursor)

    def action_next_open(self) -> None:
        """Move to the next question that is not done."""
        states = self._states
        self._move_to_next(lambda slot: states[slot] != "answered")

    def action_next_flagged(self) -> None:
        """Move to the next flagged question."""
        slots = self.attempt.state.slots
        self._move_to_next(lambda slot: slots[slot].flagged)

    def action_move(self, step: int) -> None:
        """Move the cursor by a number of questions."""
        self._move_to(self._cursor + step)

    def action_move_row(self, step: int) -> None:
        """Move the cursor by a number of rows, as far as there are questions."""
        target = self._cursor + step * self.query_one(QuestionGrid).columns
        if 0 <= target < len(self.attempt.form.slots):
            self._move_to(target)

    def action_back(self) -> None:
        """Go back to the question on screen before."""
        self.dismiss(None)

    def action_leave(self) -> None:
        """Leaving is asked on the question's screen."""
        self.dismiss(None)

    @work
    async def action_submit(self) -> None:
        """Submit the attempt after a question."""
        left = formatting.unanswered_summary(self.attempt.form, self.attempt.state)
        text = left or "Every question is answered."
        text += "\nAfter handing in, answers cannot be changed, and all questions count as seen."
        dialog = ConfirmDialog("Hand in?", text, yes="hand in", no="go back")
        if await self.ask(dialog) and self.try_action(self.attempt.submit):
            self.dismiss(None)
