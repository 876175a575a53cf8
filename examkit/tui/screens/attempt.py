"""Sitting an attempt: the keys and the clock of a mock exam or a drill."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from textual import work

from examkit.attempts.live_attempt import LiveAttempt
from examkit.exam.actions import slot_status
from examkit.exam.events import Confidence
from examkit.exam.timing import time_warning
from examkit.question_types.lettered import LETTERS
from examkit.tui import formatting
from examkit.tui.blocks import lay_out
from examkit.tui.dialogs import ConfirmDialog, PromptDialog
from examkit.tui.key_command import KeyCommand
from examkit.tui.keymap import ATTEMPT_KEYS, attempt_keys
from examkit.tui.question_page import QuestionPage
from examkit.tui.question_view import option_rows, stem_blocks
from examkit.tui.widgets.options import OptionsView
from examkit.tui.widgets.scroll_pane import ScrollPane


class AttemptScreen(QuestionPage):
    """Every key asks the sitting, which has the rules."""

    KEYS = ATTEMPT_KEYS

    def __init__(self, attempt: LiveAttempt) -> None:
        super().__init__(attempt)
        self._leaving = False

    def on_mount(self) -> None:
        """Start the clock on the screen; the one that counts is the sitting's."""
        self.clock_hidden = self.context.config.hide_clock
        self.covers = self.context.hides_options
        self.set_interval(1.0, self._tick)
        self.show_slot()

    def current_keys(self) -> Sequence[KeyCommand]:
        """Return the keys that do something in this mode."""
        return attempt_keys(
            max(1, len(self.slot.order)),
            self.kind,
            drill=self.attempt.rules.shows_answers,
            revealed=False,
        )

    # Time

    def _tick(self) -> None:
        if self._leaving or not self.try_action(self.attempt.poll):
            return
        self._show_saving()
        if self.attempt.finished:
            self._finish()
            return
        before, self._left = self._left, self.attempt.remaining()
        if before is None or self._left is None:
            return
        if said := time_warning(before, self._left):
            self._notice = said
            self._show_lines()
        if self.is_current:
            self.show_heading()

    def _show_saving(self) -> None:
        """Say when what waited is saved, and when its file had to be written again."""
        was_waiting = self.query_one("#unsaved").display
        self._show_unsaved()
        if was_waiting and self.attempt.outbox.fault is None:
            self._notice = "all saved"
            self._show_lines()
        if self.attempt.outbox.renewed:
            self.attempt.outbox.renewed = False
            said = "The file of attempts was changed or taken away. This attempt is in it again."
            self.notify(said, severity="warning", markup=False, timeout=10)

    def _finish(self) -> None:
        """Leave the exam for its report."""
        if self._leaving:
            return
        self._leaving = True
        self.attempt.release()
        self.router.finish(self, self.attempt.attempt)

    # Keys

    def _do(self, *, move: bool = False) -> None:
        """Show the outcome of an action, or hand over to the report if time is up."""
        if self.attempt.finished:
            self._finish()
        elif move:
            self._notice = ""
            self.show_slot()
        else:
            self.show_state()

    def action_choose(self, key: str) -> None:
        """Choose what that letter stands for."""
        place = LETTERS.index(key.upper())
        if place >= max(1, len(self.slot.order)):
            return
        if self.covered or self.kind.takes_text:
            self._choose_row(0)
        else:
            self._cursor = place if self.kind.letters_name_rows else self._cursor
            self._press(place)

    def action_toggle_current(self) -> None:
        """Choose the option under the cursor; where the answer is shown, go on."""
        if self.state.revealed:
            self.action_next()
        else:
            self._choose_row(self._cursor)

    def action_confirm(self) -> None:
        """Choose what the cursor is at; continue from a complete answer. Deselect nothing."""
        drill, chosen = self.attempt.rules.shows_answers, self._is_chosen()
        if self.state.revealed or slot_status(self.slot, self.state) != "answered":
            if chosen:
                key = "space" if self.kind.letters_name_rows else "its letter"
                self._notice = f"{key} deselects it"
                self._show_lines()
            else:
                self.action_toggle_current()
        elif drill:
            self.action_reveal()
        elif chosen:
            self.action_next()
        else:
            self.action_toggle_current()

    def _is_chosen(self) -> bool:
        """Return whether the response says something about the row under the cursor."""
        if self.state.revealed or self.covered:
            return False
        return option_rows(self.slot, self.state)[self._cursor].chosen

    def _choose_row(self, row: int) -> None:
        """Uncover the options, ask for text, or choose what a row stands for."""
        if self.covered:
            self._uncovered.add(self.here)
            self.show_state()
        elif self.kind.takes_text:
            self._ask_text()
        elif self.kind.letters_name_rows:
            self._press(row)
        else:
            self._show_options()

    def _press(self, place: int) -> None:
        """Choose what a letter stands for; where it fills a row, go to the next open one."""
        current, row, choice = self.here, self._cursor, self.slot.order[place]
        if not self.try_action(lambda: self.attempt.choose(current, choice, row)):
            return
        if not self.kind.letters_name_rows:
            self._cursor = self._next_open_row()
        self._do()

    def _next_open_row(self) -> int:
        rows = option_rows(self.slot, self.state)
        if not rows[self._cursor].chosen:
            return self._cursor
        others = (*range(self._cursor + 1, len(rows)), *range(self._cursor))
        return next((row for row in others if not rows[row].chosen), self._cursor)

    @work
    async def _ask_text(self) -> None:
        """Ask for an answer that is typed."""
        current, question = self.here, self.slot.question
        about = f"Type {self.kind.describe_text(question)}."
        dialog = PromptDialog(
            "Your answer",
            about,
            self.state.response.text,
            find_error=lambda text: formatting.text_error(question, text),
        )
        text = await self.ask(dialog)
        if text is not None and self.try_action(lambda: self.attempt.enter_text(current, text)):
            self._do()

    def on_options_view_picked(self, event: OptionsView.Picked) -> None:
        """Choose the option that was clicked."""
        self._cursor = event.position
        self._choose_row(event.position)

    def action_move_cursor(self, step: int) -> None:
        """Move the cursor by a number of rows, or scroll the explanation."""
        if self.state.revealed:
            self.query_one("#options", ScrollPane).scroll_relative(y=step, animate=False)
            return
        last = len(option_rows(self.slot, self.state)) - 1
        self._cursor = max(0, min(last, self._cursor + step))
        self._show_options()

    def action_flag(self) -> None:
        """Flag the question, or take the flag off."""
        if self.try_action(lambda: self.attempt.flag(self.here)):
            self._do()

    def action_eliminate(self) -> None:
        """Strike out the option under the cursor, or bring it back."""
        if not self.kind.can_eliminate:
            return
        current, option = self.here, self.slot.order[self._cursor]
        if self.try_action(lambda: self.attempt.eliminate(current, option)):
            self._do()

    def action_rate_confidence(self, key: str) -> None:
        """Say how sure."""
        level = cast("Confidence", int(key))
        if self.try_action(lambda: self.attempt.rate(self.here, level)):
            self._do()

    def action_previous(self) -> None:
        """Go to the question before."""
        self._go(self.here - 1)

    def action_next(self) -> None:
        """Go to the next question; after the last one comes the overview."""
        number = self.here + 1
        if number < len(self.attempt.form.slots):
            self._go(number)
        elif all(slot.revealed for slot in self.attempt.state.slots):
            self._hand_in()
        else:
            self.action_overview()

    def _hand_in(self) -> None:
        """End a drill in which every answer was shown: there is nothing left to ask."""
        if self.try_action(self.attempt.submit):
            self._finish()

    def _go(self, number: int) -> None:
        if number >= 0 and self.try_action(lambda: self.attempt.visit(number, save=False)):
            self._do(move=True)
            # The question comes first; that it was seen is saved while it is read.
            self.call_after_refresh(self._tick)

    def action_reveal(self) -> None:
        """Show the answer (drills)."""
        if self.try_action(lambda: self.attempt.reveal(self.here)):
            self._do()
            self.call_after_refresh(self._scroll_to_answer)

    def _scroll_to_answer(self) -> None:
        """Leave the stem above the top edge: it has been read."""
        region = self.query_one("#options", ScrollPane)
        stem = lay_out(stem_blocks(self.slot), region.content_size.width)
        region.scroll_to(y=len(stem) + 1, animate=False)

    def action_again(self) -> None:
        """Ask for this question again later, or take that back (drills)."""
        if self.try_action(lambda: self.attempt.postpone(self.here)):
            self._do()

    def action_cover(self) -> None:
        """Cover the options until a key, or do not (drills)."""
        if self.attempt.rules.shows_answers:
            self.covers = not self.covers
            self.show_state()

    def action_search(self) -> None:
        """Search notes and questions (drills)."""
        if self.attempt.rules.allows_search:
            super().action_search()

    def action_answers(self) -> None:
        """List the answers, to copy."""
        from examkit.report.answer_sheet import render

        self.router.show_text("Your answers", render(self.attempt.form, self.attempt.state))

    def action_clock(self) -> None:
        """Hide or show the clock."""
        self.clock_hidden = not self.clock_hidden

    @work
    async def action_overview(self) -> None:
        """Show all questions, and go to the one that is chosen."""
        slot = await self.router.choose_slot(self.attempt)
        if self.attempt.finished:
            self._finish()
        elif slot is not None:
            self._go(slot)

    @work
    async def action_leave(self) -> None:
        """Leave the attempt after a question."""
        self.attempt.outbox.confirm()
        self._show_saving()
        runs = "The clock runs on while you are away.\n" if self.attempt.form.limit else ""
        outbox = self.attempt.outbox
        is_kept = outbox.is_persistent and (outbox.fault is None or outbox.journal_path is not None)
        later = "Go on later from the home screen." if is_kept else ""
        saved = formatting.leave_warning(outbox) or "Your answers are saved. "
        text = f"{saved}{runs}{later}"
        if await self.ask(ConfirmDialog("Leave the attempt?", text, yes="leave", no="stay")):
            self._leaving = True
            self.try_action(self.attempt.suspend)
            self.dismiss()
