"""The store in one SQLite file."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self

from examkit.errors import StoreError, WriteFailedError
from examkit.exam.soundness import EARLIEST, LATEST, LONGEST
from examkit.store.durability.lease import NullLease, take_lease
from examkit.store.hash_chain import damage_error, seal_form, verify
from examkit.store.protocol import Lease
from examkit.store.records import (
    AttemptRow,
    LastExposure,
    SlotOutcome,
    TopicTally,
)
from examkit.store.sqlite.connection import KEY_SECONDS, Database, apart
from examkit.store.sqlite.errors import describe_error, translated_errors
from examkit.store.sqlite.migrate import Step, steps
from examkit.store.sqlite.open import (
    open_in_memory,
    open_to_read,
    open_to_write,
    reopen_moved_file,
)
from examkit.store.sqlite.queries import (
    add_attempt,
    add_events,
    add_packed,
    link_at,
    mark_slots,
    tail_of,
    unknown_attempt_error,
)
from examkit.system_clock import Clock, SystemClock

if TYPE_CHECKING:
    from examkit.exam.events import Event
    from examkit.exam.form import Form
    from examkit.exam.past_answer import PastAnswer
    from examkit.store.archive import ArchivedAttempt, Unpacked
    from examkit.store.durability.outbox import Outbox

FILE_NAME = "attempts.db"

# Version 1.0.0 imported attempts of any date, text and infinity included: text is more than any
# number, so that neither is between two of them.
_IS_DATE = f"BETWEEN {EARLIEST} AND {LATEST}"
_DATED = f"(started {_IS_DATE} AND (finished IS NULL OR finished {_IS_DATE}))"
_ROWS = """
SELECT id, mode, bank, exam, title, started, finished, reason,
       asked, "right", scored_asked, scored_right, fresh
FROM attempt WHERE {where} ORDER BY started DESC, id DESC
"""
_ALL = _ROWS.format(where=_DATED)
_OF_BANK = _ROWS.format(where=f"{_DATED} AND bank = ?")
_UNFINISHED = _ROWS.format(where=f"{_DATED} AND finished IS NULL")
_IDS = "SELECT id FROM attempt ORDER BY started, id"
_UNDATED = f"SELECT id FROM attempt WHERE NOT {_DATED} AND bank = ? ORDER BY id"  # noqa: S608 -- constants

_ENDS = "SELECT hash, head FROM attempt JOIN form ON form.attempt = id WHERE id = ?"
_EVENTS = """
SELECT seq, kind, slot, at, wall, body, hash FROM event WHERE attempt = ? ORDER BY seq
"""
_EXPOSURES = f"""
SELECT slot.question, max(coalesce(event.wall, attempt.finished)), max(attempt.mode = 'mock')
FROM attempt
JOIN slot ON slot.attempt = attempt.id
LEFT JOIN event
  ON event.attempt = slot.attempt AND event.slot = slot.number AND event.kind = 'visited'
  AND event.wall {_IS_DATE}
WHERE attempt.bank = ? AND {_DATED}
  AND (event.wall IS NOT NULL OR attempt.finished IS NOT NULL)
GROUP BY slot.question
"""  # noqa: S608 -- constants
_TOPIC_TOTALS = """
SELECT topic, count(*), sum(outcome = 'right')
FROM slot WHERE bank = ? AND outcome IS NOT NULL GROUP BY topic ORDER BY topic
"""

_ANSWER = (
    "question", "domain", "topic", "mode", "ended_at", "outcome", "fresh", "seconds", "sureness",
    "flagged", "postponed", "digest", "note", "confused_notes", "credit",
    "attempt",
)  # fmt: skip
_ANSWERS = f"""
SELECT slot.question, slot.domain, slot.topic, attempt.mode, attempt.finished, slot.outcome,
  slot.fresh, CASE WHEN slot.seconds BETWEEN 0 AND {LONGEST} THEN slot.seconds END,
  slot.sureness, coalesce(slot.flagged, 0), coalesce(slot.postponed, 0),
  coalesce(slot.digest, ''), coalesce(slot.note, ''),
  coalesce(slot.picked, ''), coalesce(slot.credit, 0),
  attempt.id
FROM slot JOIN attempt ON attempt.id = slot.attempt
WHERE slot.bank = ? AND slot.outcome IS NOT NULL AND {_DATED}
ORDER BY attempt.finished, attempt.id, slot.number
"""  # noqa: S608 -- constants


def open_store(
    folder: Path,
    *,
    read_only: bool = False,
    clock: Clock | None = None,
    schema: Sequence[Step] | None = None,
    journals: Sequence[Path] = (),
    patience: float = KEY_SECONDS,
) -> SqliteStore:
    """Open the store of a data folder; it is made, or brought up to date, where need be.

    Opened for reading alone it writes nothing, and is empty where there is no file. Raises
    StoreError, and leaves every file that it does not know as it is. `journals` are folders for
    what the file cannot take while an attempt goes on; attempts that wait there as a whole, and
    that the file lacks, are added to it. Calls wait `patience` seconds for another program.
    """
    clock = clock or SystemClock()
    schema = schema or steps()
    path = folder / FILE_NAME
    if read_only:
        return SqliteStore(open_to_read(path, schema, patience), folder / "locks", clock)
    database = open_to_write(path, schema, clock.now().wall, patience)
    store = SqliteStore(database, folder / "locks", clock, schema, journals)
    store.take_up()
    return store


def open_unsaved(folder: Path, reason: StoreError, *, clock: Clock | None = None) -> SqliteStore:
    """Open a copy of the store in memory, to practise where nothing can or shall be saved."""
    schema = steps()
    database = open_in_memory(folder / FILE_NAME, schema)
    store = SqliteStore(database, folder / "locks", clock or SystemClock(), schema)
    store.unsaved = reason
    return store


class SqliteStore:
    """Keeps attempts in one SQLite file; see `Store` for what its methods promise."""

    def __init__(
        self,
        database: Database,
        locks: Path,
        clock: Clock,
        schema: Sequence[Step] = (),
        journals: Sequence[Path] = (),
    ) -> None:
        self._db = database
        self._locks = locks
        self._clock = clock
        self._schema = schema
        self._journals = journals
        self.unsaved: StoreError | None = None
        """Why nothing is kept; None where all is."""

    @property
    def read_only(self) -> bool:
        """Whether it was opened for reading alone."""
        return self._db.access in ("ro", "memory")

    def create_attempt(self, attempt: str, form: Form, first: Sequence[Event]) -> None:
        """Keep a new attempt: its frozen form and its first events."""
        from examkit.store.archive import ATTEMPT_ID
        from examkit.store.codec import encode_event, encode_form

        if not ATTEMPT_ID.fullmatch(attempt) or not first:
            raise ValueError("an attempt needs an id that can name a file, and a first event")
        body = encode_form(form)
        links = [encode_event(event) for event in first]
        with self._db.writing() as db:
            add_attempt(db, attempt, form, body, first[0].wall)
            add_events(db, attempt, links)

    def append(self, attempt: str, events: Sequence[Event]) -> None:
        """Add the events of one action, all or none."""
        from examkit.exam.events import Finished
        from examkit.store.codec import encode_event

        if any(isinstance(event.body, Finished) for event in events):
            raise ValueError("an attempt is finished by `finish`")
        if not events:
            return
        links = [encode_event(event) for event in events]
        with self._db.writing() as db:
            add_events(db, attempt, links)

    def finish(self, attempt: str, event: Event, outcomes: Sequence[SlotOutcome]) -> Event:
        """End an attempt and keep how its slots were marked; gives the end that stands."""
        from examkit.exam.events import Finished
        from examkit.store.codec import decode_event, encode_event

        if not isinstance(event.body, Finished):
            raise ValueError("only `Finished` ends an attempt")
        link = encode_event(event)
        with self._db.writing() as db:
            tail = tail_of(db, attempt)
            if tail.kind == "finished":
                return decode_event(attempt, link_at(db, attempt, tail.seq))
            add_events(db, attempt, [link])
            mark_slots(db, attempt, outcomes, event.wall, event.body.reason)
        return event

    def form(self, attempt: str) -> Form:
        """Return the form of an attempt."""
        from examkit.store.codec import decode_form

        rows = self._db.read("SELECT body, hash FROM form WHERE attempt = ?", attempt)
        if not rows:
            raise unknown_attempt_error(attempt)
        body, seal = rows[0]
        if seal_form(attempt, body) != seal:
            raise damage_error(attempt, "its form does not match its checksum")
        return decode_form(attempt, body)

    def events(self, attempt: str) -> tuple[Event, ...]:
        """Return all events of an attempt, in order, checked against their hash chain."""
        return _events(self._db, attempt)

    def stored(self, attempt: str) -> tuple[Event, ...]:
        """Return all events of an attempt as the file has them now, past all that is in memory."""
        if self._db.access != "rw":
            return self.events(attempt)
        with closing(Database(self._db.path, "ro", patience=self._db.patience)) as fresh:
            _refuse_damage(fresh)
            return _events(fresh, attempt)

    def attempts(self, bank: str | None = None) -> tuple[AttemptRow, ...]:
        """List all attempts, or those on one bank, newest first."""
        rows = self._db.read(_ALL) if bank is None else self._db.read(_OF_BANK, bank)
        return tuple(AttemptRow(*row) for row in rows)

    def ids(self) -> tuple[str, ...]:
        """Return the ids of all attempts, whatever state they are in, oldest first."""
        return tuple(row[0] for row in self._db.read(_IDS))

    def undated(self, bank: str) -> tuple[str, ...]:
        """Return the ids of the attempts on a bank that no list shows: their dates cannot be."""
        return tuple(row[0] for row in self._db.read(_UNDATED, bank))

    def unfinished(self) -> tuple[AttemptRow, ...]:
        """List the attempts that can be gone on with, newest first."""
        return tuple(AttemptRow(*row) for row in self._db.read(_UNFINISHED))

    def exposures(self, bank: str) -> dict[str, LastExposure]:
        """Tell by question id when each question of a bank was last seen, if ever.

        Of an attempt that was handed in all were: its review shows their keys.
        """
        rows = self._db.read(_EXPOSURES, bank)
        return {question: LastExposure(wall, bool(mock)) for question, wall, mock in rows}

    def topic_totals(self, bank: str) -> tuple[TopicTally, ...]:
        """Count questions by topic over all finished attempts on a bank, by topic id."""
        return tuple(TopicTally(*row) for row in self._db.read(_TOPIC_TOTALS, bank))

    def answers(self, bank: str) -> tuple[PastAnswer, ...]:
        """Return how each slot of the finished attempts on a bank was answered, oldest first."""
        from examkit.exam.past_answer import PastAnswer

        rows = (dict(zip(_ANSWER, row, strict=True)) for row in self._db.read(_ANSWERS, bank))
        flags = ("fresh", "flagged", "postponed")
        return tuple(
            PastAnswer(
                **row | {flag: bool(row[flag]) for flag in flags} | _picked(row["confused_notes"])
            )
            for row in rows
        )

    def quick_check(self) -> tuple[str, ...]:
        """Ask SQLite whether the file is whole; gives its complaints."""
        rows = self._db.read("PRAGMA quick_check")
        return tuple(str(row[0]) for row in rows if row[0] != "ok")

    def seal(self, attempt: str) -> bytes | None:
        """Return the hash of an attempt's form and events; None where there is no such attempt."""
        rows = self._db.read("SELECT head FROM attempt WHERE id = ?", attempt)
        return bytes(rows[0][0]) if rows else None

    def packed(self, attempt: str) -> ArchivedAttempt:
        """Return an attempt as it is stored, checked against its hashes."""
        from examkit.store.archive import ArchivedAttempt
        from examkit.store.hash_chain import ChainedEvent

        self.events(attempt)
        self.form(attempt)
        [(body,)] = self._db.read("SELECT body FROM form WHERE attempt = ?", attempt)
        links = (ChainedEvent(*row[:-1]) for row in self._db.read(_EVENTS, attempt))
        return ArchivedAttempt(attempt, body, tuple(links))

    def restore(self, batch: Sequence[Unpacked]) -> list[str]:
        """Add attempts as they were packed, in one transaction; gives why some were not.

        An attempt is added whole or not at all, whatever becomes of the others. Raises
        StoreError where the file cannot be written, and then adds none.
        """
        faults = []
        with self._db.writing() as db:
            for each in batch:
                try:
                    with translated_errors(self._db.path), apart(db):
                        add_packed(db, each)
                except WriteFailedError:
                    raise
                except StoreError as error:
                    faults.append(error.message)
        return faults

    def outbox(self, attempt: str) -> Outbox:
        """Return the way in for the events of an attempt that goes on, with what waits there."""
        from examkit.store.durability.journal import Journal
        from examkit.store.durability.outbox import Outbox

        outbox = Outbox(self, attempt, Journal(attempt, self._journals))
        outbox.recover()
        return outbox

    def recreate_file(self, attempt: str, form: Form, events: Sequence[Event]) -> None:
        """Open what stands in the place of the file now, and add what it lacks of an attempt."""
        self._db = reopen_moved_file(self._db, self._schema, self._clock.now().wall)
        # One that is copied over the file while that is written leaves parts of both.
        _refuse_damage(self._db)
        if self.seal(attempt) is None:
            self.create_attempt(attempt, form, events)
        else:
            self.append(attempt, events)

    def take_up(self) -> None:
        """Add the attempts that wait in journals as a whole and are not here.

        What cannot be added stays where it waits.
        """
        from examkit.store.durability.journal import pending_journals

        for path in pending_journals(self._journals):
            with suppress(StoreError):
                self._take_up(path)

    def _take_up(self, path: Path) -> None:
        from examkit.store.durability.journal import read_whole

        whole = read_whole(path)
        if whole is None or self.seal(whole.attempt) is not None:
            return
        # One that goes on in another window is that window's to save.
        with take_lease(self._locks, whole.attempt, self._clock.now().wall):
            self.create_attempt(whole.attempt, whole.form, whole.events)
            with suppress(OSError):
                path.unlink()

    def acquire_lease(self, attempt: str) -> Lease:
        """Take the sole right to go on with an attempt."""
        if self.read_only:
            raise describe_error(self._db.path, "SQLITE_READONLY")
        if not self._db.read("SELECT 1 FROM attempt WHERE id = ?", attempt):
            raise unknown_attempt_error(attempt)
        if self.unsaved is not None:
            return NullLease()
        return take_lease(self._locks, attempt, self._clock.now().wall)

    def close(self) -> None:
        """Close the file. Doing it again changes nothing."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()


def _refuse_damage(database: Database) -> None:
    if database.read("PRAGMA quick_check(1)") != [("ok",)]:
        raise describe_error(database.path, "SQLITE_CORRUPT")


def _events(database: Database, attempt: str) -> tuple[Event, ...]:
    from examkit.store.codec import decode_event

    with database.reading() as db:
        ends = db.execute(_ENDS, (attempt,)).fetchall()
        rows = db.execute(_EVENTS, (attempt,)).fetchall()
    if not ends:
        raise unknown_attempt_error(attempt)
    first, head = ends[0]
    return tuple(decode_event(attempt, link) for link in verify(attempt, first, head, rows))


def _picked(addresses: str) -> dict[str, tuple[str, ...]]:
    return {"confused_notes": tuple(addresses.split())}
