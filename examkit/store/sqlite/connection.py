"""An open SQLite file, with settings that make every commit durable."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Literal

from examkit.errors import StoreError
from examkit.store.private_files import file_identity
from examkit.store.sqlite.errors import (
    describe_error,
    error_family,
    file_replaced_error,
    translated_errors,
)

Access = Literal["rw", "ro", "memory", "scratch"]
"""The last two are in memory: one only to read, the other to write what is never kept."""
Row = tuple[Any, ...]

KEY_SECONDS = 2.0
"""How long a key press waits for another program."""
STILL_BUSY_SECONDS = 0.05
"""How long it waits when it has waited in vain before: keys must not wait each time."""
COMMAND_SECONDS = 20.0
"""How long a command waits, which nobody sits in front of key by key."""

_SETTINGS: Mapping[str, int | str] = {"foreign_keys": 1, "trusted_schema": 0, "cell_size_check": 1}
# A rollback journal and not WAL: a copy of the one file is complete, a read-only disk can be
# read, and an old SQLite library does not lose commits. fullfsync is for macOS, where a plain
# fsync leaves data in the cache of the drive.
_WRITER_SETTINGS: Mapping[str, int | str] = {
    "journal_mode": "truncate",
    "synchronous": 2,
    "fullfsync": 1,
}


def connect(path: Path, access: Access, patience: float = KEY_SECONDS) -> sqlite3.Connection:
    """Open an existing file, or an empty database in memory, and check its settings.

    Its calls wait `patience` seconds for another program. Raises sqlite3.Error, and StoreError
    where a setting is not honoured.
    """
    on_disk = access in ("rw", "ro")
    target = f"{path.absolute().as_uri()}?mode={access}" if on_disk else ":memory:"
    connection = sqlite3.connect(target, uri=on_disk, timeout=patience, isolation_level=None)
    try:
        settings = {**_SETTINGS, **(_WRITER_SETTINGS if access == "rw" else {})}
        for name, value in settings.items():
            _set(connection, name, value)
    except BaseException:
        connection.close()
        raise
    return connection


def pragma(connection: sqlite3.Connection, name: str) -> Any:
    """Read a setting; None where this SQLite does not know it."""
    rows = connection.execute(f"PRAGMA {name}").fetchall()
    return rows[0][0] if rows else None


def roll_back(connection: sqlite3.Connection) -> None:
    """Leave a failed transaction; SQLite has left some of them by itself."""
    with suppress(sqlite3.Error):
        if connection.in_transaction:
            connection.execute("ROLLBACK")


@contextmanager
def apart(connection: sqlite3.Connection) -> Iterator[None]:
    """Undo what the block did, and that alone, where it raises inside a transaction."""
    connection.execute("SAVEPOINT apart")
    try:
        yield
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK TO apart")
        raise
    finally:
        if connection.in_transaction:
            connection.execute("RELEASE apart")


def _set(connection: sqlite3.Connection, name: str, value: int | str) -> None:
    connection.execute(f"PRAGMA {name} = {value}").fetchall()
    if pragma(connection, name) != value:
        raise StoreError(
            f"SQLite {sqlite3.sqlite_version} does not honour the setting {name} = {value}.",
            "Use a Python whose SQLite is 3.31 or later, and a disk of this machine.",
        )


def _is_busy(error: BaseException) -> bool:
    return isinstance(error, sqlite3.Error) and error_family(error) == "SQLITE_BUSY"


class Database:
    """A connection that notices when its file is replaced, and renews itself after faults."""

    def __init__(
        self,
        path: Path,
        access: Access,
        connection: sqlite3.Connection | None = None,
        patience: float = KEY_SECONDS,
    ) -> None:
        self.path = path
        self.access = access
        self._closed = self._failed = False
        self.patience = self._patience_now = patience
        self._process = os.getpid()
        # Before it is opened: a file that is replaced in between is noticed at the first commit.
        self._identity = file_identity(path)
        with translated_errors(path):
            self._connection = connection or connect(path, access, patience)

    def read(self, sql: str, *values: object) -> list[Row]:
        """Run a query and give all its rows; an open cursor would hold writers up."""
        with translated_errors(self.path):
            return self._open().execute(sql, values).fetchall()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Return a transaction whose queries all see the same state."""
        with translated_errors(self.path):
            connection = self._open()
            try:
                connection.execute("BEGIN")
                yield connection
            finally:
                roll_back(connection)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Return a transaction: durable after the block, undone where the block raises."""
        if self.access not in ("rw", "scratch"):
            raise describe_error(self.path, "SQLITE_READONLY")
        with translated_errors(self.path):
            connection = self._open()
            self._check_in_place()
            try:
                connection.execute("BEGIN IMMEDIATE")
                yield connection
                connection.execute("COMMIT")
            except BaseException as error:
                roll_back(connection)
                self._close_failed(error)
                self._be_patient(connection, was_busy=_is_busy(error))
                raise
            self._be_patient(connection, was_busy=False)
        self._check_in_place()

    @property
    def moved(self) -> bool:
        """Whether its file is no longer where it was opened."""
        return self._identity is None or file_identity(self.path) != self._identity

    def close(self) -> None:
        """Close the file. Doing it again changes nothing."""
        self._closed = True
        self._connection.close()

    def _open(self) -> sqlite3.Connection:
        if self._closed:
            raise RuntimeError("the store is closed")
        if os.getpid() != self._process:
            raise RuntimeError("a store cannot be used by a forked process")
        if self._failed:
            self._check_in_place()
            self._connection = connect(self.path, self.access, self.patience)
            self._patience_now = self.patience
            self._failed = False
        return self._connection

    def _be_patient(self, connection: sqlite3.Connection, *, was_busy: bool) -> None:
        is_short = was_busy and self.patience <= KEY_SECONDS
        seconds = STILL_BUSY_SECONDS if is_short else self.patience
        if not self._failed and seconds != self._patience_now:
            connection.execute(f"PRAGMA busy_timeout = {seconds * 1000:.0f}")
            self._patience_now = seconds

    def _close_failed(self, error: BaseException) -> None:
        # After a failed fsync the same descriptor may report success for pages that were
        # dropped, so nothing is trusted but the file opened anew.
        if isinstance(error, sqlite3.Error) and error_family(error) == "SQLITE_IOERR":
            self._failed = True
            with suppress(sqlite3.Error):
                self._connection.close()

    def _check_in_place(self) -> None:
        if self.access != "scratch" and self.moved:
            raise file_replaced_error(self.path)
