"""An open attempt: every action is saved before its result shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from examkit.exam.actions import (
    Action,
    is_expired,
    normalize_action,
    validate_action,
)
from examkit.exam.attempt_state import AttemptState, apply
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
from examkit.exam.explanation import notes_of_wrong_choices
from examkit.exam.modes import ModeRules, rules_of_mode
from examkit.exam.score_sheet import score_form
from examkit.exam.timing import clock_changed, elapsed_seconds
from examkit.question_types.base import Response
from examkit.question_types.registry import find_type
from examkit.store.records import SlotOutcome

if TYPE_CHECKING:
    from examkit.exam.form import Form
    from examkit.store.durability.outbox import Outbox
    from examkit.store.protocol import Lease
    from examkit.system_clock import Clock, ClockReading


class LiveAttempt:
    """An open attempt, on screen or in plain mode.

    Methods return the state after the action. They raise ActionError if the rules refuse it and
    StoreError if the store does; the state then stays the same. An event that can't be saved
    yet waits in `outbox.waiting`, and each action and tick tries it again.
    """

    def __init__(
        self,
        attempt: str,
        form: Form,
        state: AttemptState,
        *,
        outbox: Outbox,
        clock: Clock,
        lease: Lease,
    ) -> None:
        self.attempt = attempt
        self.form = form
        self.state = state
        self.outbox = outbox
        self._clock = clock
        self._lease = lease

    @property
    def rules(self) -> ModeRules:
        """Return the rules of the attempt's mode."""
        return rules_of_mode(self.form.mode)

    @property
    def finished(self) -> bool:
        """Return whether the attempt has been submitted."""
        return self.state.finished is not None

    def elapsed(self) -> float:
        """Return the seconds on the attempt's clock, which stops when you submit."""
        return self._elapsed_at(self._clock.now())

    def remaining(self) -> float | None:
        """Return the seconds left, at least 0, or None if the attempt is untimed."""
        limit = self.form.limit
        return None if limit is None else max(0.0, limit - self.elapsed())

    def visit(self, slot: int, *, save: bool = True) -> AttemptState:
        """Show a slot. With `save` off, save the event with the next action or tick."""
        return self.apply_actions(Visited(slot), save=save)

    def choose(self, slot: int, choice: int, row: int = 0) -> AttemptState:
        """Select a choice, or deselect it; restore it first if it was eliminated.

        `row` counts the rows of the question on screen, for types where each takes a choice.
        """
        question, state = self.form.slots[slot].question, self.state.slots[slot]
        response = find_type(question).press(question, state.response, choice, row)
        if choice in state.eliminated:
            restored = OptionEliminated(slot, choice, on=False)
            return self.apply_actions(restored, Answered(slot, response))
        return self.apply_actions(Answered(slot, response))

    def enter_text(self, slot: int, text: str) -> AttemptState:
        """Enter the answer that a slot asks you to type; empty text clears it."""
        return self.apply_actions(Answered(slot, Response(text=text.strip())))

    def flag(self, slot: int) -> AttemptState:
        """Flag a slot for review, or remove its flag."""
        return self.apply_actions(Flagged(slot, on=not self.state.slots[slot].flagged))

    def eliminate(self, slot: int, option: int) -> AttemptState:
        """Eliminate an option, or restore it."""
        return self.apply_actions(
            OptionEliminated(slot, option, on=option not in self.state.slots[slot].eliminated)
        )

    def rate(self, slot: int, confidence: Confidence) -> AttemptState:
        """Rate confidence; the same level again clears it."""
        same = self.state.slots[slot].confidence == confidence
        return self.apply_actions(ConfidenceRated(slot, None if same else confidence))

    def reveal(self, slot: int) -> AttemptState:
        """Show key and rationales (drills); the response is then final."""
        return self.apply_actions(Revealed(slot))

    def postpone(self, slot: int) -> AttemptState:
        """Request that a revealed slot is asked again later, or cancel that (drills)."""
        return self.apply_actions(AgainRequested(slot, on=not self.state.slots[slot].postponed))

    def apply_actions(self, *wishes: Action, save: bool = True) -> AttemptState:
        """Record all of the actions, or none if one is refused."""
        now = self._clock.now()
        if self._finish_if_expired(now):
            return self.state
        after, events = self.state, list[Event]()
        for asked in wishes:
            wish = normalize_action(self.form, asked)
            if validate_action(self.form, self.rules, after, wish):
                for body in (wish, *self._reopened(after, wish, now)):
                    events.append(self._event(after, now, body))
                    after = apply(after, events[-1])
        return self._record(after, events, save=save)

    def _reopened(
        self, session: AttemptState, wish: Action, now: ClockReading
    ) -> tuple[Opened, ...]:
        """Return the event that restarts a paused clock when an open question is shown."""
        stands = self.rules.pauses_clock and session.opened is None
        goes_on = isinstance(wish, Visited) and not session.slots[wish.slot].revealed
        return (Opened(now, self._clock_changed(now)),) if stands and goes_on else ()

    def poll(self) -> AttemptState:
        """Try again to save waiting events, and submit the attempt if its time is up."""
        self.outbox.flush()
        self._finish_if_expired(self._clock.now())
        return self.state

    def submit(self) -> AttemptState:
        """Submit the attempt. A second call changes nothing."""
        now = self._clock.now()
        if not self.finished and not self._finish_if_expired(now):
            self._finish(self._event(self.state, now, Finished("submitted")))
        return self.state

    def resume(self) -> AttemptState:
        """Record that the attempt is open again, or submit it if its time is up."""
        now = self._clock.now()
        if self.finished or self._finish_if_expired(now):
            return self.state
        event = self._event(self.state, now, Opened(now, self._clock_changed(now)))
        return self._record(apply(self.state, event), [event])

    def suspend(self) -> None:
        """Record that the candidate left, and release the attempt to other programs."""
        try:
            if not self.finished and not self._finish_if_expired(now := self._clock.now()):
                event = self._event(self.state, now, Closed())
                self._record(apply(self.state, event), [event])
        finally:
            self.release()

    def release(self) -> None:
        """Release the attempt to other programs."""
        self._lease.close()

    def _record(
        self, after: AttemptState, events: list[Event], *, save: bool = True
    ) -> AttemptState:
        if events:
            (self.outbox.add if save else self.outbox.defer)(events)
            self.state = after
        return self.state

    def _finish_if_expired(self, now: ClockReading) -> bool:
        limit = self.form.limit
        if self.finished:
            return True
        if limit is None or not is_over(self.form, self.state, now):
            return False
        late = self._elapsed_at(now) - limit
        self._finish(Event(self.state.seq, limit, now.wall - late, Finished("time")))
        return True

    def _finish(self, event: Event) -> None:
        stands = self.outbox.finish(event, grade_slots(self.form, self.state, event))
        self.state = apply(self.state, stands)

    def _event(self, session: AttemptState, now: ClockReading, body: Body) -> Event:
        return Event(session.seq, self._elapsed_at(now), now.wall, body)

    def _elapsed_at(self, now: ClockReading) -> float:
        return elapsed_at(self.form, self.state, now)

    def _clock_changed(self, now: ClockReading) -> bool:
        anchor = self.state.anchor
        return anchor is not None and clock_changed(anchor, now, self.state.last_wall)


def elapsed_at(form: Form, session: AttemptState, now: ClockReading) -> float:
    """Return the seconds an attempt has used at a moment.

    A mock's clock counts from the first opening, and a drill's from the latest.
    """
    stops = rules_of_mode(form.mode).pauses_clock
    anchor = session.opened if stops else session.anchor
    if anchor is None or session.finished:
        return session.elapsed
    return elapsed_seconds(anchor, now, session.elapsed)


def is_over(form: Form, session: AttemptState, now: ClockReading) -> bool:
    """Return whether an attempt's time is up at a moment."""
    return form.limit is not None and is_expired(form, elapsed_at(form, session, now))


def grade_slots(form: Form, session: AttemptState, end: Event) -> list[SlotOutcome]:
    """Grade every slot of an attempt as it ends, for the store."""
    done = apply(session, end)
    return [
        SlotOutcome(
            slot=row.slot,
            outcome=row.outcome,
            seconds=row.seconds,
            confidence=row.confidence,
            flagged=row.flagged,
            postponed=done.slots[row.slot].postponed,
            credit=row.credit,
            picked=tuple(notes_of_wrong_choices(form.slots[row.slot], done.slots[row.slot])),
        )
        for row in score_form(form, done).slots
    ]
