"""One question at a time: the screen of a mock exam and of a drill."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from examkit.bank.model import Question
from examkit.bank.notes import Section
from examkit.errors import ExamkitError
from examkit.exam.events import Sureness
from examkit.exam.session import SlotState
from examkit.sitting import Sitting
from examkit.tui import present
from examkit.tui.commands import SITTING, bindings
from examkit.tui.markdown import blocks_of
from examkit.tui.page import Page, Region
from examkit.tui.screens.explain import explanation, outcome_words
from examkit.tui.text import lay_out, shown
from examkit.tui.widgets.bars import TopBar
from examkit.tui.widgets.options import OptionRow, OptionsView
from examkit.tui.widgets.prose import Prose
from examkit.tui.widgets.slots import SlotCell, SlotStrip

SURENESS = {1: "a guess", 2: "fairly sure", 3: "sure"}


class SittingScreen(Page[None]):
    """Shows the session; every key asks the sitting, which has the rules."""

    KEYS = SITTING
    BINDINGS = bindings(SITTING)
    DEFAULT_CSS = """
    SittingScreen #stem { height: auto; max-height: 55%; padding: 1 0 0 1; }
    SittingScreen #options { height: 1fr; padding: 1 0 0 1; }
    SittingScreen #explanation { display: none; }
    SittingScreen.-revealed #explanation { display: block; }
    SittingScreen.-revealed #stem, SittingScreen.-revealed OptionsView { display: none; }
    SittingScreen #status { height: 1; padding: 0 1; }
    """

    clock_hidden: reactive[bool] = reactive(False)

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self.sitting = sitting
        self._cursor = 0
        self._left = sitting.remaining()
        self._notice = ""
        self._leaving = False

    def body(self) -> Iterable[Widget]:
        """Give question, options and the lines below."""
        yield Region(Prose(id="question"), id="stem")
        yield Region(OptionsView(), Prose(id="explanation"), id="options")
        yield SlotStrip(self.examkit.glyphs)
        yield Static(id="status")

    def on_mount(self) -> None:
        """Start the clock on the screen; the one that counts is the sitting's."""
        self.clock_hidden = self.examkit.config.hide_clock
        self.set_interval(1.0, self._tick)
        self.show_slot()

    # Showing

    def show_slot(self) -> None:
        """Show another slot from its top."""
        number = self.sitting.session.current
        self._cursor = 0
        stem = blocks_of(self.sitting.form.slots[number].question.stem)
        self.query_one("#question", Prose).show(stem)
        self.query_one("#stem", Region).scroll_home(animate=False)
        self.query_one("#options", Region).scroll_home(animate=False)
        self.show_state()

    def show_state(self) -> None:
        """Show what the candidate has done so far."""
        self._show_options()
        self._show_lines()
        self._show_clock()

    def _show_options(self) -> None:
        session, form = self.sitting.session, self.sitting.form
        slot, state = form.slots[session.current], session.slots[session.current]
        options, told = self.query_one(OptionsView), self.query_one("#explanation", Prose)
        self.set_class(state.revealed, "-revealed")
        if state.revealed:
            section = self._section(slot.question.note)
            answer = explanation(slot, state, section, self.examkit.glyphs)
            told.show([*blocks_of(slot.question.stem), *answer])
            return
        rows = [
            OptionRow(
                present.LETTERS[place],
                tuple(blocks_of(slot.question.options[option].text)),
                chosen=option in state.response,
                struck=option in state.struck,
            )
            for place, option in enumerate(slot.order)
        ]
        many = len(slot.question.keys) > 1
        options.show(rows, self._cursor, many=many, cursor_glyph=self.examkit.glyphs.here)

    def _section(self, ref: str) -> Section | None:
        try:
            return self.examkit.engine.section(ref)
        except ExamkitError:
            return None

    def _show_lines(self) -> None:
        form, session = self.sitting.form, self.sitting.session
        states = present.statuses(form, session)
        cells = [
            SlotCell(status, slot.flagged)
            for status, slot in zip(states, session.slots, strict=True)
        ]
        self.query_one(SlotStrip).show(cells, session.current)
        self.query_one("#status", Static).update(self._status(), layout=False)

    def _status(self) -> Content:
        form, session = self.sitting.form, self.sitting.session
        state = session.slots[session.current]
        parts: list[str] = [self._notice] if self._notice else []
        parts.append(present.progress(form, session))
        parts.append(present.to_choose(form, session.current, state.response))
        if state.flagged:
            parts.append("this one flagged")
        if state.sureness:
            parts.append(SURENESS[state.sureness])
        if self.sitting.behaviour.reveals:
            parts.append(self._drill_hint())
        return shown(" · ".join(part for part in parts if part))

    def _drill_hint(self) -> str:
        session = self.sitting.session
        slot, state = self.sitting.form.slots[session.current], session.slots[session.current]
        if state.revealed:
            last = session.current == len(session.slots) - 1
            told = outcome_words(slot, state)
            return f"{told} · n {'finishes the drill' if last else 'goes on'}"
        return "s shows the answer"

    def _show_clock(self) -> None:
        form, session = self.sitting.form, self.sitting.session
        left = self._left
        hidden = self.clock_hidden and (left is None or left > present.WARNINGS[-1])
        time = "" if left is None else ("clock hidden: t" if hidden else present.clock(left))
        self.query_one(TopBar).set(
            f"{form.exam.id.upper()} · {form.title}",
            f"question {session.current + 1} of {len(form.slots)}",
            time,
        )

    def watch_clock_hidden(self) -> None:
        """Show or hide the clock."""
        if self.is_mounted:
            self._show_clock()

    # Time

    def _tick(self) -> None:
        if self._leaving or not self.attempt(self.sitting.tick):
            return
        if self.sitting.finished:
            self._finish()
            return
        before, self._left = self._left, self.sitting.remaining()
        if before is None or self._left is None:
            return
        if said := present.warning(before, self._left):
            self._notice = said
            self._show_lines()
        if self.is_current:
            self._show_clock()

    def _finish(self) -> None:
        """Leave the exam for its report."""
        if self._leaving:
            return
        self._leaving = True
        self.sitting.release()
        app, attempt = self.examkit, self.sitting.attempt
        while app.screen is not self and len(app.screen_stack) > 1:
            app.pop_screen()
        app.pop_screen()
        app.show_report(attempt)

    # Keys

    def _do(self, *, move: bool = False) -> None:
        """Show the outcome of an action, or hand over to the report if time is up."""
        if self.sitting.finished:
            self._finish()
        elif move:
            self._notice = ""
            self.show_slot()
        else:
            self._show_options()
            self._show_lines()

    def action_choose(self, key: str) -> None:
        """Choose the option with that letter."""
        place = present.LETTERS.index(key)
        if place < len(self._slot_order):
            self._cursor = place
            self._choose(place)

    def action_pick(self) -> None:
        """Choose the option under the cursor; in a drill, again shows the answer."""
        self._choose(self._cursor)

    def _choose(self, place: int) -> None:
        current, option = self.sitting.session.current, self._slot_order[place]
        if self.attempt(lambda: self.sitting.choose(current, option)):
            self._do()

    @property
    def _slot_order(self) -> Sequence[int]:
        return self.sitting.form.slots[self.sitting.session.current].order

    def on_options_view_picked(self, event: OptionsView.Picked) -> None:
        """Choose the option that was clicked."""
        self._cursor = event.position
        self._choose(event.position)

    def action_cursor_up(self) -> None:
        """Move the cursor up."""
        self._move_cursor(-1)

    def action_cursor_down(self) -> None:
        """Move the cursor down."""
        self._move_cursor(1)

    def _move_cursor(self, step: int) -> None:
        if self._current_state.revealed:
            self.query_one("#options", Region).scroll_relative(y=step, animate=False)
            return
        self._cursor = max(0, min(len(self._slot_order) - 1, self._cursor + step))
        self._show_options()

    @property
    def _current_state(self) -> SlotState:
        return self.sitting.session.slots[self.sitting.session.current]

    def action_flag(self) -> None:
        """Flag the question, or take the flag off."""
        if self.attempt(lambda: self.sitting.flag(self.sitting.session.current)):
            self._do()

    def action_strike(self) -> None:
        """Strike out the option under the cursor, or bring it back."""
        current, option = self.sitting.session.current, self._slot_order[self._cursor]
        if self.attempt(lambda: self.sitting.strike(current, option)):
            self._do()

    def action_sure(self, key: str) -> None:
        """Say how sure."""
        level = cast("Sureness", int(key))
        if self.attempt(lambda: self.sitting.rate(self.sitting.session.current, level)):
            self._do()

    def action_previous(self) -> None:
        """Go to the question before."""
        self._go(self.sitting.session.current - 1)

    def action_next(self) -> None:
        """Go to the next question; after the last one comes the overview."""
        number = self.sitting.session.current + 1
        if number < len(self.sitting.form.slots):
            self._go(number)
        else:
            self.action_overview()

    def _go(self, number: int) -> None:
        if number >= 0 and self.attempt(lambda: self.sitting.go(number)):
            self._do(move=True)

    def action_reveal(self) -> None:
        """Show the answer (drills)."""
        if self.attempt(lambda: self.sitting.reveal(self.sitting.session.current)):
            self._do()
            self.call_after_refresh(self._scroll_to_answer)

    def _scroll_to_answer(self) -> None:
        """Leave the stem above the top edge: it has been read."""
        region = self.query_one("#options", Region)
        stem = lay_out(blocks_of(self._current_question.stem), region.content_size.width)
        region.scroll_to(y=len(stem) + 1, animate=False)

    @property
    def _current_question(self) -> Question:
        return self.sitting.form.slots[self.sitting.session.current].question

    def action_clock(self) -> None:
        """Hide or show the clock."""
        self.clock_hidden = not self.clock_hidden

    def action_overview(self) -> None:
        """Show all questions."""
        from examkit.tui.screens.overview import OverviewScreen

        self.app.push_screen(OverviewScreen(self.sitting), self._back_from_overview)

    def _back_from_overview(self, slot: int | None) -> None:
        if self.sitting.finished:
            self._finish()
        elif slot is not None:
            self._go(slot)

    def action_leave(self) -> None:
        """Leave after a question; the attempt is kept."""
        from examkit.tui.screens.dialogs import ConfirmScreen

        runs = "The clock runs on while you are away.\n" if self.sitting.form.limit else ""
        text = f"Your answers are saved. {runs}Go on later from the home screen."
        dialog = ConfirmScreen("Leave the attempt?", text, yes="leave", no="stay")
        self.app.push_screen(dialog, self._leave)

    def _leave(self, agreed: bool | None) -> None:
        if agreed:
            self._leaving = True
            self.attempt(self.sitting.leave)
            self.app.pop_screen()
