"""Import an archive: add the attempts that the store lacks.

A bad attempt is refused with a sentence; the others are added.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from examkit.attempts.maintenance import check_annotations
from examkit.attempts.slot_outcomes import grade_slots
from examkit.errors import ExamkitError, WriteFailedError
from examkit.store.archive import DecodedAttempt, check_shape
from examkit.store.codec import decode_event, decode_form, replay_sound

if TYPE_CHECKING:
    from examkit.store.annotations import Annotation
    from examkit.store.archive import ArchivedAttempt
    from examkit.store.sqlite.store import SqliteStore

BATCH = 50
"""Number of attempts written in one transaction."""


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
    """Number of known attempts that a newer change in the archive discarded or restored."""
    annotations: tuple[Annotation, ...] = ()
    """The notes and bookmarks that were added, changed, or deleted."""


def restore(
    store: SqliteStore,
    archived: Iterable[ArchivedAttempt],
    rest: Callable[[], object] = lambda: None,
    annotations: Iterable[Annotation] = (),
) -> RestoreResult:
    """Add an archive's attempts that the store lacks, and its newer notes, bookmarks, and discards.

    The events of attempts that the store already has stay unchanged. Writes in batches and calls
    `rest` between them, so that other programs can use the store's file. Raises StoreError if the
    file can't be written; batches written before then remain.
    """
    loader = _Loader(store)
    sound, loader.faults = check_annotations(annotations)
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
    """A loader that collects attempts in a batch, then writes the batch in one transaction."""

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
        """Add an attempt to the batch, count it as known, or record why it is refused.

        An attempt is known if the store already has it with the same events. All checks happen
        here, so that `write` locks the store's file only briefly.
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
        """Write the batch to the store and empty it. Raises StoreError if that fails."""
        try:
            faults = self._store.restore(tuple(self._batch.values()))
        except WriteFailedError as error:
            raise self._stopped(error) from error
        self.added += len(self._batch) - len(faults)
        self.faults += faults
        self._batch.clear()

    def _stopped(self, error: WriteFailedError) -> WriteFailedError:
        hint = f"{error.hint} Attempts added: {self.added}. Import the file again to add the rest."
        return WriteFailedError(error.message, hint, error.reason)


def _decode(archived: ArchivedAttempt) -> DecodedAttempt:
    form = decode_form(archived.attempt, archived.form)
    events = [decode_event(archived.attempt, link) for link in archived.links]
    state = replay_sound(archived.attempt, form, events)
    outcomes = grade_slots(form, state, events[-1]) if state.finished else []
    return DecodedAttempt(archived, form, events, outcomes)
