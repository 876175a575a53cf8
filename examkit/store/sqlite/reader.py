"""Read attempts from the store's SQLite file."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Any

from examkit.store.annotations import Annotation, annotation_fault
from examkit.store.hash_chain import ChainedEvent, damage_error, seal_form, verify
from examkit.store.records import (
    AttemptRow,
    AttemptTally,
    Discard,
    LastExposure,
    TopicTally,
)
from examkit.store.sqlite import statements
from examkit.store.sqlite.connection import Database
from examkit.store.sqlite.errors import describe_error
from examkit.store.sqlite.queries import unknown_attempt_error

if TYPE_CHECKING:
    from examkit.exam.events import Event
    from examkit.exam.form import Form
    from examkit.exam.past_answer import PastAnswer
    from examkit.store.annotations import AnnotationKind
    from examkit.store.archive import ArchivedAttempt


class AttemptReader:
    """Reads attempts from the store's file.

    All methods raise StoreError if the file or an attempt is damaged or can't be read.
    """

    def __init__(self, database: Database) -> None:
        self._db = database

    def form(self, attempt: str) -> Form:
        """Return an attempt's form. Raises StoreError if the attempt is unknown."""
        from examkit.store.codec import decode_form

        rows = self._db.read("SELECT body, hash FROM form WHERE attempt = ?", attempt)
        if not rows:
            raise unknown_attempt_error(attempt)
        body, seal = rows[0]
        if seal_form(attempt, body) != seal:
            raise damage_error(attempt, "its form doesn't match its checksum")
        return decode_form(attempt, body)

    def events(self, attempt: str) -> tuple[Event, ...]:
        """Return all events of an attempt, in order, after checking their hashes."""
        return _events(self._db, attempt)

    def stored(self, attempt: str) -> tuple[Event, ...]:
        """Return all events of an attempt, read again through a new connection to the file.

        Raises StoreError if any part of the file is damaged.
        """
        if self._db.access != "rw":
            return self.events(attempt)
        with closing(Database(self._db.path, "ro", patience=self._db.patience)) as reopened:
            refuse_damage(reopened)
            return _events(reopened, attempt)

    def attempts(self, bank: str | None = None) -> tuple[AttemptRow, ...]:
        """Return all attempts, or those on one bank, newest first.

        Discarded attempts are left out, and those with invalid dates; see `undated`.
        """
        rows = (
            self._db.read(statements.ATTEMPTS)
            if bank is None
            else self._db.read(statements.ATTEMPTS_OF_BANK, bank)
        )
        return tuple(_attempt_row(row) for row in rows)

    def ids(self) -> tuple[str, ...]:
        """Return the ids of all attempts, finished or not, oldest first."""
        return tuple(row[0] for row in self._db.read(statements.ATTEMPT_IDS))

    def undated(self) -> tuple[AttemptRow, ...]:
        """Return all attempts with invalid dates, which other lists leave out.

        Version 1.0.0 imported dates out of range, and even dates that aren't numbers.
        """
        return tuple(_attempt_row(row) for row in self._db.read(statements.UNDATED_ATTEMPTS))

    def discarded(self) -> tuple[AttemptRow, ...]:
        """Return the attempts that the candidate discarded, newest first.

        They include those with invalid dates.
        """
        return tuple(_attempt_row(row) for row in self._db.read(statements.DISCARDED_ATTEMPTS))

    def unfinished(self) -> tuple[AttemptRow, ...]:
        """Return the attempts that can be resumed, newest first."""
        return tuple(_attempt_row(row) for row in self._db.read(statements.UNFINISHED_ATTEMPTS))

    def exposures(self, bank: str) -> dict[str, LastExposure]:
        """Return when each question of a bank was last seen, by question id.

        Questions that were never seen are left out. What the result of a finished attempt covers
        counts as seen, because its review shows the key. Discarded attempts count too.
        """
        rows = self._db.read(statements.EXPOSURES, bank)
        return {question: LastExposure(wall, bool(mock)) for question, wall, mock in rows}

    def topic_totals(self, bank: str) -> tuple[TopicTally, ...]:
        """Return how many slots each topic of a bank has in attempts, and how many are correct.

        Sorted by topic id. Only finished attempts that aren't discarded count.
        """
        return tuple(TopicTally(*row) for row in self._db.read(statements.TOPIC_TOTALS, bank))

    def attempt_tallies(self, bank: str) -> dict[str, AttemptTally]:
        """Return the totals over the slots of each finished attempt on a bank, by attempt id."""
        rows = self._db.read(statements.ATTEMPT_TALLIES, bank)
        return {attempt: AttemptTally(*values) for attempt, *values in rows}

    def count_answers(
        self, bank: str, exam: str, limit: float, repeated_limit: float
    ) -> dict[str, tuple[int, int]]:
        """Return how many answers each finished attempt has, and how many took less than a limit.

        The result maps attempt ids to pairs of these numbers. `bank` and `exam` are ids. Limits
        are in seconds on screen: `repeated_limit` for questions in drills that the candidate had
        seen before, and `limit` for all others.
        """
        rows = self._db.read(statements.ANSWER_COUNTS, repeated_limit, limit, bank, exam)
        return {attempt: (answered, below or 0) for attempt, answered, below in rows}

    def answers(self, bank: str) -> tuple[PastAnswer, ...]:
        """Return the answer in each slot of a bank's finished attempts, oldest first.

        Discarded attempts are left out, and those with invalid dates.
        """
        from examkit.exam.past_answer import PastAnswer

        rows = (
            dict(zip(statements.ANSWER_COLUMNS, row, strict=True))
            for row in self._db.read(statements.ANSWERS, bank)
        )
        flags = ("fresh", "flagged", "postponed", "timed_out", "left_out")
        return tuple(
            PastAnswer(
                **row | {flag: bool(row[flag]) for flag in flags} | _picked(row["confused_notes"])
            )
            for row in rows
        )

    def quick_check(self) -> tuple[str, ...]:
        """Return the faults that SQLite finds in the file; empty if it finds none."""
        rows = self._db.read("PRAGMA quick_check")
        return tuple(str(row[0]) for row in rows if row[0] != "ok")

    def seal(self, attempt: str) -> bytes | None:
        """Return the SHA-256 of an attempt's form and events; None for an unknown attempt."""
        rows = self._db.read("SELECT head FROM attempt WHERE id = ?", attempt)
        return bytes(rows[0][0]) if rows else None

    def archived(self, attempt: str) -> ArchivedAttempt:
        """Return an attempt in the form that archives contain, after checking its hashes."""
        from examkit.store.archive import ArchivedAttempt

        self.events(attempt)
        self.form(attempt)
        [(body, left_out, discarded, changed)] = self._db.read(statements.PACKED_FORM, attempt)
        links = (ChainedEvent(*row[:-1]) for row in self._db.read(statements.EVENTS, attempt))
        discard = None if changed is None else Discard(bool(discarded), changed)
        return ArchivedAttempt(attempt, body, tuple(links), bool(left_out), discard)

    def annotations(self, kind: AnnotationKind, bank: str) -> dict[str, str]:
        """Return the texts of the candidate's notes or bookmarks on a bank, by question id.

        The text of a bookmark is `SET`. Deleted ones and those with invalid values are left out.
        """
        rows = self._db.read(statements.ANNOTATIONS_OF_BANK, kind, bank)
        return {row[2]: row[4] for row in rows if not annotation_fault(Annotation(*row))}

    def all_annotations(self) -> tuple[Annotation, ...]:
        """Return all notes and bookmarks, including deleted ones, without checking their values."""
        return tuple(map(Annotation._make, self._db.read(statements.ANNOTATIONS)))


def _attempt_row(values: Sequence[Any]) -> AttemptRow:
    return AttemptRow(*values)._replace(left_out=bool(values[-1]))


def refuse_damage(database: Database) -> None:
    """Raise StoreError if SQLite finds damage in any part of the file."""
    if database.read("PRAGMA quick_check(1)") != [("ok",)]:
        raise describe_error(database.path, "SQLITE_CORRUPT")


def _events(database: Database, attempt: str) -> tuple[Event, ...]:
    from examkit.store.codec import decode_event

    with database.reading() as db:
        ends = db.execute(statements.CHAIN_ENDS, (attempt,)).fetchall()
        rows = db.execute(statements.EVENTS, (attempt,)).fetchall()
    if not ends:
        raise unknown_attempt_error(attempt)
    first, head = ends[0]
    return tuple(decode_event(attempt, link) for link in verify(attempt, first, head, rows))


def _picked(addresses: str) -> dict[str, tuple[str, ...]]:
    return {"confused_notes": tuple(addresses.split())}
