"""Save events to the store, and retry those that can't be saved yet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from examkit.errors import ConflictError, StoreError, StoreFileReplacedError, WriteFailedError

if TYPE_CHECKING:
    from pathlib import Path

    from examkit.exam.events import Event
    from examkit.store.durability.journal import Journal
    from examkit.store.records import SlotOutcome
    from examkit.store.sqlite.store import SqliteStore

T = TypeVar("T")


class Outbox:
    """Saves one attempt's events in order; those that can't be saved yet go to a journal.

    If the store's file loses the attempt, the outbox writes the whole attempt again.
    """

    def __init__(self, store: SqliteStore, attempt: str, journal: Journal) -> None:
        """Load the attempt's form and events from the store. Raises StoreError if that fails."""
        self._store = store
        self._attempt = attempt
        self._journal = journal
        self._noted = 0
        self._is_whole = False
        """Whether the journal has the whole attempt, with its form."""
        self.form = store.form(attempt)
        self.saved = list(store.events(attempt))
        """The events that are saved, oldest first."""
        self.waiting: tuple[Event, ...] = ()
        """The events that aren't saved yet, oldest first."""
        self.fault: WriteFailedError | None = None
        """Why events couldn't be saved; None if they could."""
        self.renewed = False
        """Whether the store's file lost the attempt, and the attempt was written again."""

    @property
    def is_persistent(self) -> bool:
        """Return whether saved events are on disk, not just in memory."""
        return self._store.unsaved is None

    @property
    def journal_path(self) -> Path | None:
        """Return the journal file if it has unsaved events, else None."""
        return self._journal.path if self.waiting else None

    def add(self, events: Sequence[Event]) -> None:
        """Save events; if that fails, write them to the journal.

        Raises ConflictError, and doesn't add them, unless they come directly after the last event.
        """
        before = self.waiting
        if events and events[0].seq != len(self.saved) + len(before):
            what = f"is missing the events before event {events[0].seq}"
            raise ConflictError(f"Attempt {self._attempt} {what}.", "Open it again.")
        self.waiting = (*before, *events)
        try:
            self.flush()
        except ConflictError:
            self.waiting = before
            raise

    def defer(self, events: Sequence[Event]) -> None:
        """Add events to the unsaved ones without saving them now; `add` and `flush` save them."""
        self.waiting = (*self.waiting, *events)

    def flush(self) -> None:
        """Try to save the unsaved events.

        Raises ConflictError if the attempt was continued elsewhere.
        """
        if not self.waiting:
            return
        try:
            self._guarded(self._save)
        except StoreError as error:
            if isinstance(error, ConflictError) and self.fault is None:
                raise
            self._wait(error)
        else:
            self.saved += self.waiting
            self._forget()

    def confirm(self) -> None:
        """Check that the store's file has all saved events, and save any missing ones again.

        If that fails, the events go to the journal.
        """
        try:
            self.flush()
            if self.fault is None:
                self._guarded(lambda: self._compare(self.saved))
        except StoreError as error:
            self._wait(error)

    def finish(self, event: Event, outcomes: Sequence[SlotOutcome]) -> Event:
        """Save all unsaved events, end the attempt, and return the event that ended it.

        Raises StoreError if anything can't be saved.
        """
        self.flush()
        if self.fault is not None:
            raise self.fault
        try:
            return self._guarded(lambda: self._store.finish(self._attempt, event, outcomes))
        except ConflictError:
            raise
        except StoreError as error:
            self._wait(error)
            raise

    def discard(self) -> bool:
        """Discard the attempt unless events are unsaved; return whether that succeeded."""
        if self.fault is not None:
            return False
        try:
            self._store.discard(self._attempt, on=True)
        except StoreError:
            return False
        return True

    def recover(self) -> None:
        """Load the events that an earlier program left in the journal, and try to save them."""
        events = self._journal.read()
        known = max(0, len(self.saved) - events[0].seq) if events else 0
        try:
            self._refuse_others(events[:known])
            self.waiting, self._noted = events[known:], len(events[known:])
            self.flush()
        except ConflictError:
            self.waiting, self._noted = (), 0
            self._journal.set_aside()
        if not self.waiting:
            self._journal.remove()

    def _refuse_others(self, known: Sequence[Event]) -> None:
        """Raise ConflictError if an event in `known` differs from the saved one of the same number.

        `known` holds the journaled events whose numbers are already saved.
        """
        if any(self.saved[event.seq] != event for event in known):
            raise ConflictError(f"Attempt {self._attempt} was continued in another window.")

    def _save(self) -> None:
        self._store.append(self._attempt, self.waiting)
        if self.waiting[0].seq == 0:
            # The file lost the attempt before, so it might have lost some of this too.
            self._compare(self.waiting)

    def _compare(self, events: Sequence[Event]) -> None:
        stored = self._store.stored(self._attempt)
        if stored[: len(events)] != tuple(events):
            raise StoreError(f"Attempt {self._attempt} was changed after it was saved.")

    def _guarded(self, save: Callable[[], T]) -> T:
        """Return the result of `save`.

        If the store's file lost the attempt, write the whole attempt again and retry.
        """
        try:
            return save()
        except StoreError as fault:
            if isinstance(fault, ConflictError) or _may_pass(fault) or not self.is_persistent:
                raise
            self._renew(fault)
        self.renewed = True
        return save()

    def _renew(self, fault: StoreError) -> None:
        try:
            self._store.recreate_file(self._attempt, self.form, (*self.saved, *self.waiting))
        except ConflictError:
            raise
        except StoreError:
            raise fault from None

    def _wait(self, error: StoreError) -> None:
        """Set `fault` to the error, and write the unsaved events to the journal.

        If saved events might be lost too, all events of the attempt become unsaved. Without unsaved
        events, do nothing.
        """
        if not _may_pass(error):
            # The file might have lost events that were saved before.
            self._noted += len(self.saved)
            self.waiting, self.saved = (*self.saved, *self.waiting), []
        if self.waiting:
            self.fault = _unsaved(error)
            self._note()

    def _note(self) -> None:
        is_new = self.waiting[0].seq == 0 and not self._is_whole
        if is_new and self._journal.replace(self.form, self.waiting):
            self._is_whole, self._noted = True, len(self.waiting)
        elif self._journal.add(self.waiting[self._noted :]):
            self._noted = len(self.waiting)

    def _forget(self) -> None:
        self.waiting, self.fault, self._noted, self._is_whole = (), None, 0, False
        self._journal.remove()


def _may_pass(error: StoreError) -> bool:
    """Return whether saved events are intact despite an error, so that a retry can work."""
    return isinstance(error, WriteFailedError) and not isinstance(error, StoreFileReplacedError)


def _unsaved(error: StoreError) -> WriteFailedError:
    if isinstance(error, WriteFailedError):
        return error
    return WriteFailedError(error.message, error.hint, "the attempts file is damaged")
