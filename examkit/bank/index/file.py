"""The file of an index: never the only copy of anything, and made again when it is no good."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from examkit import __version__
from examkit.bank.index.staleness import FORMAT, is_unchanged, trust_stamps
from examkit.errors import ExamkitError

DAMAGE = (sqlite3.Error, ValueError, TypeError, LookupError)
"""What reading a damaged file may raise; `ValueError` covers JSON, UTF-8 and models."""


def index_path(root: Path, cache: Path) -> Path:
    """Return the index's file; each folder with a bank has its own.

    Should two ever share one, they would make it again in turn.
    """
    path = str(root.resolve()).encode("utf-8", "surrogateescape")
    return cache / f"bank-{zlib.crc32(path):08x}-{len(path)}.db"


def connect(path: Path) -> sqlite3.Connection:
    """Open a file to read. Raises sqlite3.Error."""
    return sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, isolation_level=None)


def read_rows(
    db: sqlite3.Connection, statement: str, values: Sequence[Any] = ()
) -> list[tuple[Any, ...]]:
    """Read all rows of a statement. Raises one of DAMAGE if the file is damaged."""
    rows = db.execute(statement, values).fetchall()
    # No text of a bank holds a zero character, but a hole in a file reads as a row of them.
    if any("\0" in value for row in rows for value in row if type(value) is str):
        raise sqlite3.DatabaseError("a text has a hole")
    return rows


def is_current(db: sqlite3.Connection, root: Path) -> bool:
    """Return whether this version made the file from the bank's files as they are now."""
    rows = read_rows(db, "select value from meta where key = 'version'")
    version = json.loads(rows[0][0]) if rows else []
    return bool(version == [FORMAT, __version__] and is_unchanged(db, root))


def settle_file(db: sqlite3.Connection, path: Path) -> None:
    """Spare the next start reading files that had just been written when they were indexed."""
    if read_rows(db, "select 1 from source where racy limit 1"):
        with (
            suppress(sqlite3.Error),
            closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as writing,
        ):
            trust_stamps(writing)


def make(root: Path, cache: Path) -> Path:
    """Make the index and return its path. Raises ExamkitError if it cannot be written."""
    from examkit.bank.index.build import rebuild

    path = index_path(root, cache)
    try:
        rebuild(root, path)
    except (OSError, sqlite3.Error) as error:
        said = f"The bank's index can't be written to {cache}: {_reason(error)}."
        hint = "Free some disk space, or set EXAMKIT_HOME to a folder that you can write to."
        raise ExamkitError(said, hint) from None
    return path


def _reason(error: OSError | sqlite3.Error) -> str:
    if isinstance(error, OSError):
        return error.strerror or "unknown reason"
    is_full = getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
    return "the disk is full" if is_full else str(error)
