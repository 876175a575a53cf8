"""What the candidate adds to a question on screen: a note of their own, and a bookmark."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from textual import work

from examkit.errors import ExamkitError
from examkit.tui.base_screen import BaseScreen

BOOKMARKED = "bookmarked"
"""The sign of a bookmarked question."""


class ShownQuestion(NamedTuple):
    """A question on screen, with its ID and the ID of its bank."""

    bank: str
    id: str
    explained: bool = True
    """Whether its answer is on screen, so that a note can be written."""


class QuestionActions(BaseScreen[None]):
    """A screen that shows a question and lets the candidate bookmark it or add a note to it."""

    def shown_question(self) -> ShownQuestion | None:
        """Return the question on screen, or None if nothing can be added to it."""
        raise NotImplementedError

    def show_additions(self) -> None:
        """Update the candidate's note and the bookmark on screen."""
        raise NotImplementedError

    def bookmark_sign(self) -> str:
        """Return the sign of a bookmarked question, or an empty string."""
        question = self.shown_question()
        try:
            is_marked = question and question.id in self.service.personal.bookmarks(question.bank)
        except ExamkitError:
            return ""
        return BOOKMARKED if is_marked else ""

    def action_bookmark(self) -> None:
        """Bookmark the question, or remove its bookmark."""
        if (question := self.shown_question()) and self.try_action(
            lambda: self.service.personal.toggle_bookmark(question.bank, question.id)
        ):
            self.show_additions()

    @work
    async def action_own_note(self) -> None:
        """Let the candidate write or edit their note on the question, and save it."""
        from examkit.tui.note_dialog import NoteDialog

        question, personal = self.shown_question(), self.service.personal
        if question is None or not question.explained:
            return
        try:
            personal.require_saving()
            note = personal.note(question.bank, question.id)
        except ExamkitError as error:
            self.show_error(error)
            return
        text = await self.ask(NoteDialog(note))
        # A text that can't be saved stays in the dialog.
        while text is not None and not self.try_action(
            partial(personal.write_note, question.bank, question.id, text)
        ):
            text = await self.ask(NoteDialog(text))
        if text is not None:
            self.show_additions()
            if text.strip() or note:
                self.show_notice("Note saved." if text.strip() else "Note deleted.")
