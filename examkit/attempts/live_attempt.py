"""One attempt that is open: every action is stored before it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from examkit.exam.actions import (
    Action,
    in_plain_form,
    is_expired,
    match_pair,
    toggle_option,
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
    Entered,
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
from examkit.store.records import SlotOutcome

if TYPE_CHECKING:
    from examkit.exam.form import Form
    from examkit.store.durability.outbox import Outbox
    from examkit.store.protocol import Lease
    from examkit.system_clock import Clock, ClockReading


class LiveAttempt:
    """An attempt on screen.

    Its methods return the session after the action. They raise ActionError where the rules
    refuse, and StoreError where the store does; the session is then unchanged. What only cannot
    be saved now waits (`outbox.waiting`), and is tried again with each action and tick.
    """

    def __init__(
        self,
        attempt: str,
        form: Form,
        session: AttemptState,
        *,
        outbox: Outbox,
        clock: Clock,
        lease: Lease,
    ) -> None:
        self.attempt = attempt
        self.form = form
        self.session = session
        self.outbox = outbox
        self._clock = clock
        self._lease = lease

    @property
    def behaviour(self) -> ModeRules:
        """The rules of its mode."""
        return rules_of_mode(self.form.mode)

    @property
    def finished(self) -> bool:
        """Whether it has been handed in."""
        return self.session.finished is not None

    def elapsed(self) -> float:
        """Seconds on the attempt's clock, which stands still once it is handed in."""
        return self._elapsed_at(self._clock.now())

    def remaining(self) -> float | None:
        """Seconds left, not below 0; None where the attempt is untimed."""
        limit = self.form.limit
        return None if limit is None else max(0.0, limit - self.elapsed())

    def visit(self, slot: int, *, save: bool = True) -> AttemptState:
        """Bring a slot on screen; it is saved now, or with the next action or tick."""
        return self.apply_actions(Visited(slot), save=save)

    def choose(self, slot: int, option: int) -> AttemptState:
        """Pick an option, or take it back; a struck-out one is brought back first."""
        state = self.session.slots[slot]
        response = Answered(slot, toggle_option(self.form.slots[slot], state, option))
        if option in state.struck:
            return self.apply_actions(OptionEliminated(slot, option, on=False), response)
        return self.apply_actions(response)

    def match(self, slot: int, left: int, choice: int) -> AttemptState:
        """Match a left side with a right one; the same again takes it back."""
        state = self.session.slots[slot]
        return self.apply_actions(
            Answered(slot, match_pair(self.form.slots[slot], state, left, choice))
        )

    def enter_number(self, slot: int, text: str) -> AttemptState:
        """Type the number a slot asks for; nothing takes it back."""
        return self.apply_actions(Entered(slot, text.strip()))

    def flag(self, slot: int) -> AttemptState:
        """Flag a slot for review, or take the flag off."""
        return self.apply_actions(Flagged(slot, on=not self.session.slots[slot].flagged))

    def eliminate(self, slot: int, option: int) -> AttemptState:
        """Strike an option out, or bring it back."""
        return self.apply_actions(
            OptionEliminated(slot, option, on=option not in self.session.slots[slot].struck)
        )

    def rate(self, slot: int, sureness: Confidence) -> AttemptState:
        """Say how sure; the same level again takes it back."""
        same = self.session.slots[slot].sureness == sureness
        return self.apply_actions(ConfidenceRated(slot, None if same else sureness))

    def reveal(self, slot: int) -> AttemptState:
        """Show key and rationales (drills); the response is then final."""
        return self.apply_actions(Revealed(slot))

    def postpone(self, slot: int) -> AttemptState:
        """Ask for a revealed slot again later, or take that back (drills)."""
        return self.apply_actions(AgainRequested(slot, on=not self.session.slots[slot].postponed))

    def apply_actions(self, *wishes: Action, save: bool = True) -> AttemptState:
        """Record what the candidate does, all of it or nothing."""
        now = self._clock.now()
        if self._finish_if_expired(now):
            return self.session
        after, events = self.session, list[Event]()
        for asked in wishes:
            wish = in_plain_form(self.form, asked)
            if validate_action(self.form, self.behaviour, after, wish):
                for body in (wish, *self._reopened(after, wish, now)):
                    events.append(self._event(after, now, body))
                    after = apply(after, events[-1])
        return self._record(after, events, save=save)

    def _reopened(
        self, session: AttemptState, wish: Action, now: ClockReading
    ) -> tuple[Opened, ...]:
        """Start the clock that stood while an explanation was read, where a question comes."""
        stands = self.behaviour.pauses_clock and session.opened is None
        goes_on = isinstance(wish, Visited) and not session.slots[wish.slot].revealed
        return (Opened(now, self._clock_changed(now)),) if stands and goes_on else ()

    def poll(self) -> AttemptState:
        """Try again to save what waits; hand the attempt in if its time is over."""
        self.outbox.flush()
        self._finish_if_expired(self._clock.now())
        return self.session

    def submit(self) -> AttemptState:
        """Hand the attempt in. Doing it again changes nothing."""
        now = self._clock.now()
        if not self.finished and not self._finish_if_expired(now):
            self._finish(self._event(self.session, now, Finished("submitted")))
        return self.session

    def resume(self) -> AttemptState:
        """Note that the attempt came on screen, or hand it in if its time ran out meanwhile."""
        now = self._clock.now()
        if self.finished or self._finish_if_expired(now):
            return self.session
        event = self._event(self.session, now, Opened(now, self._clock_changed(now)))
        return self._record(apply(self.session, event), [event])

    def suspend(self) -> None:
        """Note that the candidate left, and let other programs have the attempt."""
        try:
            if not self.finished and not self._finish_if_expired(now := self._clock.now()):
                event = self._event(self.session, now, Closed())
                self._record(apply(self.session, event), [event])
        finally:
            self.release()

    def release(self) -> None:
        """Let other programs have the attempt."""
        self._lease.close()

    def _record(
        self, after: AttemptState, events: list[Event], *, save: bool = True
    ) -> AttemptState:
        if events:
            (self.outbox.add if save else self.outbox.defer)(events)
            self.session = after
        return self.session

    def _finish_if_expired(self, now: ClockReading) -> bool:
        limit = self.form.limit
        if self.finished:
            return True
        if limit is None or not is_over(self.form, self.session, now):
            return False
        late = self._elapsed_at(now) - limit
        self._finish(Event(self.session.seq, limit, now.wall - late, Finished("time")))
        return True

    def _finish(self, event: Event) -> None:
        stands = self.outbox.finish(event, grade_slots(self.form, self.session, event))
        self.session = apply(self.session, stands)

    def _event(self, session: AttemptState, now: ClockReading, body: Body) -> Event:
        return Event(session.seq, self._elapsed_at(now), now.wall, body)

    def _elapsed_at(self, now: ClockReading) -> float:
        return elapsed_at(self.form, self.session, now)

    def _clock_changed(self, now: ClockReading) -> bool:
        anchor = self.session.anchor
        return anchor is not None and clock_changed(anchor, now, self.session.last_wall)


def elapsed_at(form: Form, session: AttemptState, now: ClockReading) -> float:
    """Return the seconds that an attempt has used by a moment.

    They count from the first opening; where the clock may stop, from the last.
    """
    stops = rules_of_mode(form.mode).pauses_clock
    anchor = session.opened if stops else session.anchor
    if anchor is None or session.finished:
        return session.elapsed
    return elapsed_seconds(anchor, now, session.elapsed)


def is_over(form: Form, session: AttemptState, now: ClockReading) -> bool:
    """Return whether the time of an attempt has run out by a moment."""
    return form.limit is not None and is_expired(form, elapsed_at(form, session, now))


def grade_slots(form: Form, session: AttemptState, end: Event) -> list[SlotOutcome]:
    """Mark every slot of an attempt that ends, for the store."""
    done = apply(session, end)
    return [
        SlotOutcome(
            slot=row.slot,
            outcome=row.outcome,
            seconds=row.seconds,
            sureness=row.sureness,
            flagged=row.flagged,
            postponed=done.slots[row.slot].postponed,
            credit=row.credit,
            picked=tuple(notes_of_wrong_choices(form.slots[row.slot], done.slots[row.slot])),
        )
        for row in score_form(form, done).slots
    ]
