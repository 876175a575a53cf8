"""Attempts that nobody handed in: opening them again, and handing in those whose time ran out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from examkit.errors import StoreError, WriteFailedError

if TYPE_CHECKING:
    from examkit.attempts.live_attempt import LiveAttempt
    from examkit.exam.attempt_state import AttemptState
    from examkit.exam.events import Event
    from examkit.exam.form import Form
    from examkit.store.protocol import Store
    from examkit.store.records import AttemptRow
    from examkit.system_clock import Clock

State = Literal["open", "expired", "damaged"]


class ResumableAttempt(NamedTuple):
    """An attempt to go on with."""

    row: AttemptRow
    current: int
    """Slot on screen, from 0."""
    answered: int
    remaining: float | None
    """Seconds left; None where it is untimed."""


class UnfinishedAttempts:
    """Opens unfinished attempts of one store."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def sitting(self, attempt: str) -> LiveAttempt:
        """Open an attempt. Raises HeldError where another program has it, StoreError for damage."""
        from examkit.attempts.live_attempt import LiveAttempt

        lease = self._store.acquire_lease(attempt)
        try:
            outbox = self._store.outbox(attempt)
            form, session = self._read(attempt, outbox.waiting)
        except BaseException:
            lease.close()
            raise
        return LiveAttempt(attempt, form, session, outbox=outbox, clock=self._clock, lease=lease)

    def hand_in_expired(self) -> tuple[ResumableAttempt, ...]:
        """Hand in the attempts on any bank whose time ran out; return those to go on with."""
        if self._store.read_only:
            return ()
        found = (self._checked(row) for row in self._store.unfinished())
        return tuple(each for each in found if each is not None)

    def state(self, attempt: str) -> State:
        """Tell how an unfinished attempt stands, by what is stored; nothing is written."""
        from examkit.attempts.live_attempt import is_over

        try:
            form, session = self._read(attempt)
        except WriteFailedError:
            raise
        except StoreError:
            return "damaged"
        return "expired" if is_over(form, session, self._clock.now()) else "open"

    def _checked(self, row: AttemptRow) -> ResumableAttempt | None:
        """Hand an attempt in if its time ran out; return it if it goes on and is free to take."""
        from examkit.exam.actions import slot_statuses

        try:
            sitting = self.sitting(row.id)
        except WriteFailedError:
            raise
        except StoreError:
            # Another program has it on screen, or it is damaged: `resume` says so.
            return None
        try:
            session = sitting.poll()
            if sitting.finished:
                return None
            done = slot_statuses(sitting.form, session).count("answered")
            return ResumableAttempt(row, session.current, done, sitting.remaining())
        finally:
            sitting.release()

    def _read(self, attempt: str, waiting: Sequence[Event] = ()) -> tuple[Form, AttemptState]:
        from dataclasses import replace

        from examkit.exam.modes import rules_of_mode
        from examkit.store.codec import replay_sound

        form = self._store.form(attempt)
        session = replay_sound(attempt, form, (*self._store.events(attempt), *waiting))
        if rules_of_mode(form.mode).pauses_clock and session.seq > 2:
            # A crash leaves the attempt open; where only time on screen counts, it was not.
            session = replace(session, opened=None)
        return form, session
