"""Opening a store's file: create it if missing, check it before any write, and upgrade it."""

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
from examkit.store.sqlite.connection import (
    KEY_SECONDS,
    Access,
    Database,
    connect,
    pragma,
)
from examkit.store.sqlite.errors import (
    describe_error,
    error_family,
    translated_errors,
    write_failed_error,
)
from examkit.store.sqlite.migrate import (
    Step,
    refuse_newer,
    upgrade,
    upgrade_file,
)

APPLICATION_ID = 0x65786B74
"""Marks the file as ours: `exkt`."""


def open_to_write(
    path: Path, todo: Sequence[Step], wall: float, patience: float = KEY_SECONDS
) -> Database:
    """Open a file, made if it is missing and upgraded if it is older. Raises StoreError.

    `wall` (UTC seconds) names the copy that is made before an upgrade; calls wait `patience`
    seconds for another program.
    """
    private_folder(path.parent)
    if not exists(path):
        _create(path, todo)
    _look(path, todo)
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
    """Open what stands now where a file was taken away, overwritten or damaged while it was open.

    Where nothing stands there, the old contents are written there again; where another file
    does, they are kept beside it, at the time `wall` (UTC seconds). What cannot be read any more
    is left out. Raises StoreError; the database given then stays open.
    """
    path, beside = database.path, database.moved and exists(database.path)
    private_folder(path.parent)
    if database.moved and not beside:
        _copy_what_is_left(database, path)
    fresh = open_to_write(path, todo, wall, database.patience)
    try:
        if beside:
            day = datetime.fromtimestamp(wall, UTC)
            keep = path.with_name(f"{path.stem}-replaced-{day:%Y%m%dT%H%M%SZ}.db")
            _copy_what_is_left(database, keep)
    except BaseException:
        fresh.close()
        raise
    database.close()
    return fresh


def _copy_what_is_left(database: Database, copy: Path) -> None:
    try:
        with database.reading() as source:
            copy_connection(source, copy)
    except StoreFileReplacedError:
        return  # Its connection had failed before, and with it the last way to its contents.
    except WriteFailedError:
        raise
    except StoreError:
        return


def open_to_read(path: Path, todo: Sequence[Step], patience: float = KEY_SECONDS) -> Database:
    """Open a file for reading alone; where there is none, an empty one in memory.

    An older file is copied to memory and upgraded there. Nothing is written, but that a change
    which was cut short is undone where the file can be written. Raises StoreError.
    """
    if not exists(path):
        return _in_memory(path, todo)
    _look(path, todo)
    if can_write(path):
        _undo_what_was_cut_short(path, patience)
    database = Database(path, "ro", patience=patience)
    try:
        if _version(database, todo) == todo[-1].version:
            return database
        with closing(database), database.reading() as source:
            return _in_memory(path, todo, source)
    except BaseException:
        database.close()
        raise


def _undo_what_was_cut_short(path: Path, patience: float) -> None:
    """Let SQLite take back a change that a crash or a power cut left half made."""
    journal = path.with_name(f"{path.name}-journal")
    if journal.is_file() and journal.stat().st_size:
        with translated_errors(path), closing(connect(path, "rw", patience)) as connection:
            pragma(connection, "schema_version")


def open_in_memory(path: Path, todo: Sequence[Step]) -> Database:
    """Return what a file holds in memory, to write on without keeping anything.

    Where the file cannot be read either, it is empty.
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
    """Build a file under another name, so that the real one is never empty or half made."""
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
        return  # Another program was first, and its file is as good.
    except OSError:
        # Some disks have no links; then two programs that start at once may race here.
        try:
            draft.rename(path)
        except OSError as error:
            raise write_failed_error(path, error) from error


def _look(path: Path, todo: Sequence[Step]) -> None:
    """Refuse a file that is not ours before anything opens it that could write."""
    if not path.is_file():
        raise StoreError(f"{path} is not a file.", "Move it aside.")
    if path.stat().st_size == 0:
        raise StoreError(
            f"{path} is empty, which examkit never leaves behind; it was not changed.",
            "Put the newest copy from the folder backups beside it in its place, or delete it"
            " to start anew.",
        )
    with translated_errors(path), closing(_peek(path)) as connection:
        try:
            _recognise(connection, path, todo)
        except sqlite3.DatabaseError as error:
            # So it looks too while another program commits, and after one was killed there;
            # opened with its lock and journal it will show whether it is damaged.
            if error_family(error) != "SQLITE_CORRUPT":
                raise


def _peek(path: Path) -> sqlite3.Connection:
    # `immutable` reads the file alone: no lock, no journal, nothing of a foreign file is
    # recovered or converted. Opening it by hand would drop the locks of other connections.
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)


def _version(database: Database, todo: Sequence[Step]) -> int:
    with database.reading() as connection:
        return _recognise(connection, database.path, todo)


def _recognise(connection: sqlite3.Connection, path: Path, todo: Sequence[Step]) -> int:
    """Return the schema version of a file. Raises StoreError for one that is not ours to open."""
    if pragma(connection, "application_id") != APPLICATION_ID:
        raise describe_error(path, "SQLITE_NOTADB")
    version: int = pragma(connection, "user_version")
    refuse_newer(path, version, todo)
    return version
