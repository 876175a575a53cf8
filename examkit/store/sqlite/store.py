"""The store in one SQLite file."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self

from examkit.errors import StoreError, WriteFailedError
from examkit.store.durability.lease import NullLease, take_lease
from examkit.store.protocol import Lease
from examkit.store.records import SlotOutcome
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
from examkit.store.sqlite.reader import AttemptReader, refuse_damage
from examkit.system_clock import Clock, SystemClock

if TYPE_CHECKING:
    from examkit.exam.events import Event
    from examkit.exam.form import Form
    from examkit.store.archive import Unpacked
    from examkit.store.durability.outbox import Outbox

FILE_NAME = "attempts.db"


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


class SqliteStore(AttemptReader):
    """Keeps attempts in one SQLite file; see `Store` for what its methods promise."""

    def __init__(
        self,
        database: Database,
        locks: Path,
        clock: Clock,
        schema: Sequence[Step] = (),
        journals: Sequence[Path] = (),
    ) -> None:
        super().__init__(database)
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
        refuse_damage(self._db)
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
