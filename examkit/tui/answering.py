"""Answering a question of an attempt: what keys do to its options."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from textual import work

from examkit.exam.actions import slot_status
from examkit.exam.events import Confidence
from examkit.question_types.lettered import LETTERS
from examkit.tui import formatting
from examkit.tui.attempt_commands import CONFIRM
from examkit.tui.attempt_status import describe_missing
from examkit.tui.dialogs import PromptDialog
from examkit.tui.key_command import KeyCommand
from examkit.tui.question_page import QuestionPage
from examkit.tui.widgets.options import OptionsView
from examkit.tui.widgets.scroll_pane import ScrollPane


class AnsweringScreen(QuestionPage):
    """A question screen that passes answers to the live attempt, which enforces the rules."""

    def current_keys(self) -> tuple[KeyCommand, ...]:
        """Return the commands that do something now.

        Once there is an answer, the label of Enter says whether it would choose another option.
        """
        keys = super().current_keys()
        if self.state.revealed or not (self.state.answered and self._is_choosing()):
            return keys
        return tuple(key._replace(label="choose") if key.id == CONFIRM.id else key for key in keys)

    def action_next(self) -> None:
        """Go to the next question."""
        raise NotImplementedError

    def _act(self, action: Callable[[], object]) -> bool:
        """Run an action of the attempt, and update the screen, or close it if the attempt is over.

        Return False if the action is refused.
        """
        if not self.try_action(action):
            return False
        if self.attempt.finished:
            self.finish()
        else:
            self.show_state()
        return True

    def action_choose(self, key: str) -> None:
        """Choose the option with the letter `key`.

        In a matching question, the letter names a right side, which is matched with the row under
        the cursor. If the options are hidden, show them instead. If the answer is typed, ask for
        it.
        """
        place = LETTERS.index(key.upper())
        if place >= max(1, len(self.slot.order)):
            return
        if self.options_hidden or self.question_type.takes_text:
            self._choose_row(0)
        else:
            before = self._cursor
            self._cursor = place if self.question_type.letters_name_rows else before
            if not self._press(place):
                self._cursor = before

    def action_toggle_current(self) -> None:
        """Choose the row under the cursor, or go to the next question if the answer is shown.

        If the cursor isn't on a row yet, move it to the first one instead.
        """
        if self.state.revealed:
            self.action_next()
        elif self._cursor is None and not self.options_hidden:
            self.action_move_cursor(1)
        else:
            self._choose_row(self._cursor or 0)

    def action_confirm(self) -> None:
        """Choose the row under the cursor, or continue if the answer is complete.

        A drill continues with the explanation, and a mock with the next question. If the answer is
        incomplete, show how to complete it. A mock also continues without any answer.
        """
        is_answered = slot_status(self.slot, self.state) == "answered"
        if self.state.revealed:
            self.action_next()
        elif self._is_choosing():
            self._choose_row(self._cursor or 0)
        elif not is_answered and (self.state.answered or self.attempt.rules.shows_answers):
            key = "show answer" if self.attempt.rules.shows_answers else "next"
            self.show_status(describe_missing(self.attempt, self.context.key_of(key)))
        elif self.attempt.rules.shows_answers:
            self.action_reveal()
        else:
            self.action_next()

    def _is_choosing(self) -> bool:
        """Return whether Enter would choose an option or show hidden ones, rather than continue.

        It chooses the option under the cursor, unless that is already chosen or struck out.
        """
        if self.options_hidden or self._cursor is None:
            return self.options_hidden
        row = self.rows()[self._cursor]
        return self.question_type.letters_name_rows and not (row.chosen or row.eliminated)

    def _choose_row(self, row: int) -> None:
        """Choose the row with the index `row`, or ask for a typed answer.

        If the options are hidden, show them instead. In a matching question, only show the cursor.
        """
        if self.options_hidden:
            self._opened.add(self.current)
            self.show_state()
        elif self.question_type.takes_text:
            self._ask_text()
        elif self.question_type.letters_name_rows:
            self._press(row)
        else:
            self.show_options()

    def _press(self, place: int) -> bool:
        """Choose the option at the index `place`, in the order on screen.

        In a matching question, that is a right side, which is matched with the row under the
        cursor. The cursor then moves to the next row without a match. Return False if the choice is
        refused, for example because enough options are chosen.
        """
        current, row, choice = self.current, self._cursor or 0, self.slot.order[place]
        if not self._act(lambda: self.attempt.choose(current, choice, row)):
            return False
        if not self.question_type.letters_name_rows and not self.attempt.finished:
            self._cursor = self._next_open_row()
            self.show_options()
        return True

    def _next_open_row(self) -> int:
        rows, current = self.rows(), self._cursor or 0
        order = (*range(current, len(rows)), *range(current))
        return next((row for row in order if not rows[row].chosen), current)

    @work
    async def _ask_text(self) -> None:
        """Ask for a typed answer, and enter it in the attempt unless the candidate cancels."""
        current, question = self.current, self.slot.question
        dialog = PromptDialog(
            "Your answer",
            f"Type {self.question_type.describe_text(question)}.",
            self.state.response.text,
            find_error=lambda text: formatting.text_error(question, text),
        )
        text = await self.ask(dialog)
        if text is not None:
            self._act(lambda: self.attempt.enter_text(current, text))

    def on_options_view_selected(self, event: OptionsView.Selected) -> None:
        """Choose the row that was clicked."""
        self._cursor = event.position
        self._choose_row(event.position)

    def action_move_cursor(self, step: int) -> None:
        """Move the cursor by `step` rows, or scroll the explanation by `step` lines."""
        if self.state.revealed:
            self.query_one("#options", ScrollPane).scroll_relative(y=step, animate=False)
            return
        last = len(self.rows()) - 1
        start = self._cursor if self._cursor is not None else -1 if step > 0 else last + 1
        self._cursor = max(0, min(last, start + step))
        self.show_keys(self.current_keys())
        self.show_options()

    def action_flag(self) -> None:
        """Flag the question, or remove the flag."""
        self._act(lambda: self.attempt.flag(self.current))

    def action_eliminate(self) -> None:
        """Strike out the option under the cursor, or restore it."""
        if self._cursor is None:
            up, down = self.context.key_of("up"), self.context.key_of("down")
            self.show_status(f"Move to an option with {up} or {down} before you strike it out.")
        elif self.question_type.can_eliminate:
            option = self.slot.order[self._cursor]
            self._act(lambda: self.attempt.eliminate(self.current, option))

    def action_rate_confidence(self, key: str) -> None:
        """Set the confidence to `key`, from 1 to 3, or clear it if that is the current rating."""
        self._act(lambda: self.attempt.rate(self.current, cast("Confidence", int(key))))

    def action_reveal(self) -> None:
        """Show the answer to the current question and its explanation (drills only)."""
        if self._act(lambda: self.attempt.reveal(self.current)):
            self.show_answer()

    def action_again(self) -> None:
        """Repeat this question in a later drill, or cancel the repetition."""
        self._act(lambda: self.attempt.postpone(self.current))

    def action_cover(self) -> None:
        """Hide each question's options until a key is pressed, or stop doing so (drills only)."""
        if self.attempt.rules.shows_answers:
            self._hides_options = not self._hides_options
            self.show_state()
