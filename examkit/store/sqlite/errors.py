"""Turn SQLite's errors into errors with messages that a user can act on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from examkit.errors import StoreError, StoreFileReplacedError, WriteFailedError

_WRITABLE = (
    "Check that you own the file and its folder and that the disk isn't read-only,"
    " or set EXAMKIT_HOME to another folder."
)
_RESTORE = (
    "Move the file somewhere else, then put the newest backup from the backups/kept subfolder in"
    " its place."
)

_WORDS = {
    "SQLITE_FULL": (
        "{path} can't be written: the disk is full.",
        "Free up some space, then try again. Everything saved so far is safe.",
        "the disk is full",
    ),
    "SQLITE_READONLY": (
        "{path} can't be written: it is read-only.",
        _WRITABLE,
        "the file is read-only",
    ),
    "SQLITE_CANTOPEN": ("{path} can't be opened.", _WRITABLE, "the file can't be opened"),
    "SQLITE_PERM": ("{path} can't be opened.", _WRITABLE, "the file can't be opened"),
    "SQLITE_BUSY": (
        "{path} is in use by another program.",
        "Close that program or wait for it, then try again.",
        "the file is in use by another program",
    ),
    "SQLITE_IOERR": (
        "The disk failed while examkit was reading or writing {path}.",
        "Check the disk, then try again. Everything saved so far is safe.",
        "the disk failed",
    ),
}
_LASTING = {
    "SQLITE_NOTADB": "{path} isn't an examkit file, so it wasn't changed.",
    "SQLITE_CORRUPT": "{path} is damaged.",
    "SQLITE_ERROR": "{path} is missing data that examkit needs.",
}
"""Messages for errors that trying again can't fix, by SQLite's result code."""


def describe_error(path: Path, family: str) -> StoreError:
    """Return the error to raise if the file at `path` can't be read or written.

    `family` says why; it is one of SQLite's primary result codes, such as `SQLITE_FULL`.
    """
    if family in _LASTING:
        return StoreError(_LASTING[family].format(path=path), _RESTORE)
    unknown = f"{{path}} can't be read or written ({family}).", "Try again.", family
    message, hint, reason = _WORDS.get(family, unknown)
    return WriteFailedError(message.format(path=path), hint, reason)


def file_replaced_error(path: Path) -> StoreFileReplacedError:
    """Return the error to raise if the file at `path` is no longer the one that was opened."""
    return StoreFileReplacedError(
        f"{path} was replaced or deleted while it was open, so nothing more can be saved to it.",
        "Put the original file back, or restart examkit to use the new one.",
        "the file was replaced or deleted",
    )


def write_failed_error(path: Path, error: OSError) -> WriteFailedError:
    """Return the error to raise if a file or folder can't be written. `error` says why."""
    reason = error.strerror or str(error)
    return WriteFailedError(f"{path} can't be used: {reason}.", _WRITABLE, reason)


def error_family(error: sqlite3.Error) -> str:
    """Return the primary result code of SQLite's error, such as `SQLITE_IOERR`."""
    name: str = getattr(error, "sqlite_errorname", "")
    if not name and "decode" in str(error):
        # Invalid UTF-8 comes without a code, and only damage can cause it.
        return "SQLITE_CORRUPT"
    return "_".join(name.split("_")[:2])


@contextmanager
def translated_errors(path: Path) -> Iterator[None]:
    """Convert SQLite's errors in the block to StoreError.

    Errors that only a bug can cause stay as they are.
    """
    try:
        yield
    except (sqlite3.ProgrammingError, sqlite3.InterfaceError):
        raise
    except UnicodeDecodeError as error:
        # SQLite's message about a damaged file quotes bytes of it.
        raise describe_error(path, "SQLITE_CORRUPT") from error
    except sqlite3.Error as error:
        raise _translated(path, error) from error


def _translated(path: Path, error: sqlite3.Error) -> StoreError:
    name = getattr(error, "sqlite_errorname", "")
    if name == "SQLITE_READONLY_DBMOVED":
        return file_replaced_error(path)
    if name == "SQLITE_READONLY_ROLLBACK":
        return StoreError(
            f"{path} has an unfinished change that can't be undone on a read-only disk.",
            "Copy its folder to a writable disk, then open the copy once with examkit.",
        )
    family, journal = error_family(error), path.with_name(f"{path.name}-journal")
    if family in ("SQLITE_IOERR", "SQLITE_CANTOPEN") and journal.exists() and not journal.is_file():
        return WriteFailedError(
            f"{journal} isn't a file, so nothing can be saved.",
            "Move it somewhere else, then try again.",
            "the journal isn't a file",
        )
    return describe_error(path, family)
