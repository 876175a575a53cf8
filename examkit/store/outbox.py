"""Events on their way to the store: what it cannot take waits, and is tried again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from examkit.errors import ReplacedError, StoreError, UnsavedError

if TYPE_CHECKING:
    from pathlib import Path

    from examkit.exam.events import Event
    from examkit.store.journal import Journal
    from examkit.store.store import Store
    from examkit.store.values import SlotOutcome

T = TypeVar("T")


class Outbox:
    """Saves the events of one attempt in order; those that wait are in a journal elsewhere too."""

    def __init__(self, store: Store, attempt: str, journal: Journal) -> None:
        self._store = store
        self._attempt = attempt
        self._journal = journal
        self._noted = 0
        self.waiting: tuple[Event, ...] = ()
        """What is not saved yet, oldest first."""
        self.fault: UnsavedError | None = None
        """Why; None while nothing waits."""
        self.renewed = False
        """The file was taken away, and has been written again."""

    @property
    def keeps(self) -> bool:
        """Whether what is saved outlives the program."""
        return self._store.unsaved is None

    @property
    def kept_in(self) -> Path | None:
        """The file that holds what waits, for the time after a crash; None where there is none."""
        return self._journal.path if self.waiting else None

    def add(self, events: Sequence[Event]) -> None:
        """Save events, or keep them waiting. Raises StoreError where they do not fit."""
        before = self.waiting
        self.waiting = (*before, *events)
        try:
            self.flush()
        except StoreError:
            self.waiting = before
            raise

    def hold(self, events: Sequence[Event]) -> None:
        """Keep events until the next are saved, or until `flush`: nobody has been told of them."""
        self.waiting = (*self.waiting, *events)

    def flush(self) -> None:
        """Try again to save what waits. Raises StoreError where it does not fit."""
        if not self.waiting:
            return
        try:
            self._guarded(lambda: self._store.append(self._attempt, self.waiting))
        except UnsavedError as error:
            self.fault = error
            self._note()
        else:
            self._forget()

    def finish(self, event: Event, outcomes: Sequence[SlotOutcome]) -> Event:
        """End the attempt once all before is saved. Raises StoreError, also where it is not."""
        self.flush()
        if self.fault is not None:
            raise self.fault
        return self._guarded(lambda: self._store.finish(self._attempt, event, outcomes))

    def bring_back(self) -> None:
        """Take up what an earlier program could not save."""
        self.waiting = self._journal.read()
        self._noted = len(self.waiting)
        try:
            self.flush()
        except StoreError:
            self.waiting, self._noted = (), 0
            self._journal.set_aside()

    def _guarded(self, save: Callable[[], T]) -> T:
        """Do it again in a new file where the old one was taken away."""
        try:
            return save()
        except ReplacedError as fault:
            try:
                self._store.renew(self._attempt)
            except StoreError:
                raise fault from None
            self.renewed = True
            return save()

    def _note(self) -> None:
        if self._journal.add(self.waiting[self._noted :]):
            self._noted = len(self.waiting)

    def _forget(self) -> None:
        self.waiting, self.fault, self._noted = (), None, 0
        self._journal.remove()
