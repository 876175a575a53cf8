"""Looking after the attempts one has: checking, taking along, bringing back, deleting."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Container, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from examkit.attempts.live_attempt import grade_slots
from examkit.errors import ExamkitError, StoreError, WriteFailedError
from examkit.store.archive import Unpacked, check_shape
from examkit.store.codec import decode_event, decode_form, replay_sound

if TYPE_CHECKING:
    from examkit.exam.events import Event
    from examkit.store.archive import ArchivedAttempt
    from examkit.store.sqlite.store import SqliteStore

BATCH = 50
"""Attempts that are written in one transaction."""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a check found."""

    attempts: int
    events: int
    faults: tuple[str, ...]
    """One sentence a damaged attempt."""


@dataclass(frozen=True, slots=True)
class RestoreResult:
    """What was brought back."""

    added: int
    known: int
    """Attempts that were there already."""
    faults: tuple[str, ...]
    """Attempts that were not taken, and why."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What can be taken along."""

    attempts: tuple[ArchivedAttempt, ...]
    """Oldest first."""
    faults: tuple[str, ...]
    """One sentence for each attempt that is left behind."""


def verify(store: SqliteStore) -> CheckResult:
    """Read every attempt against its hashes, and replay it."""
    faults, events = [], 0
    attempts = store.ids()
    for attempt in attempts:
        try:
            events += len(_read(store, attempt))
        except StoreError as error:
            faults.append(error.message)
    return CheckResult(len(attempts), events, (*store.quick_check(), *faults))


def gather(store: SqliteStore) -> Gathered:
    """Read all attempts that are whole, and name the others."""
    found, faults = [], []
    for attempt in store.ids():
        try:
            _read(store, attempt)
            found.append(store.packed(attempt))
        except StoreError as error:
            faults.append(error.message)
    return Gathered(tuple(found), tuple(faults))


def _read(store: SqliteStore, attempt: str) -> tuple[Event, ...]:
    """Read the events of an attempt, and replay them. Raises StoreError."""
    events = store.events(attempt)
    replay_sound(attempt, store.form(attempt), events)
    return events


def restore(
    store: SqliteStore, packed: Iterable[ArchivedAttempt], rest: Callable[[], object] = lambda: None
) -> RestoreResult:
    """Add attempts that are not there; those that are stay as they are.

    They are written in batches, with a `rest` between, in which other programs get at the file.
    Raises StoreError where the file cannot be written; the batches before are then in it.
    """
    loader = _Loader(store)
    for each in packed:
        if loader.is_full or each.attempt in loader.names:
            loader.write()
            rest()
        loader.take(each)
    loader.write()
    return RestoreResult(loader.added, loader.known, tuple(loader.faults))


class _Loader:
    """Gathers attempts until there are enough for a transaction."""

    def __init__(self, store: SqliteStore) -> None:
        self._store = store
        self._batch: dict[str, Unpacked] = {}
        self.added = self.known = 0
        self.faults: list[str] = []

    @property
    def is_full(self) -> bool:
        return len(self._batch) >= BATCH

    @property
    def names(self) -> Container[str]:
        return self._batch.keys()

    def take(self, packed: ArchivedAttempt) -> None:
        """Read an attempt, all that can be done before the file is locked."""
        name = packed.attempt
        try:
            check_shape(packed)
            seal = self._store.seal(name)
            if seal is None:
                self._batch[name] = _unpacked(packed)
            elif seal == packed.seal:
                self.known += 1
            else:
                self.faults.append(f"Attempt {name} is there with other events: kept as it is.")
        except WriteFailedError as error:
            raise self._stopped(error) from error
        except ExamkitError as error:
            self.faults.append(error.message)

    def write(self) -> None:
        """Add what was gathered. Raises StoreError."""
        try:
            faults = self._store.restore(tuple(self._batch.values()))
        except WriteFailedError as error:
            raise self._stopped(error) from error
        self.added += len(self._batch) - len(faults)
        self.faults += faults
        self._batch.clear()

    def _stopped(self, error: WriteFailedError) -> WriteFailedError:
        rest = f"{self.added} attempts are in; import the file again for the others."
        return WriteFailedError(error.message, f"{error.hint} {rest}", error.reason)


def _unpacked(packed: ArchivedAttempt) -> Unpacked:
    form = decode_form(packed.attempt, packed.form)
    events = [decode_event(packed.attempt, link) for link in packed.links]
    session = replay_sound(packed.attempt, form, events)
    marks = grade_slots(form, session, events[-1]) if session.finished else []
    return Unpacked(packed, form, events, marks)


def delete(folder: Path, spared: Container[str] = ()) -> list[Path]:
    """Delete a folder of ours with all that is in it but what is `spared`, by name.

    Gives what could not be deleted.
    """
    left = []
    found = sorted(folder.glob("*")) if folder.is_dir() else []
    for path in (path for path in found if path.name not in spared):
        try:
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
        except OSError:
            left.append(path)
    # One that holds something still stays, and so does a link to a folder elsewhere.
    with suppress(OSError):
        folder.rmdir()
    return left
