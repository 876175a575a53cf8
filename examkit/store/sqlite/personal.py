"""Save which attempts the candidate discarded, and the candidate's own notes and bookmarks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from examkit.exam.time_bounds import LATEST
from examkit.store.annotations import Annotation, annotation_fault, merge_annotations
from examkit.store.records import Discard
from examkit.store.sqlite.queries import (
    read_annotation,
    read_discard,
    save_annotations,
    set_discard,
)
from examkit.store.sqlite.reader import AttemptReader

if TYPE_CHECKING:
    from examkit.store.annotations import Subject
    from examkit.store.sqlite.connection import Database
    from examkit.system_clock import Clock


class PersonalStore(AttemptReader):
    """Saves discards, notes, and bookmarks, each with the time of its latest change.

    Everything that a method writes is durable when it returns. All methods raise StoreError if the
    file can't be written, and then write nothing.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        super().__init__(database)
        self._clock = clock

    def discard(self, attempt: str, *, on: bool) -> None:
        """Remove an attempt from all lists and estimates, or restore it if `on` is false.

        Its form and events stay, and its questions still count as seen. Raises StoreError if the
        attempt is unknown.
        """
        now = self._clock.now().wall
        with self._db.writing() as db:
            old = read_discard(db, attempt)
            set_discard(db, attempt, Discard(on, _after(now, old.changed if old else None)))

    def merge_discard(self, attempt: str, discard: Discard) -> bool:
        """Save whether an attempt is discarded, if that takes precedence over the stored change.

        `Discard.precedence` decides. Return whether it was saved. Raises StoreError if the attempt
        is unknown.
        """
        with self._db.writing() as db:
            old = read_discard(db, attempt)
            if old is not None and old.precedence >= discard.precedence:
                return False
            set_discard(db, attempt, discard)
        return True

    def annotate(self, subject: Subject, body: str) -> None:
        """Save a note or a bookmark on a question; an empty body deletes it.

        Raises ValueError if a value is invalid; see `annotation_fault`.
        """
        now = self._clock.now().wall
        with self._db.writing() as db:
            old = read_annotation(db, subject)
            changed = _after(now, old.changed if old else None)
            annotation = Annotation(*subject, changed, body)
            if fault := annotation_fault(annotation):
                raise ValueError(fault)
            if old is not None or body:
                save_annotations(db, [annotation])

    def merge_annotations(self, annotations: Iterable[Annotation]) -> tuple[Annotation, ...]:
        """Save the notes and bookmarks that are newer than the stored ones, and return those saved.

        Either all of them are saved or none.
        """
        with self._db.writing() as db:
            latest = merge_annotations(annotations)
            old = {subject: read_annotation(db, subject) for subject in latest}
            merged = merge_annotations([*filter(None, old.values()), *latest.values()])
            changed = tuple(each for subject, each in merged.items() if each != old[subject])
            save_annotations(db, changed)
        return changed


def _after(now: float, last: float | None) -> float:
    """Return the time to save for a change: `now`, or a time after `last` if the clock is behind.

    Both are in UTC seconds; `last` is the time of the previous change, or None.
    """
    return now if last is None else min(max(now, last + 1.0), LATEST)
