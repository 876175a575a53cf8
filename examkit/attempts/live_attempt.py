"""One attempt that is open: every action is stored before it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from examkit.exam.actions import (
    Wish,
    chosen,
    expired,
    in_plain_form,
    matched,
    permit,
)
from examkit.exam.attempt_state import Session, apply
from examkit.exam.events import (
    Answered,
    Body,
    Closed,
    Entered,
    Event,
    Finished,
    Flagged,
    Opened,
    Postponed,
    Rated,
    Revealed,
    Struck,
    Sureness,
    Visited,
)
from examkit.exam.explanation import picked_notes
from examkit.exam.modes import Behaviour, behaviour_of
from examkit.exam.score_sheet import score
from examkit.exam.timing import clock_changed, elapsed
from examkit.store.records import SlotOutcome

if TYPE_CHECKING:
    from examkit.exam.form import Form
    from examkit.store.durability.outbox import Outbox
    from examkit.store.protocol import Lease
    from examkit.system_clock import Clock, Moment


class Sitting:
    """An attempt on screen.

    Its methods return the session after the action. They raise ActionError where the rules
    refuse, and StoreError where the store does; the session is then unchanged. What only cannot
    be saved now waits (`outbox.waiting`), and is tried again with each action and tick.
    """

    def __init__(
        self,
        attempt: str,
        form: Form,
        session: Session,
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
    def behaviour(self) -> Behaviour:
        """The rules of its mode."""
        return behaviour_of(self.form.mode)

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

    def go(self, slot: int, *, save: bool = True) -> Session:
        """Bring a slot on screen; it is saved now, or with the next action or tick."""
        return self.act(Visited(slot), save=save)

    def choose(self, slot: int, option: int) -> Session:
        """Pick an option, or take it back; a struck-out one is brought back first."""
        state = self.session.slots[slot]
        response = Answered(slot, chosen(self.form.slots[slot], state, option))
        if option in state.struck:
            return self.act(Struck(slot, option, on=False), response)
        return self.act(response)

    def match(self, slot: int, left: int, choice: int) -> Session:
        """Match a left side with a right one; the same again takes it back."""
        state = self.session.slots[slot]
        return self.act(Answered(slot, matched(self.form.slots[slot], state, left, choice)))

    def enter(self, slot: int, text: str) -> Session:
        """Type the number a slot asks for; nothing takes it back."""
        return self.act(Entered(slot, text.strip()))

    def flag(self, slot: int) -> Session:
        """Flag a slot for review, or take the flag off."""
        return self.act(Flagged(slot, on=not self.session.slots[slot].flagged))

    def strike(self, slot: int, option: int) -> Session:
        """Strike an option out, or bring it back."""
        return self.act(Struck(slot, option, on=option not in self.session.slots[slot].struck))

    def rate(self, slot: int, sureness: Sureness) -> Session:
        """Say how sure; the same level again takes it back."""
        same = self.session.slots[slot].sureness == sureness
        return self.act(Rated(slot, None if same else sureness))

    def reveal(self, slot: int) -> Session:
        """Show key and rationales (drills); the response is then final."""
        return self.act(Revealed(slot))

    def postpone(self, slot: int) -> Session:
        """Ask for a revealed slot again later, or take that back (drills)."""
        return self.act(Postponed(slot, on=not self.session.slots[slot].postponed))

    def act(self, *wishes: Wish, save: bool = True) -> Session:
        """Record what the candidate does, all of it or nothing."""
        now = self._clock.now()
        if self._finish_if_expired(now):
            return self.session
        after, events = self.session, list[Event]()
        for asked in wishes:
            wish = in_plain_form(self.form, asked)
            if permit(self.form, self.behaviour, after, wish):
                for body in (wish, *self._reopened(after, wish, now)):
                    events.append(self._event(after, now, body))
                    after = apply(after, events[-1])
        return self._record(after, events, save=save)

    def _reopened(self, session: Session, wish: Wish, now: Moment) -> tuple[Opened, ...]:
        """Start the clock that stood while an explanation was read, where a question comes."""
        stands = self.behaviour.clock_stops and session.opened is None
        goes_on = isinstance(wish, Visited) and not session.slots[wish.slot].revealed
        return (Opened(now, self._clock_changed(now)),) if stands and goes_on else ()

    def tick(self) -> Session:
        """Try again to save what waits; hand the attempt in if its time is over."""
        self.outbox.flush()
        self._finish_if_expired(self._clock.now())
        return self.session

    def submit(self) -> Session:
        """Hand the attempt in. Doing it again changes nothing."""
        now = self._clock.now()
        if not self.finished and not self._finish_if_expired(now):
            self._finish(self._event(self.session, now, Finished("submitted")))
        return self.session

    def open(self) -> Session:
        """Note that the attempt came on screen, or hand it in if its time ran out meanwhile."""
        now = self._clock.now()
        if self.finished or self._finish_if_expired(now):
            return self.session
        event = self._event(self.session, now, Opened(now, self._clock_changed(now)))
        return self._record(apply(self.session, event), [event])

    def leave(self) -> None:
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

    def _record(self, after: Session, events: list[Event], *, save: bool = True) -> Session:
        if events:
            (self.outbox.add if save else self.outbox.hold)(events)
            self.session = after
        return self.session

    def _finish_if_expired(self, now: Moment) -> bool:
        limit = self.form.limit
        if self.finished:
            return True
        if limit is None or not is_over(self.form, self.session, now):
            return False
        late = self._elapsed_at(now) - limit
        self._finish(Event(self.session.seq, limit, now.wall - late, Finished("time")))
        return True

    def _finish(self, event: Event) -> None:
        stands = self.outbox.finish(event, outcomes(self.form, self.session, event))
        self.session = apply(self.session, stands)

    def _event(self, session: Session, now: Moment, body: Body) -> Event:
        return Event(session.seq, self._elapsed_at(now), now.wall, body)

    def _elapsed_at(self, now: Moment) -> float:
        return elapsed_at(self.form, self.session, now)

    def _clock_changed(self, now: Moment) -> bool:
        anchor = self.session.anchor
        return anchor is not None and clock_changed(anchor, now, self.session.last_wall)


def elapsed_at(form: Form, session: Session, now: Moment) -> float:
    """Return the seconds that an attempt has used by a moment.

    They count from the first opening; where the clock may stop, from the last.
    """
    stops = behaviour_of(form.mode).clock_stops
    anchor = session.opened if stops else session.anchor
    if anchor is None or session.finished:
        return session.elapsed
    return elapsed(anchor, now, session.elapsed)


def is_over(form: Form, session: Session, now: Moment) -> bool:
    """Return whether the time of an attempt has run out by a moment."""
    return form.limit is not None and expired(form, elapsed_at(form, session, now))


def outcomes(form: Form, session: Session, end: Event) -> list[SlotOutcome]:
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
            picked=tuple(picked_notes(form.slots[row.slot], done.slots[row.slot])),
        )
        for row in score(form, done).slots
    ]
