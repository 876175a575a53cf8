"""Open SQLite files with settings that make every commit durable."""

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
"""How a database is opened: a file for writing or reading, or a copy in memory.

A `memory` copy is only for reading; a `scratch` copy can be written, but isn't saved.
"""
Row = tuple[Any, ...]

KEY_SECONDS = 2.0
"""Longest time that a key press waits for another program, in seconds."""
STILL_BUSY_SECONDS = 0.05
"""Longest time that a key press waits, in seconds, after the previous one timed out."""
COMMAND_SECONDS = 20.0
"""Longest time that a command waits for another program, in seconds."""

_SETTINGS: Mapping[str, int | str] = {"foreign_keys": 1, "trusted_schema": 0, "cell_size_check": 1}
# With a rollback journal instead of WAL, a copy of the one file is complete, a read-only disk can
# be read, and an old SQLite library loses no commits. On macOS, a plain fsync leaves data in the
# drive's cache, so fullfsync is on.
_WRITER_SETTINGS: Mapping[str, int | str] = {
    "journal_mode": "truncate",
    "synchronous": 2,
    "fullfsync": 1,
}


def connect(path: Path, access: Access, patience: float = KEY_SECONDS) -> sqlite3.Connection:
    """Open an existing file, or an empty database in memory, with durable settings.

    Queries wait up to `patience` seconds for another program. Raises sqlite3.Error if the file
    can't be opened, and StoreError if SQLite ignores a setting.
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
    """Return the value of a pragma, one of SQLite's settings; None if SQLite doesn't have it."""
    rows = connection.execute(f"PRAGMA {name}").fetchall()
    return rows[0][0] if rows else None


def roll_back(connection: sqlite3.Connection) -> None:
    """Roll back the open transaction, if there is one."""
    with suppress(sqlite3.Error):
        if connection.in_transaction:
            connection.execute("ROLLBACK")


@contextmanager
def savepoint(connection: sqlite3.Connection) -> Iterator[None]:
    """Run a block inside a transaction; if the block fails, undo only what the block did."""
    connection.execute("SAVEPOINT block")
    try:
        yield
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK TO block")
        raise
    finally:
        if connection.in_transaction:
            connection.execute("RELEASE block")


def _set(connection: sqlite3.Connection, name: str, value: int | str) -> None:
    connection.execute(f"PRAGMA {name} = {value}").fetchall()
    if pragma(connection, name) != value:
        raise StoreError(
            f"SQLite {sqlite3.sqlite_version} ignores the setting {name} = {value}.",
            "Use a Python version that includes SQLite 3.31 or later, and keep your data on a"
            " local disk.",
        )


def _is_busy(error: BaseException) -> bool:
    return isinstance(error, sqlite3.Error) and error_family(error) == "SQLITE_BUSY"


class Database:
    """A connection that detects whether its file was replaced, and reconnects after I/O errors."""

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
        # Read before opening, so that a file replaced in between is detected at the first commit.
        self._identity = file_identity(path)
        with translated_errors(path):
            self._connection = connection or connect(path, access, patience)

    def read(self, sql: str, *values: object) -> list[Row]:
        """Return all rows of a query. Raises StoreError if the file can't be read."""
        with translated_errors(self.path):
            return self._open().execute(sql, values).fetchall()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Run a block in a transaction, so that all its queries see the same state."""
        with translated_errors(self.path):
            connection = self._open()
            try:
                connection.execute("BEGIN")
                yield connection
            finally:
                roll_back(connection)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Run a block in a transaction, which is durable afterward, or undone if the block fails.

        Raises StoreError if the file can't be written, or was replaced.
        """
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
                self._set_patience(connection, was_busy=_is_busy(error))
                raise
            self._set_patience(connection, was_busy=False)
        self._check_in_place()

    @property
    def moved(self) -> bool:
        """Return whether the path no longer leads to the file that was opened."""
        return self._identity is None or file_identity(self.path) != self._identity

    def close(self) -> None:
        """Close the connection. A second call does nothing."""
        self._closed = True
        self._connection.close()

    def _open(self) -> sqlite3.Connection:
        if self._closed:
            raise RuntimeError("the store is closed")
        if os.getpid() != self._process:
            raise RuntimeError("a store can't be used by a forked process")
        if self._failed:
            self._check_in_place()
            self._connection = connect(self.path, self.access, self.patience)
            self._patience_now = self.patience
            self._failed = False
        return self._connection

    def _set_patience(self, connection: sqlite3.Connection, *, was_busy: bool) -> None:
        is_short = was_busy and self.patience <= KEY_SECONDS
        seconds = STILL_BUSY_SECONDS if is_short else self.patience
        if not self._failed and seconds != self._patience_now:
            connection.execute(f"PRAGMA busy_timeout = {seconds * 1000:.0f}")
            self._patience_now = seconds

    def _close_failed(self, error: BaseException) -> None:
        # After a failed fsync, the same descriptor can report success for lost pages, so only a
        # newly opened file is trusted.
        if isinstance(error, sqlite3.Error) and error_family(error) == "SQLITE_IOERR":
            self._failed = True
            with suppress(sqlite3.Error):
                self._connection.close()

    def _check_in_place(self) -> None:
        if self.access != "scratch" and self.moved:
            raise file_replaced_error(self.path)
