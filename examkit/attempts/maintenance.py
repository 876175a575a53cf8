"""Maintenance of stored attempts: verify, gather for export, and delete."""

from __future__ import annotations

import shutil
from collections.abc import Container, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from examkit.errors import StoreError
from examkit.store.annotations import KINDS, annotation_fault
from examkit.store.codec import replay_sound

if TYPE_CHECKING:
    from examkit.exam.events import Event
    from examkit.store.annotations import Annotation
    from examkit.store.archive import ArchivedAttempt
    from examkit.store.sqlite.store import SqliteStore


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
class Gathered:
    """What can be exported from a store, and the faults of all other attempts."""

    attempts: tuple[ArchivedAttempt, ...]
    """Attempts that can be exported, oldest first."""
    faults: tuple[str, ...]
    """One sentence for each attempt that can't be exported."""
    annotations: tuple[Annotation, ...] = ()
    """The candidate's notes and bookmarks, including records of deleted ones."""


def verify(store: SqliteStore) -> CheckResult:
    """Check the database file, its notes and bookmarks, and each attempt's hashes and events."""
    faults, events = [], 0
    attempts = store.ids()
    for attempt in attempts:
        try:
            events += len(_read(store, attempt))
        except StoreError as error:
            faults.append(error.message)
    annotations, damaged = check_annotations(store.all_annotations())
    faults = [*store.quick_check(), *faults, *damaged]
    current = tuple(each for each in annotations if each.body)
    return CheckResult(len(attempts), events, tuple(faults), current)


def gather(store: SqliteStore) -> Gathered:
    """Return a store's intact data, and a sentence on each damaged attempt, note, or bookmark."""
    annotations, damaged = check_annotations(store.all_annotations())
    intact, faults = [], damaged
    for attempt in store.ids():
        try:
            _read(store, attempt)
            intact.append(store.archived(attempt))
        except StoreError as error:
            faults.append(error.message)
    return Gathered(tuple(intact), tuple(faults), annotations)


def check_annotations(
    annotations: Iterable[Annotation],
) -> tuple[tuple[Annotation, ...], list[str]]:
    """Return the valid notes and bookmarks, and a sentence about the fault in each invalid one."""
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


def delete(folder: Path, spared: Container[str] = ()) -> list[Path]:
    """Delete a folder and its contents, except files and folders in it whose names are `spared`.

    The folder stays if anything in it does. Returns the paths that could not be deleted.
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
