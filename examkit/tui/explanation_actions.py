"""The commands of a screen with a question: copy it, open its reference, and read its note."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from textual import work

from examkit.exam.attempt_state import AttemptState
from examkit.exam.explanation import Explanation
from examkit.exam.form import Form, Slot
from examkit.tui.answer_position import answer_lines, evidence_lines, find_position
from examkit.tui.dialogs import PromptDialog
from examkit.tui.explanation_view import render_explanation, verdict
from examkit.tui.question_actions import QuestionActions
from examkit.tui.sharing import (
    answer_text,
    can_browse,
    can_copy,
    find_address,
    open_browser,
    question_text,
)
from examkit.tui.text_blocks import NOTHING, Block, TextBlock, literal
from examkit.tui.widgets.prose import Prose
from examkit.tui.widgets.scroll_pane import ScrollPane

PROBLEM = (
    "What's wrong with this question? "
    "Your report will be saved as a file that you can send to the author."
)
NO_REASON = "Describe the problem, or press esc to cancel."
NO_BROWSER = "Can't open a browser here. Open this address on your own computer:"


class Place(NamedTuple):
    """The place of a question in an attempt."""

    form: Form
    state: AttemptState
    slot: int
    """The index of the question in the form."""


class ExplanationActions(QuestionActions):
    """A screen that shows one question at a time, with commands to copy it and open its sources."""

    _verdict_words = NOTHING
    """The verdict on screen; empty while the answer is hidden."""

    def slot_on_screen(self) -> Slot | None:
        """Return the slot of the question, or None if the screen shows none."""
        raise NotImplementedError

    def explanation_on_screen(self) -> Explanation | None:
        """Return the explanation, or None if the screen doesn't show the answer."""
        raise NotImplementedError

    def place_on_screen(self) -> Place | None:
        """Return where the question is in an attempt, or None outside of attempts."""
        return None

    def show_explanation(self, stem: Sequence[Block]) -> None:
        """Show the verdict, and the question with its explanation, if the answer is shown.

        `stem` has the blocks of the question's stem.
        """
        if explanation := self.explanation_on_screen():
            glyphs = self.context.glyphs
            text = render_explanation(stem, explanation, glyphs)
            self._verdict_words = verdict(explanation, glyphs)
            self.show_verdict()
            self.query_one("#explanation", Prose).show([text])

    def show_verdict(self) -> None:
        """Show the verdict, with the key for the question if that is scrolled out of sight."""
        if not self._verdict_words:
            return
        line = self.query_one("#verdict", Prose)
        hint = f"{self.context.key_of('page up')} shows the question"
        room = line.content_size.width - self._verdict_words.cell_length - len(hint) - 3
        hidden = line.display and self._explanation_pane().scroll_y > 0
        more = literal(f" · {hint}", "$text-muted") if hidden and room >= 0 else NOTHING
        line.show([TextBlock(self._verdict_words + more)])

    def hide_verdict(self) -> None:
        """Remove the verdict, but keep its line free."""
        self._verdict_words = NOTHING
        self.query_one("#verdict", Prose).show([])

    def _explanation_pane(self) -> ScrollPane:
        ancestors = self.query_one("#explanation", Prose).ancestors
        return next(each for each in ancestors if isinstance(each, ScrollPane))

    def scroll_to_answer(self, stem: Sequence[Block]) -> None:
        """Scroll just far enough to show the correct answer.

        If there is room, the candidate's choice and then the evidence are in view, too.
        """
        if (explanation := self.explanation_on_screen()) is None:
            return
        prose = self.query_one("#explanation", Prose)
        width = prose.content_size.width
        answer = answer_lines(stem, explanation, self.context.glyphs, width)
        evidence = evidence_lines(prose.lines(width))
        pane = self._explanation_pane()
        position = find_position(
            answer.correct,
            answer.chosen,
            evidence,
            height=pane.content_size.height,
            starts=answer.starts,
        )
        pane.scroll_to(y=position, animate=False)

    def action_copy(self) -> None:
        """Copy the question, with the answers if they are shown."""
        if (slot := self.slot_on_screen()) is None:
            return
        explanation = self.explanation_on_screen()
        parts = (question_text(slot), answer_text(explanation) if explanation else "")
        self.app.copy_to_clipboard("\n\n".join(filter(None, parts)))
        self.show_notice("Question copied." if can_copy() else "This terminal can't copy text.")

    def action_reference(self) -> None:
        """Open the reference in a browser. Without a browser, copy its address and show it."""
        if (explanation := self.explanation_on_screen()) is None:
            return
        address = find_address(explanation.question.references)
        if not address:
            self.show_notice("This question has no web reference.")
        elif can_browse():
            open_browser(address)
            self.show_notice(f"Opening {address}")
        else:
            self.app.copy_to_clipboard(address)
            self.router.show_text("Reference", f"{NO_BROWSER}\n{address}")

    def action_note(self) -> None:
        """Open the question's study note at the evidence, or show that the question has none."""
        if (explanation := self.explanation_on_screen()) is None:
            return
        question = explanation.question
        if question.note:
            self.router.read_note(question.note, question.evidence)
        else:
            self.show_notice("This question has no study note.")

    @work
    async def action_report_problem(self) -> None:
        """Ask what's wrong with the question, and save a report for its author."""
        if (place := self.place_on_screen()) is None or self.explanation_on_screen() is None:
            return
        dialog = PromptDialog(
            "Report a problem",
            PROBLEM,
            placeholder="describe the problem",
            find_error=lambda reason: "" if reason else NO_REASON,
        )
        reason = await self.ask(dialog)
        if reason is not None:
            self.save_file(partial(self.context.save_problem_report, *place, reason), "Saved")
