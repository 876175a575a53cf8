"""Unfinished attempts: resume them, or submit those whose time is up."""

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
    """An attempt that can be resumed."""

    row: AttemptRow
    current: int
    """The slot last on screen, from 0."""
    answered: int
    remaining: float | None
    """Seconds left, or None if untimed."""


class UnfinishedAttempts:
    """Opens unfinished attempts of one store."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def open(self, attempt: str) -> LiveAttempt:
        """Open an attempt. Raises HeldError if another program has it, StoreError if damaged."""
        from examkit.attempts.live_attempt import LiveAttempt

        lease = self._store.acquire_lease(attempt)
        try:
            outbox = self._store.outbox(attempt)
            form, session = self._read(attempt, outbox.waiting)
        except BaseException:
            lease.close()
            raise
        return LiveAttempt(attempt, form, session, outbox=outbox, clock=self._clock, lease=lease)

    def close_expired(self) -> tuple[ResumableAttempt, ...]:
        """Submit expired attempts on any bank, and return those that can be resumed."""
        if self._store.read_only:
            return ()
        found = (self._close_if_expired(row) for row in self._store.unfinished())
        return tuple(each for each in found if each is not None)

    def state(self, attempt: str) -> State:
        """Return an unfinished attempt's state from the store, without writing."""
        from examkit.attempts.live_attempt import is_over

        try:
            form, session = self._read(attempt)
        except WriteFailedError:
            raise
        except StoreError:
            return "damaged"
        return "expired" if is_over(form, session, self._clock.now()) else "open"

    def _close_if_expired(self, row: AttemptRow) -> ResumableAttempt | None:
        """Submit an expired attempt; return any other one that no other program has open."""
        from examkit.exam.actions import slot_statuses

        try:
            sitting = self.open(row.id)
        except WriteFailedError:
            raise
        except StoreError:
            # Another program has it open, or it is damaged. `resume` then gives the reason.
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
            # A crash leaves the attempt open, but a drill's clock counts only time on screen.
            session = replace(session, opened=None)
        return form, session
