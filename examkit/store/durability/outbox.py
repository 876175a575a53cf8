"""The outbox: saves events to the store, and keeps and retries those it can't save yet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from examkit.errors import (
    ConflictError,
    StoreError,
    StoreFileReplacedError,
    WriteFailedError,
)

if TYPE_CHECKING:
    from pathlib import Path

    from examkit.exam.events import Event
    from examkit.store.durability.journal import Journal
    from examkit.store.records import SlotOutcome
    from examkit.store.sqlite.store import SqliteStore

T = TypeVar("T")


class Outbox:
    """Saves one attempt's events in order; a journal elsewhere holds the ones that wait.

    It knows the whole attempt, and writes it again if the store has lost it.
    """

    def __init__(self, store: SqliteStore, attempt: str, journal: Journal) -> None:
        """Load the attempt's stored events. Raises StoreError."""
        self._store = store
        self._attempt = attempt
        self._journal = journal
        self._noted = 0
        self._is_whole = False
        """Whether the journal holds the form too."""
        self.form = store.form(attempt)
        self.saved = list(store.events(attempt))
        """Events that are saved, oldest first."""
        self.waiting: tuple[Event, ...] = ()
        """Events that aren't saved yet, oldest first."""
        self.fault: WriteFailedError | None = None
        """Why events wait; None if none do."""
        self.renewed = False
        """Whether the file was changed or moved, and the attempt was written again."""

    @property
    def is_persistent(self) -> bool:
        """Return whether saved events survive the program."""
        return self._store.unsaved is None

    @property
    def journal_path(self) -> Path | None:
        """Return the file with the waiting events, for after a crash; None if there is none."""
        return self._journal.path if self.waiting else None

    def add(self, events: Sequence[Event]) -> None:
        """Save events, or let them wait. Raises ConflictError if they don't fit."""
        before = self.waiting
        if events and events[0].seq != len(self.saved) + len(before):
            what = f"lacks what happened before event {events[0].seq}"
            raise ConflictError(f"Attempt {self._attempt} {what}.", "Open it again.")
        self.waiting = (*before, *events)
        try:
            self.flush()
        except ConflictError:
            self.waiting = before
            raise

    def defer(self, events: Sequence[Event]) -> None:
        """Hold events until the next save or `flush`; no screen shows them as saved."""
        self.waiting = (*self.waiting, *events)

    def flush(self) -> None:
        """Try again to save the waiting events. Raises ConflictError if they don't fit."""
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
        """Compare saved events with the file, and save again, or let wait, what it lacks."""
        try:
            self.flush()
            if self.fault is None:
                self._guarded(lambda: self._compare(self.saved))
        except StoreError as error:
            self._wait(error)

    def finish(self, event: Event, outcomes: Sequence[SlotOutcome]) -> Event:
        """End the attempt after saving all waiting events. Raises StoreError if one can't be."""
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

    def recover(self) -> None:
        """Load the events that an earlier program couldn't save."""
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
        """Raise ConflictError for events that differ from the saved ones at their positions."""
        if any(self.saved[event.seq] != event for event in known):
            raise ConflictError(f"Attempt {self._attempt} was continued in another window.")

    def _save(self) -> None:
        self._store.append(self._attempt, self.waiting)
        if self.waiting[0].seq == 0:
            # The file lost the attempt before, so it may have lost some of this too.
            self._compare(self.waiting)

    def _compare(self, events: Sequence[Event]) -> None:
        stored = self._store.stored(self._attempt)
        if stored[: len(events)] != tuple(events):
            raise StoreError(f"Attempt {self._attempt} is not stored as it was saved.")

    def _guarded(self, save: Callable[[], T]) -> T:
        """Save; if the file has lost the attempt, recreate it and save again."""
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
        """Remember why nothing is saved, and write the waiting events to the journal."""
        if not _may_pass(error):
            # The file may have lost events that were saved before.
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
    """Return whether saved events are safe, and the same call could work later."""
    return isinstance(error, WriteFailedError) and not isinstance(error, StoreFileReplacedError)


def _unsaved(error: StoreError) -> WriteFailedError:
    if isinstance(error, WriteFailedError):
        return error
    return WriteFailedError(error.message, error.hint, "the file of attempts is damaged")
