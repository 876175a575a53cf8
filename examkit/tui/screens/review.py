"""The review: the questions of a finished attempt with their explanations."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import work

from examkit.exam.grading import SlotScore
from examkit.tui.dialogs import PromptDialog
from examkit.tui.explanation_view import explain_with_notes, render_explanation
from examkit.tui.keymap import REVIEW_KEYS
from examkit.tui.question_actions import QuestionActions, ShownQuestion
from examkit.tui.question_view import stem_blocks
from examkit.tui.text_blocks import SideBySide, TextBlock, literal
from examkit.tui.text_screen import ReadingScreen
from examkit.tui.widgets.prose import Prose

if TYPE_CHECKING:
    from examkit.attempts.finished_attempt import FinishedAttempt

BOOKMARKED = "bookmarked"
FILTERS: dict[str, Callable[[SlotScore], bool]] = {
    "all": lambda _: True,
    "missed": lambda slot: slot.outcome != "right",
    "flagged": lambda slot: slot.flagged,
    "unsure": lambda slot: slot.confidence in (1, 2),
    "sure but missed": lambda slot: slot.confidence == 3 and slot.outcome != "right",
    BOOKMARKED: lambda _: True,
}


class ReviewScreen(QuestionActions, ReadingScreen):
    """Shows the questions that pass a filter, one at a time."""

    KEYS = REVIEW_KEYS

    def __init__(self, attempt: FinishedAttempt, selection: str = "all") -> None:
        super().__init__()
        self._attempt = attempt
        self._filter = selection
        self._position = 0
        """Index of the current question among those that pass the filter."""

    @property
    def _slots(self) -> list[int]:
        passes = FILTERS[self._filter]
        slots = [slot.slot for slot in self._attempt.sheet.slots if passes(slot)]
        return self._bookmarked(slots) if self._filter == BOOKMARKED else slots

    def _bookmarked(self, slots: list[int]) -> list[int]:
        """Return the slots whose questions are bookmarked."""
        form = self._attempt.form
        marked = self.service.personal.bookmarks(form.bank)
        return [slot for slot in slots if form.slots[slot].question.id in marked]

    @property
    def _current(self) -> int | None:
        """Return the index of the slot on screen, or None if no question passes the filter."""
        slots = self._slots
        return slots[self._position] if slots else None

    def heading(self) -> tuple[str, str, str]:
        """Return the filter, the question's number in the attempt, and its place in the filter."""
        title, slot, slots = f"Review: {self._filter}", self._current, self._slots
        if slot is None:
            return title, "", ""
        place = f"question {slot + 1} of {len(self._attempt.form.slots)}"
        middle = " · ".join(filter(None, [place, self.bookmark_sign()]))
        return title, middle, f"{self._position + 1} of {len(slots)} {self._filter}"

    def blocks(self) -> list[TextBlock | SideBySide]:
        """Return the question with its explanation, or a hint if no question passes the filter."""
        if self._current is None:
            return [
                TextBlock(literal(f"No {self._filter} questions. Press 1 to see all questions."))
            ]
        slot = self._attempt.form.slots[self._current]
        state = self._attempt.state.slots[self._current]
        explanation = explain_with_notes(self.service, slot, state, self._attempt.form.bank)
        return [*stem_blocks(slot), *render_explanation(explanation, self.context.glyphs)]

    def shown_question(self) -> ShownQuestion | None:
        """Return the question on screen, or None if no question passes the filter."""
        if self._current is None:
            return None
        form = self._attempt.form
        return ShownQuestion(form.bank, form.slots[self._current].question.id)

    def show_additions(self) -> None:
        """Show the note and the bookmark, or the next question if this one left the filter."""
        if self._position >= len(self._slots):
            self._position = max(0, len(self._slots) - 1)
        self.show_heading()
        self.query_one("#text", Prose).show(self.blocks())

    def action_step(self, step: int) -> None:
        """Go to the next question, or to the previous one if `step` is -1."""
        if 0 <= self._position + step < len(self._slots):
            self._position += step
            self.show_text()

    def action_filter(self, key: str) -> None:
        """Switch to the filter with this number, and show this question or the next that passes."""
        slot = self._current or 0
        self._filter = list(FILTERS)[int(key) - 1]
        self._position = next((i for i, other in enumerate(self._slots) if other >= slot), 0)
        self.show_text()

    @work
    async def action_report_problem(self) -> None:
        """Ask what's wrong with the question, and save a report for its author."""
        if (slot := self._current) is None:
            return
        text = (
            "What's wrong with this question? Your report is saved in a file to send to its author."
        )
        dialog = PromptDialog("Report a problem", text, placeholder="describe the problem")
        reason = await self.ask(dialog)
        if reason is not None:
            attempt = self._attempt.row.id
            self.save_file(lambda: self.context.save_issue_report(attempt, slot, reason), "Saved")

    def action_note(self) -> None:
        """Open this question's study note."""
        if self._current is not None:
            self.router.read_note(self._attempt.form.slots[self._current].question.note)
