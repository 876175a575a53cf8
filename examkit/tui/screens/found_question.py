"""A question with its explanation, outside any attempt."""

from __future__ import annotations

from examkit.bank.model import Question
from examkit.exam.explanation import explain_unanswered
from examkit.tui.blocks import Block, SideBySide
from examkit.tui.explanation_view import render_reasons
from examkit.tui.markdown import to_blocks
from examkit.tui.text_screen import ReadingScreen


class FoundQuestionScreen(ReadingScreen):
    """A question that was found by searching."""

    def __init__(self, question: Question) -> None:
        super().__init__()
        self._question = question

    def heading(self) -> tuple[str, str, str]:
        """Return the id of the question."""
        return "Question", "", self._question.id

    def blocks(self) -> list[Block | SideBySide]:
        """Return the stem, the options with their rationales, and the notes."""
        explanation = explain_unanswered(self._question, self.service.library.section)
        reasons = render_reasons(explanation, self.context.glyphs)
        return [*to_blocks(explanation.stem), *reasons]
