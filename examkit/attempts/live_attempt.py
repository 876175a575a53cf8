"""An open attempt, which saves every action before the screen shows its result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from examkit.attempts.slot_outcomes import grade_slots
from examkit.exam.actions import Action, is_expired, normalize_action, validate_action
from examkit.exam.attempt_state import AttemptState, SlotState, apply
from examkit.exam.events import (
    AgainRequested,
    Answered,
    Body,
    Closed,
    Confidence,
    ConfidenceRated,
    Event,
    Finished,
    Flagged,
    Opened,
    OptionEliminated,
    Revealed,
    Visited,
)
from examkit.exam.exam_clock import clock_changed, elapsed_seconds
from examkit.exam.modes import ModeRules, rules_of_form
from examkit.question_types.base import Response
from examkit.question_types.registry import find_type

if TYPE_CHECKING:
    from examkit.exam.form import Form
    from examkit.store.durability.lease import Lease
    from examkit.store.durability.outbox import Outbox
    from examkit.system_clock import Clock, ClockReading


class LiveAttempt:
    """An open attempt, on screen or in plain mode.

    Each action returns the new state. It raises ActionError if the rules refuse it, or StoreError
    if the store does, and then changes nothing. An event that can't be saved yet waits in
    `outbox.waiting`, and each action and each `poll` tries to save it again. The parameters `slot`,
    `choice`, and `option` are indexes from 0.
    """

    def __init__(
        self,
        attempt_id: str,
        form: Form,
        state: AttemptState,
        *,
        outbox: Outbox,
        clock: Clock,
        lease: Lease,
    ) -> None:
        self.attempt_id = attempt_id
        self.form = form
        self.state = state
        self.outbox = outbox
        self.discarded = False
        """Whether the attempt was discarded, because it was left without an answer."""
        self._clock = clock
        self._lease = lease

    @property
    def rules(self) -> ModeRules:
        """Return the rules of the attempt's mode."""
        return rules_of_form(self.form)

    @property
    def current_slot(self) -> SlotState:
        """Return what the candidate has done in the current slot."""
        return self.state.slots[self.state.current]

    @property
    def finished(self) -> bool:
        """Return whether the attempt has been submitted."""
        return self.state.finished is not None

    def elapsed(self) -> float:
        """Return the seconds on the attempt's clock, which stops when you submit."""
        return elapsed_at(self.form, self.state, self._clock.now())

    def remaining(self) -> float | None:
        """Return the seconds left, never less than 0, or None if the attempt is untimed."""
        limit = self.form.limit
        return None if limit is None else max(0.0, limit - self.elapsed())

    def visit(self, slot: int, *, save: bool = True) -> AttemptState:
        """Record that a slot is on screen. Without `save`, the next action saves the event."""
        return self.apply_actions(Visited(slot), save=save)

    def choose(self, slot: int, choice: int, row: int = 0) -> AttemptState:
        """Select a slot's choice, or deselect it if selected. An eliminated one is restored first.

        `row` is the row that gets the choice, from 0, in question types such as matching.
        """
        question, state = self.form.slots[slot].question, self.state.slots[slot]
        response = find_type(question).press(question, state.response, choice, row)
        if choice in state.eliminated:
            restored = OptionEliminated(slot, choice, on=False)
            return self.apply_actions(restored, Answered(slot, response))
        return self.apply_actions(Answered(slot, response))

    def enter_text(self, slot: int, text: str) -> AttemptState:
        """Set the typed answer of a slot. Empty text clears it."""
        return self.apply_actions(Answered(slot, Response(text=text.strip())))

    def flag(self, slot: int) -> AttemptState:
        """Flag a slot for review, or remove its flag if it has one."""
        return self.apply_actions(Flagged(slot, on=not self.state.slots[slot].flagged))

    def eliminate(self, slot: int, option: int) -> AttemptState:
        """Eliminate an option, or restore it if it is eliminated."""
        return self.apply_actions(
            OptionEliminated(slot, option, on=option not in self.state.slots[slot].eliminated)
        )

    def rate(self, slot: int, confidence: Confidence) -> AttemptState:
        """Set the candidate's confidence in a slot's response. The same level again clears it."""
        same = self.state.slots[slot].confidence == confidence
        return self.apply_actions(ConfidenceRated(slot, None if same else confidence))

    def reveal(self, slot: int) -> AttemptState:
        """Record that a drill shows a slot's correct answer. The response is then final."""
        return self.apply_actions(Revealed(slot))

    def postpone(self, slot: int) -> AttemptState:
        """Ask a drill to repeat a revealed question later, or cancel that."""
        return self.apply_actions(AgainRequested(slot, on=not self.state.slots[slot].postponed))

    def apply_actions(self, *actions: Action, save: bool = True) -> AttemptState:
        """Record all of the actions, or none if one is refused.

        If the time is up, submits the attempt instead. Without `save`, the events are saved with
        the next action.
        """
        now = self._clock.now()
        if self._finish_if_expired(now):
            return self.state
        state, events = self.state, list[Event]()
        for action in (normalize_action(self.form, each) for each in actions):
            if validate_action(self.form, self.rules, state, action):
                for body in (action, *self._restart_clock(state, action, now)):
                    events.append(self._event(state, now, body))
                    state = apply(state, events[-1])
        return self._record(state, events, save=save)

    def _restart_clock(
        self, state: AttemptState, action: Action, now: ClockReading
    ) -> tuple[Opened, ...]:
        """Return the event that restarts a paused clock, or nothing if it isn't needed.

        It is needed if `action` shows a question whose answer hasn't been revealed.
        """
        is_paused = self.rules.pauses_clock and state.opened is None
        is_open = isinstance(action, Visited) and not state.slots[action.slot].revealed
        return (self._opened(now),) if is_paused and is_open else ()

    def poll(self) -> AttemptState:
        """Try again to save waiting events, and submit the attempt if its time is up."""
        self.outbox.flush()
        self._finish_if_expired(self._clock.now())
        return self.state

    def submit(self) -> AttemptState:
        """Submit the attempt. Does nothing if it is already submitted."""
        now = self._clock.now()
        if not self.finished and not self._finish_if_expired(now):
            self._finish(self._event(self.state, now, Finished("submitted")))
        return self.state

    def resume(self) -> AttemptState:
        """Record that the attempt is on screen again, or submit it if its time is up."""
        now = self._clock.now()
        if self.finished or self._finish_if_expired(now):
            return self.state
        event = self._event(self.state, now, self._opened(now))
        return self._record(apply(self.state, event), [event])

    def suspend(self) -> None:
        """Let other programs open the attempt, and discard it if nothing was answered in it."""
        try:
            if not self.finished and not self._finish_if_expired(now := self._clock.now()):
                event = self._event(self.state, now, Closed())
                self._record(apply(self.state, event), [event])
                self.discarded = self.state.is_untouched and self.outbox.discard()
        finally:
            self.release()

    def release(self) -> None:
        """Let other programs open the attempt."""
        self._lease.close()

    def _record(
        self, state: AttemptState, events: list[Event], *, save: bool = True
    ) -> AttemptState:
        if events:
            (self.outbox.add if save else self.outbox.defer)(events)
            self.state = state
        return self.state

    def _finish_if_expired(self, now: ClockReading) -> bool:
        limit = self.form.limit
        if self.finished:
            return True
        elapsed = elapsed_at(self.form, self.state, now)
        if limit is None or not is_expired(self.form, elapsed):
            return False
        end = now.wall - (elapsed - limit)
        self._finish(Event(self.state.seq, limit, end, Finished("time")))
        return True

    def _finish(self, event: Event) -> None:
        # If another program ended the attempt first, the store returns that event.
        end = self.outbox.finish(event, grade_slots(self.form, self.state, event))
        self.state = apply(self.state, end)

    def _event(self, state: AttemptState, now: ClockReading, body: Body) -> Event:
        return Event(state.seq, elapsed_at(self.form, self.state, now), now.wall, body)

    def _opened(self, now: ClockReading) -> Opened:
        anchor, last_wall = self.state.anchor, self.state.last_wall
        return Opened(now, anchor is not None and clock_changed(anchor, now, last_wall))


def elapsed_at(form: Form, state: AttemptState, now: ClockReading) -> float:
    """Return the seconds on an attempt's clock at a moment.

    A timed mock's clock runs from when the attempt is first opened. Any other clock runs only
    while a question that can be answered is on screen.
    """
    anchor = state.opened if rules_of_form(form).pauses_clock else state.anchor
    if anchor is None or state.finished:
        return state.elapsed
    return elapsed_seconds(anchor, now, state.elapsed)
