"""Open the store's file: check it before any write, and create or upgrade it if needed."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from examkit.errors import StoreError, StoreFileReplacedError, WriteFailedError
from examkit.store.durability.backup import copy_connection
from examkit.store.private_files import (
    PRIVATE_FILE,
    can_write,
    delete_quietly,
    exists,
    private_file,
    private_folder,
    restrict_mode,
    sync_folder,
)
from examkit.store.sqlite.connection import KEY_SECONDS, Access, Database, connect, pragma
from examkit.store.sqlite.errors import (
    describe_error,
    error_family,
    translated_errors,
    write_failed_error,
)
from examkit.store.sqlite.migrate import Step, refuse_newer, upgrade, upgrade_file

APPLICATION_ID = 0x65786B74
"""SQLite's application id, which marks a file as examkit's; the bytes spell `exkt`."""


def open_to_write(
    path: Path, todo: Sequence[Step], wall: float, patience: float = KEY_SECONDS
) -> Database:
    """Open a store's file to read and write; create a missing one, and upgrade an older one.

    `todo` has all upgrade steps, and `wall` is the time now in UTC seconds. Queries wait up to
    `patience` seconds for another program. Raises StoreError if the file can't be used.
    """
    private_folder(path.parent)
    if not exists(path):
        _create(path, todo)
    _check_before_opening(path, todo)
    if not can_write(path):
        raise describe_error(path, "SQLITE_READONLY")
    restrict_mode(path, PRIVATE_FILE)
    database = Database(path, "rw", patience=patience)
    try:
        if _version(database, todo) < todo[-1].version:
            upgrade_file(database, todo, wall)
    except BaseException:
        database.close()
        raise
    return database


def reopen_moved_file(database: Database, todo: Sequence[Step], wall: float) -> Database:
    """Open a database's path again after the file was deleted, replaced, or damaged.

    If the file was deleted, write its readable contents there first. If another file has replaced
    it, open that one and save the old contents next to it. `todo` has all upgrade steps, and `wall`
    is the time now in UTC seconds. Raises StoreError if that fails, and then leaves the old
    database open.
    """
    path, is_replaced = database.path, database.moved and exists(database.path)
    private_folder(path.parent)
    if database.moved and not is_replaced:
        _salvage(database, path)
    current = open_to_write(path, todo, wall, database.patience)
    try:
        if is_replaced:
            day = datetime.fromtimestamp(wall, UTC)
            name = f"{path.stem}-replaced-{day:%Y%m%dT%H%M%SZ}.db"
            _salvage(database, path.with_name(name))
    except BaseException:
        current.close()
        raise
    database.close()
    return current


def _salvage(database: Database, copy: Path) -> None:
    """Copy a database to the file `copy`; do nothing if the database can't be read anymore.

    Raises StoreError if the copy can't be written.
    """
    try:
        with database.reading() as source:
            copy_connection(source, copy)
    except StoreFileReplacedError:
        return  # The connection failed earlier, so the contents are lost.
    except WriteFailedError:
        raise
    except StoreError:
        return


def open_to_read(path: Path, todo: Sequence[Step], patience: float = KEY_SECONDS) -> Database:
    """Open a store's file to read it; if it doesn't exist, return an empty database in memory.

    `todo` has all upgrade steps; an older file is copied to memory and upgraded there. Queries wait
    up to `patience` seconds for another program. Nothing is written, except to undo an unfinished
    change if the file is writable. Raises StoreError if the file can't be read.
    """
    if not exists(path):
        return _in_memory(path, todo)
    _check_before_opening(path, todo)
    if can_write(path):
        _undo_unfinished_change(path, patience)
    database = Database(path, "ro", patience=patience)
    try:
        if _version(database, todo) == todo[-1].version:
            return database
        with closing(database), database.reading() as source:
            return _in_memory(path, todo, source)
    except BaseException:
        database.close()
        raise


def _undo_unfinished_change(path: Path, patience: float) -> None:
    """Undo a change to a store's file that a crash or power failure interrupted, if any."""
    journal = path.with_name(f"{path.name}-journal")
    if journal.is_file() and journal.stat().st_size:
        with translated_errors(path), closing(connect(path, "rw", patience)) as connection:
            pragma(connection, "schema_version")


def open_in_memory(path: Path, todo: Sequence[Step]) -> Database:
    """Return a copy of a store's file in memory, which can be changed but isn't saved.

    The copy is upgraded with `todo`, which has all upgrade steps. It is empty if the file can't be
    read.
    """
    try:
        database = open_to_read(path, todo)
    except StoreError:
        return _in_memory(path, todo, access="scratch")
    with closing(database), database.reading() as source:
        return _in_memory(path, todo, source, access="scratch")


def _in_memory(
    path: Path,
    todo: Sequence[Step],
    source: sqlite3.Connection | None = None,
    access: Access = "memory",
) -> Database:
    with translated_errors(path):
        connection = connect(path, access)
        try:
            if source is not None:
                source.backup(connection)
            upgrade(connection, todo)
        except BaseException:
            connection.close()
            raise
    return Database(path, access, connection)


def _create(path: Path, todo: Sequence[Step]) -> None:
    """Create a store's file, which appears at `path` only when it is complete.

    `todo` has all upgrade steps, which create the schema.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    private_file(draft)
    try:
        with translated_errors(path), closing(connect(draft, "rw")) as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            upgrade(connection, todo)
            connection.execute("COMMIT")
        _publish(draft, path)
    finally:
        delete_quietly(draft)
    sync_folder(path.parent)


def _publish(draft: Path, path: Path) -> None:
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        return  # Another program was first, and its file is just as good.
    except OSError:
        # Some disks have no links; two programs that start together could race here.
        try:
            draft.rename(path)
        except OSError as error:
            raise write_failed_error(path, error) from error


def _check_before_opening(path: Path, todo: Sequence[Step]) -> None:
    """Raise StoreError if a file isn't a store or is from a newer version of examkit.

    This never changes the file.
    """
    if not path.is_file():
        raise StoreError(f"{path} isn't a file.", "Move it somewhere else.")
    if path.stat().st_size == 0:
        raise StoreError(
            f"{path} is empty, which means its data was lost.",
            "Replace the empty file with the newest backup from the backups/kept subfolder, or"
            " delete it to start over.",
        )
    with translated_errors(path), closing(_peek(path)) as connection:
        try:
            _check_version(connection, path, todo)
        except sqlite3.DatabaseError as error:
            # A file also looks damaged while another program commits, and after that was killed.
            # Opening it with its lock and journal shows whether it really is.
            if error_family(error) != "SQLITE_CORRUPT":
                raise


def _peek(path: Path) -> sqlite3.Connection:
    # `immutable` takes no lock and ignores the journal, so nothing in the file can change.
    # Opening it without SQLite would drop the locks of other connections.
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)


def _version(database: Database, todo: Sequence[Step]) -> int:
    with database.reading() as connection:
        return _check_version(connection, database.path, todo)


def _check_version(connection: sqlite3.Connection, path: Path, todo: Sequence[Step]) -> int:
    """Return the schema version of a store's file.

    Raises StoreError if the file isn't a store, or if its version is newer than all of the upgrade
    steps in `todo`.
    """
    if pragma(connection, "application_id") != APPLICATION_ID:
        raise describe_error(path, "SQLITE_NOTADB")
    version: int = pragma(connection, "user_version")
    refuse_newer(path, version, todo)
    return version
