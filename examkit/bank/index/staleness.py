"""Whether a file is still the one that was indexed."""

# Annotations are not postponed: a named tuple would compile each of them from its text.
import os
import sqlite3
import time
from pathlib import Path
from typing import NamedTuple

from examkit.bank.safe_files import UnreadableError, list_files, safe_read

FORMAT = 6
"""Of the index; another number means that it is made again."""
RACY_NS = 2_000_000_000
"""A file changed this shortly before it was indexed may have changed again unseen."""


class FileStamp(NamedTuple):
    """What tells a file from another version of itself without reading it."""

    size: int
    mtime_ns: int
    inode: int


def read_stamp(root: Path, path: str) -> FileStamp | None:
    """Read a file's stamp; None where it is gone."""
    try:
        found = os.lstat(root / path)
    except OSError:
        return None
    return FileStamp(found.st_size, found.st_mtime_ns, found.st_ino)


def stored_path(path: str) -> str | bytes:
    """Return a path as SQLite can hold it: as bytes if it is not UTF-8 text."""
    data = path.encode("utf-8", "surrogateescape")
    return path if data.decode("utf-8", "replace") == path else data


def listed_path(stored: str | bytes) -> str:
    """Return a stored path as `list_files` gives it."""
    return stored if isinstance(stored, str) else stored.decode("utf-8", "surrogateescape")


def unchanged_paths(db: sqlite3.Connection, root: Path) -> set[str]:
    """Return the indexed files that are the same as then.

    Size, time and inode tell; a file that had just been written when it was indexed is
    compared by its content.
    """
    rows = db.execute("select path, size, mtime_ns, inode, racy, sha256 from source").fetchall()
    return {
        path
        for stored, size, mtime_ns, inode, racy, digest in rows
        for path in [listed_path(stored)]
        if read_stamp(root, path) == FileStamp(size, mtime_ns, inode)
        and (not racy or content_hash(root, path) == digest)
    }


def trust_stamps(db: sqlite3.Connection) -> None:
    """Compare by stamp alone from now on what has kept its content long enough at its stamp."""
    db.execute("update source set racy = 0 where mtime_ns < ?", (time.time_ns() - RACY_NS,))


def content_hash(root: Path, path: str) -> str:
    """Hash a file's bytes; empty where it cannot be read."""
    # It loads OpenSSL, which home does not need.
    from hashlib import sha256

    try:
        return sha256(safe_read(root, path)).hexdigest()
    except UnreadableError:
        return ""


def is_unchanged(db: sqlite3.Connection, root: Path) -> bool:
    """Return whether no file is new, changed or gone."""
    indexed = {listed_path(row[0]) for row in db.execute("select path from source").fetchall()}
    return set(list_files(root)) == indexed == unchanged_paths(db, root)
