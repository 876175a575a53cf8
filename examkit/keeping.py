"""Looking after the attempts one has: checking, taking along, bringing back, deleting."""

from __future__ import annotations

import shutil
from collections.abc import Container, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from examkit.errors import ExamkitError, StoreError
from examkit.sitting import outcomes
from examkit.store.codec import decode_event, decode_form, replay_sound
from examkit.store.transfer import check_shape

if TYPE_CHECKING:
    from examkit.exam.events import Event
    from examkit.store.sqlite import SqliteStore
    from examkit.store.transfer import Packed


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found."""

    attempts: int
    events: int
    faults: tuple[str, ...]
    """One sentence a damaged attempt."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What was brought back."""

    added: int
    known: int
    """Attempts that were there already."""
    faults: tuple[str, ...]
    """Attempts that were not taken, and why."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What can be taken along."""

    attempts: tuple[Packed, ...]
    """Oldest first."""
    faults: tuple[str, ...]
    """One sentence for each attempt that is left behind."""


def check(store: SqliteStore) -> Checked:
    """Read every attempt against its hashes, and replay it."""
    faults, events = [], 0
    attempts = store.ids()
    for attempt in attempts:
        try:
            events += len(_read(store, attempt))
        except StoreError as error:
            faults.append(error.message)
    return Checked(len(attempts), events, (*store.quick_check(), *faults))


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


def restore(store: SqliteStore, packed: Iterable[Packed]) -> Restored:
    """Add attempts that are not there; those that are stay as they are."""
    added, known, faults = 0, 0, []
    for each in packed:
        try:
            check_shape(each)
            if store.seal(each.attempt) is None:
                _add(store, each)
                added += 1
            elif store.seal(each.attempt) == each.seal:
                known += 1
            else:
                faults.append(f"Attempt {each.attempt} is there with other events: kept as it is.")
        except ExamkitError as error:
            faults.append(error.message)
    return Restored(added, known, tuple(faults))


def _add(store: SqliteStore, packed: Packed) -> None:
    form = decode_form(packed.attempt, packed.form)
    events = [decode_event(packed.attempt, link) for link in packed.links]
    session = replay_sound(packed.attempt, form, events)
    marks = outcomes(form, session, events[-1]) if session.finished else []
    store.restore(packed, form, events, marks)


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
