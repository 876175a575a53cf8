"""The navigator: all questions of an attempt, the walks through them, and the way to submit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import work
from textual.content import Content
from textual.widget import Widget

from examkit.attempts.live_attempt import LiveAttempt
from examkit.exam.actions import slot_statuses
from examkit.exam.explanation import format_response
from examkit.exam.open_slots import describe_open_slots
from examkit.tui.attempt_commands import FINISH, NAVIGATOR_KEYS, SUBMIT
from examkit.tui.clock_display import ClockDisplay
from examkit.tui.held_enter import HeldEnterScreen
from examkit.tui.key_command import KeyCommand
from examkit.tui.question_view import option_rows, stem_blocks
from examkit.tui.submission import submit_dialog
from examkit.tui.text_blocks import NOTHING, TextBlock, literal
from examkit.tui.walk import Walk, make_walk
from examkit.tui.widgets.bars import NoticeBar
from examkit.tui.widgets.options import OptionsView
from examkit.tui.widgets.prose import Prose
from examkit.tui.widgets.question_strip import Legend, QuestionGrid, slot_cells
from examkit.tui.widgets.scroll_pane import ScrollPane

UNSEEN = "You haven't seen this question yet."
NO_FLAGS = "No questions are flagged."


class NavigatorScreen(HeldEnterScreen[int | Walk]):
    """A grid of slots with a cursor, and the question under it with the candidate's answer.

    After the last slot, the cursor comes to the end, where Enter submits the attempt. The result is
    the index of the slot to go to, a walk through several slots, or None to return to the current
    slot.
    """

    KEYS = NAVIGATOR_KEYS

    def __init__(
        self, attempt: LiveAttempt, *, clock_hidden: bool = False, at_end: bool = False
    ) -> None:
        super().__init__()
        self.attempt = attempt
        self._end = len(attempt.form.slots)
        self._cursor = self._end if at_end else attempt.state.current
        self._clock_display = ClockDisplay(attempt.remaining(), hidden=clock_hidden)

    def compose_body(self) -> Iterable[Widget]:
        """Return the grid, its legend, and the question of the slot under the cursor."""
        yield ScrollPane(QuestionGrid(self.context.glyphs), id="grid")
        yield Legend(self.context.glyphs, in_line=True)
        yield ScrollPane(Prose(id="answer"), Prose(id="question"), OptionsView(), id="preview")
        yield NoticeBar()

    def on_mount(self) -> None:
        """Show the slots, and update the clock every second."""
        self._clock_display.key = self.context.key_of("clock")
        self.set_interval(1.0, self._tick)
        self._show()

    def _tick(self) -> None:
        self._clock_display.update(self.attempt.remaining())
        self.show_heading()
        self.query_one(NoticeBar).show(self._clock_display.draw_warning())

    def heading(self) -> tuple[str, str, Content]:
        """Return the title, and the question under the cursor with the time left."""
        number = "" if self._is_at_end else f"Question {self._cursor + 1} of {self._end}"
        parts = [part for part in (Content(number), self._clock_display.draw()) if part]
        return "Navigator", "", Content("   ").join(parts)

    @property
    def _is_at_end(self) -> bool:
        return self._cursor == self._end

    def current_keys(self) -> Sequence[KeyCommand]:
        """Return the commands that do something now."""
        submit = self._submit
        jump, *others = (submit if each == SUBMIT else each for each in NAVIGATOR_KEYS)
        if not self._is_at_end:
            return [jump, *others]
        jump = jump._replace(label=submit.label, tooltip=submit.tooltip)
        return [jump, *(each for each in others if each.id not in ("submit", "flag"))]

    @property
    def _submit(self) -> KeyCommand:
        return SUBMIT if self.attempt.rules.covers_unreached else FINISH

    def _show(self) -> None:
        cells, grid = (
            slot_cells(self.attempt.form, self.attempt.state),
            self.query_one(QuestionGrid),
        )
        grid.show(cells, self._cursor)
        self.query_one(Legend).show(cells)
        region = grid.region_of(self._cursor)
        self.query_one("#grid", ScrollPane).scroll_to_region(region, animate=False)
        self.show_keys(self.current_keys())
        self.query_one("#answer").set_class(self._is_question_shown, "-shown")
        if self._is_at_end:
            self._show_end()
        else:
            self._show_question()
        self.show_heading()
        self.query_one(NoticeBar).show(NOTHING)

    @property
    def _is_question_shown(self) -> bool:
        """Return whether the cursor is on a question to show: in a drill, only one seen before."""
        if self._is_at_end:
            return False
        return self.attempt.state.slots[self._cursor].visited or self.attempt.rules.covers_unreached

    def _show_question(self) -> None:
        """Show the question under the cursor with the answer that was given."""
        slot, state = self.attempt.form.slots[self._cursor], self.attempt.state.slots[self._cursor]
        if not self._is_question_shown:
            # A question that was on screen would no longer be new.
            self.query_one("#question", Prose).show([TextBlock(literal(UNSEEN, "$text-muted"))])
            self.query_one(OptionsView).show([], None)
            return
        answer = f"Your answer: {format_response(slot, state) or 'none'}"
        self.query_one("#answer", Prose).show([TextBlock(literal(answer, "$text-muted"))])
        self.query_one("#question", Prose).show(stem_blocks(slot))
        rows = option_rows(slot, state, self.context.glyphs)
        self.query_one(OptionsView).show(rows, None, names_eliminated=self.names_eliminated)

    def _show_end(self) -> None:
        """Show how to submit the attempt, and which questions have no complete answer."""
        name = self._submit.label.capitalize()
        lines = describe_open_slots(self.attempt.form, self.attempt.state).splitlines()
        self.query_one("#question", Prose).show(
            [
                TextBlock(literal(f"{self.context.glyphs.cursor} {name}", "bold $text-accent")),
                *(TextBlock(literal(line), gap=number == 0) for number, line in enumerate(lines)),
            ]
        )
        self.query_one(OptionsView).show([], None)

    def _move_to(self, slot: int) -> None:
        self._cursor = max(0, min(self._end, slot))
        self._show()

    def on_question_grid_selected(self, event: QuestionGrid.Selected) -> None:
        """Go to the question that was clicked."""
        self.dismiss(event.slot)

    def action_jump(self) -> None:
        """Go to the question under the cursor, or submit at the end."""
        if not self._is_at_end:
            self.dismiss(self._cursor)
        elif not self.is_enter_held():
            self.action_submit()

    def action_next_open(self) -> None:
        """Move to the next question without a complete answer; after the last, to the first."""
        statuses = slot_statuses(self.attempt.form, self.attempt.state)
        order = (*range(self._cursor + 1, self._end), *range(min(self._cursor + 1, self._end)))
        self._move_to(next((slot for slot in order if statuses[slot] != "answered"), self._cursor))

    def action_flag(self) -> None:
        """Flag the question under the cursor, or remove its flag."""
        if not self._is_at_end and self.try_action(lambda: self.attempt.flag(self._cursor)):
            self._show()

    def action_walk(self, name: str) -> None:
        """Start the walk through `all`, `incomplete`, or `flagged` questions, if there are any."""
        walk = make_walk(name, self.attempt.form, self.attempt.state)
        if walk.slots:
            self.dismiss(walk)
        else:
            nothing = "Every question is answered." if name == "incomplete" else NO_FLAGS
            self.query_one(NoticeBar).show(literal(nothing))

    def action_move(self, step: int) -> None:
        """Move the cursor by `step` questions."""
        self._move_to(self._cursor + step)

    def action_move_row(self, step: int) -> None:
        """Move the cursor by `step` rows. Below the last row is the end, where Enter submits."""
        target = self._cursor + step * self.query_one(QuestionGrid).columns
        if target >= 0:
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
