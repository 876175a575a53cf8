"""The index's file in the cache: where it is, whether it is current, and how to build it.

The file is never the only copy of anything. If it is damaged or outdated, it is built again.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
import zlib
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, NamedTuple

from examkit import __version__
from examkit.bank.safe_files import UnreadableError, list_files, safe_read
from examkit.errors import ExamkitError

FORMAT = 7
"""Version of the index's schema. An index with another version is built again."""
RACY_NS = 2_000_000_000
"""Age in nanoseconds below which a second change might not change a file's timestamp."""
DAMAGE = (sqlite3.Error, ValueError, TypeError, LookupError)
"""Errors that reading a damaged index can raise. ValueError covers JSON, UTF-8, and models."""


class FileStamp(NamedTuple):
    """A file's size, time, and inode number, which change if the file does."""

    size: int
    mtime_ns: int
    inode: int


def index_path(root: Path, cache: Path) -> Path:
    """Return the path of a bank's index in `cache`; each bank folder has its own index."""
    # If two folders ever shared one, each would just build it again.
    path = str(root.resolve()).encode("utf-8", "surrogateescape")
    return cache / f"bank-{zlib.crc32(path):08x}-{len(path)}.db"


def connect(path: Path) -> sqlite3.Connection:
    """Open an index's file for reading. Raises sqlite3.Error if it can't be opened."""
    return sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, isolation_level=None)


def read_rows(
    db: sqlite3.Connection, statement: str, values: Sequence[Any] = ()
) -> list[tuple[Any, ...]]:
    """Return all rows of a query. Raises one of the errors in `DAMAGE` if the file is damaged."""
    rows = db.execute(statement, values).fetchall()
    # Text from a bank never has a null character, but missing data reads as a run of them.
    if any("\0" in value for row in rows for value in row if type(value) is str):
        raise sqlite3.DatabaseError("the file is missing data")
    return rows


def build(root: Path, cache: Path) -> Path:
    """Build a bank's index and return its path. Raises ExamkitError if it can't be written."""
    from examkit.bank.index.build import rebuild

    path = index_path(root, cache)
    try:
        rebuild(root, path)
    except (OSError, sqlite3.Error) as error:
        message = f"The bank's index can't be written to {cache}: {_reason(error)}."
        hint = "Free up some disk space, or set EXAMKIT_HOME to a folder that you can write to."
        raise ExamkitError(message, hint) from None
    return path


def _reason(error: OSError | sqlite3.Error) -> str:
    if isinstance(error, OSError):
        return error.strerror or "unknown reason"
    is_full = getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
    return "the disk is full" if is_full else str(error)


def is_current(db: sqlite3.Connection, root: Path) -> bool:
    """Return whether this version of examkit built the index and the bank hasn't changed since."""
    rows = read_rows(db, "select value from meta where key = 'version'")
    version = json.loads(rows[0][0]) if rows else []
    return bool(version == [FORMAT, __version__] and _is_unchanged(db, root))


def _is_unchanged(db: sqlite3.Connection, root: Path) -> bool:
    """Return whether no file of the bank was changed, added, or removed."""
    sources = read_rows(db, "select path, size, mtime_ns, inode, racy, sha256 from source")
    rows = {os.fsdecode(path): values for path, *values in sources}
    return set(list_files(root)) == rows.keys() and all(
        read_stamp(root, path) == FileStamp(size, mtime_ns, inode)
        and (not racy or content_hash(root, path) == digest)
        for path, (size, mtime_ns, inode, racy, digest) in rows.items()
    )


def trust_stamps(db: sqlite3.Connection, path: Path) -> None:
    """Mark files of a bank as safe to check by stamp alone, if they were last changed long ago.

    `path` is the index's path. The contents of other files are compared too, because a second
    change soon after the first might not change the stamp.
    """
    if read_rows(db, "select 1 from source where racy limit 1"):
        with (
            suppress(sqlite3.Error),
            closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as writer,
        ):
            limit = time.time_ns() - RACY_NS
            writer.execute("update source set racy = 0 where mtime_ns < ?", (limit,))


def read_stamp(root: Path, path: str) -> FileStamp | None:
    """Return the stamp of a bank's file; None if the file no longer exists."""
    try:
        status = os.lstat(root / path)
    except OSError:
        return None
    return FileStamp(status.st_size, status.st_mtime_ns, status.st_ino)


def content_hash(root: Path, path: str) -> str:
    """Return the SHA-256 of a file's contents in hex; empty if the file can't be read."""
    # Loads OpenSSL, which the home screen doesn't need.
    from hashlib import sha256

    try:
        return sha256(safe_read(root, path)).hexdigest()
    except UnreadableError:
        return ""
