"""The store, which saves attempts in one SQLite file so that a crash loses nothing."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self

from examkit.errors import StoreError, WriteFailedError
from examkit.store.durability.journal import Journal, pending_journals, read_whole
from examkit.store.durability.lease import Lease, take_lease
from examkit.store.durability.outbox import Outbox
from examkit.store.records import SlotOutcome
from examkit.store.sqlite.connection import KEY_SECONDS, Database, savepoint
from examkit.store.sqlite.errors import describe_error, translated_errors
from examkit.store.sqlite.migrate import Step, steps
from examkit.store.sqlite.open import open_in_memory, open_to_read, open_to_write, reopen_moved_file
from examkit.store.sqlite.personal import PersonalStore
from examkit.store.sqlite.queries import (
    add_archived,
    add_attempt,
    add_events,
    read_event,
    read_head,
    save_outcomes,
    set_left_out,
    unknown_attempt_error,
)
from examkit.store.sqlite.reader import refuse_damage
from examkit.system_clock import Clock, SystemClock

if TYPE_CHECKING:
    from examkit.exam.events import Event
    from examkit.exam.form import Form
    from examkit.store.archive import DecodedAttempt

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
    """Open the store in a data folder; create it if it is missing, and upgrade an older one.

    With `read_only`, write nothing, and return an empty store if there is no file. `schema` has the
    upgrade steps, by default all of examkit's. `journals` are folders for events that can't be
    saved in the file; complete attempts in them are added if the file doesn't have them. Queries
    wait up to `patience` seconds for another program. Raises StoreError if the file can't be used;
    a file that isn't a store stays unchanged.
    """
    clock = clock or SystemClock()
    schema = schema or steps()
    path = folder / FILE_NAME
    if read_only:
        return SqliteStore(open_to_read(path, schema, patience), folder / "locks", clock)
    database = open_to_write(path, schema, clock.now().wall, patience)
    store = SqliteStore(database, folder / "locks", clock, schema, journals)
    store.add_from_journals()
    return store


def open_unsaved(folder: Path, reason: StoreError, *, clock: Clock | None = None) -> SqliteStore:
    """Open a copy of the store in memory, for practice that isn't saved because of `reason`.

    The copy is empty if the store can't be read.
    """
    schema = steps()
    database = open_in_memory(folder / FILE_NAME, schema)
    store = SqliteStore(database, folder / "locks", clock or SystemClock(), schema)
    store.unsaved = reason
    return store


class SqliteStore(PersonalStore):
    """Saves and reads attempts. Everything that a method writes is durable when it returns.

    All methods raise StoreError if the file can't be read or written, is damaged, or comes from a
    newer version of examkit, and then write nothing. Only the thread and process that opened a
    store can use it.
    """

    def __init__(
        self,
        database: Database,
        locks: Path,
        clock: Clock,
        schema: Sequence[Step] = (),
        journals: Sequence[Path] = (),
    ) -> None:
        super().__init__(database, clock)
        self._locks = locks
        self._schema = schema
        self._journals = journals
        self.unsaved: StoreError | None = None
        """Why nothing is saved; None if attempts are saved."""

    @property
    def read_only(self) -> bool:
        """Return whether the store is read-only. Writing and leasing then raise StoreError."""
        return self._db.access in ("ro", "memory")

    def create_attempt(self, attempt: str, form: Form, first: Sequence[Event]) -> None:
        """Save a new attempt with its form and its first events.

        Raises ValueError for an id that can't name a file, or if there are no events.
        """
        from examkit.store.archive import ATTEMPT_ID
        from examkit.store.codec import encode_event, encode_form

        if not ATTEMPT_ID.fullmatch(attempt) or not first:
            raise ValueError("an attempt needs an id that can name a file, and at least one event")
        body = encode_form(form)
        links = [encode_event(event) for event in first]
        with self._db.writing() as db:
            add_attempt(db, attempt, form, body, first[0].wall)
            add_events(db, attempt, links)

    def append(self, attempt: str, events: Sequence[Event]) -> None:
        """Add the events of one action to an attempt, all or none.

        Events that are stored already are skipped, so a failed call can be repeated. Raises
        StoreError if the events before them are missing, if the store has a different event with
        the same number, or if the attempt has ended. Raises ValueError for `Finished`; use
        `finish`.
        """
        from examkit.exam.events import Finished
        from examkit.store.codec import encode_event

        if any(isinstance(event.body, Finished) for event in events):
            raise ValueError("use `finish` to finish an attempt")
        if not events:
            return
        links = [encode_event(event) for event in events]
        with self._db.writing() as db:
            add_events(db, attempt, links)

    def finish(self, attempt: str, event: Event, outcomes: Sequence[SlotOutcome]) -> Event:
        """End an attempt, save the outcomes of its slots, and return the event that ended it.

        If the attempt has ended already, write nothing and return the event that ended it then.
        Raises ValueError unless the event is `Finished`.
        """
        from examkit.exam.events import Finished
        from examkit.store.codec import decode_event, encode_event

        if not isinstance(event.body, Finished):
            raise ValueError("only `Finished` ends an attempt")
        link = encode_event(event)
        with self._db.writing() as db:
            head = read_head(db, attempt)
            if head.kind == "finished":
                return decode_event(attempt, read_event(db, attempt, head.seq))
            add_events(db, attempt, [link])
            save_outcomes(db, attempt, outcomes, event.wall, event.body.reason)
        return event

    def leave_out(self, attempt: str, *, on: bool) -> None:
        """Exclude a finished attempt from estimates, or include it again if `on` is false."""
        with self._db.writing() as db:
            set_left_out(db, attempt, on=on)

    def restore(self, batch: Sequence[DecodedAttempt]) -> list[str]:
        """Add archived attempts in one transaction; return a message for each one refused.

        Each attempt is added completely or not at all, independently of the others. Raises
        StoreError if the file can't be written, and then adds none.
        """
        faults = []
        with self._db.writing() as db:
            for each in batch:
                try:
                    with translated_errors(self._db.path), savepoint(db):
                        add_archived(db, each)
                except WriteFailedError:
                    raise
                except StoreError as error:
                    faults.append(error.message)
        return faults

    def outbox(self, attempt: str) -> Outbox:
        """Return an outbox for an unfinished attempt, with any of its events from a journal."""
        outbox = Outbox(self, attempt, Journal(attempt, self._journals))
        outbox.recover()
        return outbox

    def recreate_file(self, attempt: str, form: Form, events: Sequence[Event]) -> None:
        """Reopen the store after its file was moved, overwritten, or damaged while open.

        Then save whatever the file lacks of the attempt and its events. Raises StoreError if the
        file that is there now is damaged or can't be written.
        """
        self._db = reopen_moved_file(self._db, self._schema, self._clock.now().wall)
        # A file that is copied over this one during a write leaves a mixture of both.
        refuse_damage(self._db)
        if self.seal(attempt) is None:
            self.create_attempt(attempt, form, events)
        else:
            self.append(attempt, events)

    def add_from_journals(self) -> None:
        """Add complete attempts from journals if the file doesn't have them; ignore errors."""
        for path in pending_journals(self._journals):
            with suppress(StoreError):
                self._add_from_journal(path)

    def _add_from_journal(self, path: Path) -> None:
        journaled = read_whole(path)
        if journaled is None or self.seal(journaled.attempt) is not None:
            return
        # If another window has the attempt open, saving it is that window's job.
        with take_lease(self._locks, journaled.attempt, self._clock.now().wall):
            self.create_attempt(journaled.attempt, journaled.form, journaled.events)
            with suppress(OSError):
                path.unlink()

    def acquire_lease(self, attempt: str) -> Lease:
        """Return a lease, the sole right to continue an attempt.

        Raises AttemptLockedError if another program, or this one, has the lease already.
        """
        if self.read_only:
            raise describe_error(self._db.path, "SQLITE_READONLY")
        if not self._db.read("SELECT 1 FROM attempt WHERE id = ?", attempt):
            raise unknown_attempt_error(attempt)
        if self.unsaved is not None:
            return Lease()
        return take_lease(self._locks, attempt, self._clock.now().wall)

    def close(self) -> None:
        """Close the file. A second call does nothing."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()
