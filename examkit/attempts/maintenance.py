"""Maintenance of stored attempts: verify, export, restore, and delete."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Container, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from examkit.attempts.slot_outcomes import grade_slots
from examkit.errors import ExamkitError, StoreError, WriteFailedError
from examkit.store.annotations import KINDS, annotation_fault
from examkit.store.archive import DecodedAttempt, check_shape
from examkit.store.codec import decode_event, decode_form, replay_sound

if TYPE_CHECKING:
    from examkit.exam.events import Event
    from examkit.store.annotations import Annotation
    from examkit.store.archive import ArchivedAttempt
    from examkit.store.sqlite.store import SqliteStore

BATCH = 50
"""Number of attempts written in one transaction."""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """How many attempts and events a check read, and which faults it found."""

    attempts: int
    events: int
    faults: tuple[str, ...]
    """One sentence for each fault of the database file and for whatever is damaged in it."""
    annotations: tuple[Annotation, ...] = ()
    """The candidate's intact notes and bookmarks, without deleted ones."""


@dataclass(frozen=True, slots=True)
class RestoreResult:
    """How many attempts of an archive were restored, and which ones were refused."""

    added: int
    """Number of attempts that were added."""
    known: int
    """Number of attempts that the store already had."""
    faults: tuple[str, ...]
    """One sentence for each attempt, note, or bookmark that was refused, with the reason."""
    discarded: int = 0
    """Number of known attempts that were discarded, or brought back, later in the archive."""
    annotations: tuple[Annotation, ...] = ()
    """The notes and bookmarks that were added, changed, or deleted."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What can be exported from a store, and the faults of all other attempts."""

    attempts: tuple[ArchivedAttempt, ...]
    """Attempts that can be exported, oldest first."""
    faults: tuple[str, ...]
    """One sentence for each attempt that can't be exported."""
    annotations: tuple[Annotation, ...] = ()
    """The candidate's notes and bookmarks, including records of deleted ones."""


def verify(store: SqliteStore) -> CheckResult:
    """Check the database file, and the hashes and events of every attempt in it."""
    faults, events = [], 0
    attempts = store.ids()
    for attempt in attempts:
        try:
            events += len(_read(store, attempt))
        except StoreError as error:
            faults.append(error.message)
    annotations, damaged = _check_annotations(store.all_annotations())
    faults = [*store.quick_check(), *faults, *damaged]
    current = tuple(each for each in annotations if each.body)
    return CheckResult(len(attempts), events, tuple(faults), current)


def gather(store: SqliteStore) -> Gathered:
    """Return all that is intact, with a sentence about each damaged attempt, note, or bookmark."""
    annotations, damaged = _check_annotations(store.all_annotations())
    intact, faults = [], damaged
    for attempt in store.ids():
        try:
            _read(store, attempt)
            intact.append(store.archived(attempt))
        except StoreError as error:
            faults.append(error.message)
    return Gathered(tuple(intact), tuple(faults), annotations)


def _check_annotations(
    annotations: Iterable[Annotation],
) -> tuple[tuple[Annotation, ...], list[str]]:
    """Return the annotations with sound values, and a sentence about each of the others."""
    sound, faults = [], []
    for each in annotations:
        if fault := annotation_fault(each):
            kind = each.kind if each.kind in KINDS else "annotation"
            faults.append(f"The {kind} on question {each.question!r:.80} is damaged: {fault}.")
        else:
            sound.append(each)
    return tuple(sound), faults


def _read(store: SqliteStore, attempt: str) -> tuple[Event, ...]:
    """Return an attempt's events. Raises StoreError if they can't be read or replayed."""
    events = store.events(attempt)
    replay_sound(attempt, store.form(attempt), events)
    return events


def restore(
    store: SqliteStore,
    archived: Iterable[ArchivedAttempt],
    rest: Callable[[], object] = lambda: None,
    annotations: Iterable[Annotation] = (),
) -> RestoreResult:
    """Add the attempts that the store lacks, and take over later notes, bookmarks, and discards.

    The events of known attempts stay unchanged. Writes in batches and calls `rest` between them,
    so that other programs can use the file. Raises StoreError if the file can't be written;
    batches written before then remain.
    """
    loader = _Loader(store)
    sound, loader.faults = _check_annotations(annotations)
    changed = store.merge_annotations(sound) if sound else ()
    for each in archived:
        if loader.is_full or each.attempt in loader.names:
            loader.write()
            rest()
        loader.take(each)
    loader.write()
    faults = tuple(loader.faults)
    return RestoreResult(loader.added, loader.known, faults, loader.discarded, changed)


class _Loader:
    """Collects attempts in a batch, then writes the batch in one transaction."""

    def __init__(self, store: SqliteStore) -> None:
        self._store = store
        self._batch: dict[str, DecodedAttempt] = {}
        self.added = self.known = self.discarded = 0
        self.faults: list[str] = []

    @property
    def is_full(self) -> bool:
        return len(self._batch) >= BATCH

    @property
    def names(self) -> Container[str]:
        return self._batch.keys()

    def take(self, archived: ArchivedAttempt) -> None:
        """Add an attempt to the batch, or count it as known or faulty.

        All checks happen here, so that `write` locks the file only briefly.
        """
        name = archived.attempt
        try:
            check_shape(archived)
            seal = self._store.seal(name)
            if seal is None:
                self._batch[name] = _decode(archived)
            elif seal == archived.seal:
                self.known += 1
                discard = archived.discard
                if discard is not None and self._store.merge_discard(name, discard):
                    self.discarded += 1
            else:
                self.faults.append(
                    f"Attempt {name} already exists with different events and was left unchanged."
                )
        except WriteFailedError as error:
            raise self._stopped(error) from error
        except ExamkitError as error:
            self.faults.append(error.message)

    def write(self) -> None:
        """Write the batch. Raises StoreError if the file can't be written."""
        try:
            faults = self._store.restore(tuple(self._batch.values()))
        except WriteFailedError as error:
            raise self._stopped(error) from error
        self.added += len(self._batch) - len(faults)
        self.faults += faults
        self._batch.clear()

    def _stopped(self, error: WriteFailedError) -> WriteFailedError:
        hint = (
            f"{error.hint} {self.added} attempts were added. Import the file again to add the rest."
        )
        return WriteFailedError(error.message, hint, error.reason)


def _decode(archived: ArchivedAttempt) -> DecodedAttempt:
    form = decode_form(archived.attempt, archived.form)
    events = [decode_event(archived.attempt, link) for link in archived.links]
    state = replay_sound(archived.attempt, form, events)
    outcomes = grade_slots(form, state, events[-1]) if state.finished else []
    return DecodedAttempt(archived, form, events, outcomes)


def delete(folder: Path, spared: Container[str] = ()) -> list[Path]:
    """Delete a folder and its contents, except the entries with `spared` names.

    Returns the paths that could not be deleted.
    """
    failed = []
    paths = sorted(folder.glob("*")) if folder.is_dir() else []
    for path in (path for path in paths if path.name not in spared):
        try:
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
        except OSError:
            failed.append(path)
    # This fails if the folder isn't empty or is a link.
    with suppress(OSError):
        folder.rmdir()
    return failed
