"""Backups of the store, made even while it is in use."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from examkit.errors import StoreError
from examkit.store.private_files import (
    delete_quietly,
    private_file,
    private_folder,
    sync_folder,
)
from examkit.store.sqlite.connection import connect, pragma
from examkit.store.sqlite.errors import describe_error, translated_errors


def backup_name(path: Path, version: int, wall: float) -> str:
    """Name the copy of a file of that schema version, made at `wall` (UTC seconds)."""
    return f"{path.stem}-v{version}-{datetime.fromtimestamp(wall, UTC):%Y%m%dT%H%M%SZ}.db"


def back_up(path: Path, copy: Path) -> None:
    """Copy a file as of its last commit; `copy` appears whole and checked, or not at all.

    Raises StoreError, also where the file is damaged: a bad copy must not look like a good one.
    """
    with translated_errors(path), closing(connect(path, "ro")) as source:
        copy_connection(source, copy)


def copy_connection(source: sqlite3.Connection, copy: Path) -> None:
    """Copy what an open connection reads, as `back_up` does."""
    draft = copy.with_suffix(".new")
    private_folder(copy.parent)
    private_file(draft)
    try:
        with translated_errors(copy):
            _copy(source, draft)
        draft.replace(copy)
    except OSError as error:
        raise StoreError(f"{copy} cannot be written: {error.strerror}.") from error
    finally:
        delete_quietly(draft)
    sync_folder(copy.parent)


def _copy(source: sqlite3.Connection, draft: Path) -> None:
    with closing(connect(draft, "rw")) as target:
        source.backup(target)
        if pragma(target, "quick_check") != "ok":
            raise describe_error(draft, "SQLITE_CORRUPT")
