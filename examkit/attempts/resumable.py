"""Unfinished attempts: open them, or submit those whose time is up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from examkit.errors import ActionError, StoreError, WriteFailedError

if TYPE_CHECKING:
    from examkit.attempts.live_attempt import LiveAttempt
    from examkit.exam.attempt_state import AttemptState
    from examkit.exam.events import Event
    from examkit.exam.form import Form
    from examkit.store.records import AttemptRow
    from examkit.store.sqlite.store import SqliteStore
    from examkit.system_clock import Clock

State = Literal["open", "expired", "damaged"]


class ResumableAttempt(NamedTuple):
    """An attempt that can be resumed."""

    row: AttemptRow
    current: int
    """Index of the slot that was on screen last."""
    answered: int
    """Number of slots with a complete response."""
    remaining: float | None
    """Seconds left, or None if untimed."""


class UnfinishedAttempts:
    """Opens the unfinished attempts of one store, and submits those whose time is up."""

    def __init__(self, store: SqliteStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def open(self, attempt: str) -> LiveAttempt:
        """Open an attempt by id.

        Raises AttemptLockedError if another program has it open, and StoreError if it is damaged.
        """
        from examkit.attempts.live_attempt import LiveAttempt

        lease = self._store.acquire_lease(attempt)
        try:
            outbox = self._store.outbox(attempt)
            form, state = self._read(attempt, outbox.waiting)
        except BaseException:
            lease.close()
            raise
        return LiveAttempt(attempt, form, state, outbox=outbox, clock=self._clock, lease=lease)

    def close_expired(self) -> tuple[ResumableAttempt, ...]:
        """Submit the attempts whose time is up, on any bank. Returns those that can be resumed.

        Discards attempts that were left or ran out of time without an answer. If the store is
        read-only, does nothing and returns none.
        """
        if self._store.read_only:
            return ()
        open_ones = map(self._close_if_expired, self._store.unfinished())
        return tuple(each for each in open_ones if each is not None)

    def require_no_open_mock(self, rows: Iterable[AttemptRow]) -> None:
        """Raise ActionError if one of these attempts is an open mock.

        A mock measures what is known without notes, so notes stay closed until it is submitted.
        """
        if any(row.mode == "mock" and self.state(row.id) == "open" for row in rows):
            raise ActionError(
                "Notes and search are off while a mock exam is unfinished.",
                "Finish or discard it first.",
            )

    def state(self, attempt: str) -> State:
        """Return an unfinished attempt's state: "open", "expired", or "damaged". Writes nothing."""
        from examkit.attempts.live_attempt import elapsed_at
        from examkit.exam.actions import is_expired

        try:
            form, state = self._read(attempt)
        except WriteFailedError:
            raise
        except StoreError:
            return "damaged"
        elapsed = elapsed_at(form, state, self._clock.now())
        return "expired" if is_expired(form, elapsed) else "open"

    def _close_if_expired(self, row: AttemptRow) -> ResumableAttempt | None:
        """Submit an attempt if its time is up, and otherwise return it.

        Returns None if it was submitted or discarded, is damaged, or is open in another program.
        """
        from examkit.exam.actions import slot_statuses

        try:
            attempt = self.open(row.id)
        except WriteFailedError:
            raise
        except StoreError:
            # Another program has it open, or it is damaged. `resume` then gives the reason.
            return None
        try:
            if _is_abandoned(attempt) and attempt.outbox.discard():
                return None
            state = attempt.poll()
            if attempt.finished:
                return None
            answered = slot_statuses(attempt.form, state).count("answered")
            return ResumableAttempt(row, state.current, answered, attempt.remaining())
        finally:
            attempt.release()

    def _read(self, attempt: str, waiting: Sequence[Event] = ()) -> tuple[Form, AttemptState]:
        from dataclasses import replace

        from examkit.exam.modes import rules_of_form
        from examkit.store.codec import replay_sound

        form = self._store.form(attempt)
        state = replay_sound(attempt, form, (*self._store.events(attempt), *waiting))
        if rules_of_form(form).pauses_clock and state.seq > 2:
            # A crash leaves the attempt open, but a drill's clock counts only time on screen.
            state = replace(state, opened=None)
        return form, state


def _is_abandoned(attempt: LiveAttempt) -> bool:
    """Return whether nothing was answered, and the candidate left or the time is up."""
    from examkit.exam.events import Closed

    was_left = isinstance(attempt.outbox.saved[-1].body, Closed)
    return attempt.state.is_untouched and (was_left or attempt.remaining() == 0)
