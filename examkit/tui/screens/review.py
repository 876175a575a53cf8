"""Every question of a finished attempt with its explanation."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from textual.widget import Widget

from examkit.exam.score_sheet import SlotScore
from examkit.tui.base_screen import BaseScreen, ScrollPane
from examkit.tui.blocks import Block, SideBySide, literal
from examkit.tui.explanation_view import explain_with_notes, render_explanation
from examkit.tui.keymap import REVIEW_KEYS, bindings
from examkit.tui.question_view import stem_blocks
from examkit.tui.widgets.bars import TopBar
from examkit.tui.widgets.prose import Prose

if TYPE_CHECKING:
    from examkit.attempts.report_facts import FinishedAttempt

FILTERS: dict[str, Callable[[SlotScore], bool]] = {
    "all": lambda _: True,
    "wrong": lambda slot: slot.outcome != "right",
    "flagged": lambda slot: slot.flagged,
    "unsure": lambda slot: slot.sureness in (1, 2),
    "sure but wrong": lambda slot: slot.sureness == 3 and slot.outcome != "right",
}


class ReviewScreen(BaseScreen[None]):
    """Goes through the questions of one filter."""

    KEYS = REVIEW_KEYS
    BINDINGS = bindings(REVIEW_KEYS)
    DEFAULT_CSS = "ReviewScreen ScrollPane { height: 1fr; padding: 0 0 0 1; }"

    def __init__(self, reviewed: FinishedAttempt, chosen: str = "all") -> None:
        super().__init__()
        self._reviewed = reviewed
        self._filter = chosen
        self._place = 0

    def compose_body(self) -> Iterable[Widget]:
        """Return one scrolling text."""
        yield ScrollPane(Prose(id="question"))

    def on_mount(self) -> None:
        """Show the first question."""
        self._show()

    @property
    def _slots(self) -> list[int]:
        wanted = FILTERS[self._filter]
        return [slot.slot for slot in self._reviewed.sheet.slots if wanted(slot)]

    def _show(self) -> None:
        slots, form = self._slots, self._reviewed.form
        if not slots:
            middle = ""
            blocks: list[Block | SideBySide] = [
                Block(literal(f"No question is {self._filter}. f: next filter."))
            ]
        else:
            number = slots[self._place]
            middle = f"question {number + 1} of {len(form.slots)}"
            blocks = self._question(number)
        self.query_one(TopBar).set(f"Review: {self._filter}", middle, self._counted(slots))
        self.query_one("#question", Prose).show(blocks)
        self.query_one(ScrollPane).scroll_home(animate=False)

    def _counted(self, slots: list[int]) -> str:
        return f"{self._place + 1} of {len(slots)} {self._filter}" if slots else ""

    def _question(self, number: int) -> list[Block | SideBySide]:
        slot, state = self._reviewed.form.slots[number], self._reviewed.state.slots[number]
        explanation = explain_with_notes(self.examkit.engine, slot, state)
        return [*stem_blocks(slot), *render_explanation(explanation, self.examkit.glyphs)]

    def action_previous(self) -> None:
        """Go to the question before."""
        self._go(self._place - 1)

    def action_next(self) -> None:
        """Go to the next question."""
        self._go(self._place + 1)

    def _go(self, place: int) -> None:
        if 0 <= place < len(self._slots):
            self._place = place
            self._show()

    def action_filter(self) -> None:
        """Show another selection, staying on the question where it is part of it."""
        names = list(FILTERS)
        slots = self._slots
        here = slots[self._place] if slots else 0
        self._filter = names[(names.index(self._filter) + 1) % len(names)]
        slots = self._slots
        self._place = next((i for i, slot in enumerate(slots) if slot >= here), 0)
        self._show()

    def action_search(self) -> None:
        """Search notes and questions."""
        self.examkit.search()

    def action_doubt(self) -> None:
        """Write this question down for the author of the bank."""
        slots = self._slots
        if slots:
            self.examkit.prompt_issue_report(self._reviewed.row.id, slots[self._place])

    def action_note(self) -> None:
        """Read the note of this question."""
        slots = self._slots
        if slots:
            self.examkit.read_note(self._reviewed.form.slots[slots[self._place]].question.note)
