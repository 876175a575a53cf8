"""SQLite's errors as messages a person can act on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from examkit.errors import StoreError, StoreFileReplacedError, WriteFailedError

_WRITABLE = (
    "Check that the file and its folder are yours and the disk is not read-only,"
    " or set EXAMKIT_HOME to another folder."
)
_RESTORE = "Move it aside, and put the newest copy from the folder backups beside it in its place."

_WORDS = {
    "SQLITE_FULL": (
        "{path} cannot be written: the disk is full.",
        "Free some space and try again; what was saved before is safe.",
        "the disk is full",
    ),
    "SQLITE_READONLY": (
        "{path} cannot be written: it is read-only.",
        _WRITABLE,
        "the file is read-only",
    ),
    "SQLITE_CANTOPEN": ("{path} cannot be opened.", _WRITABLE, "the file cannot be opened"),
    "SQLITE_PERM": ("{path} cannot be opened.", _WRITABLE, "the file cannot be opened"),
    "SQLITE_BUSY": (
        "{path} is in use by another program.",
        "Wait for that program or close it, then try again.",
        "the file is in use by another program",
    ),
    "SQLITE_IOERR": (
        "The disk failed while {path} was read or written.",
        "Check the disk, then try again; what was saved before is safe.",
        "the disk failed",
    ),
}
_LASTING = {
    "SQLITE_NOTADB": "{path} is not a file of examkit; it was not changed.",
    "SQLITE_CORRUPT": "{path} is damaged.",
    "SQLITE_ERROR": "{path} does not hold what examkit keeps in it.",
}
"""What trying again does not cure."""


def describe_error(path: Path, family: str) -> StoreError:
    """Make the error for a family of SQLite results, for example `SQLITE_FULL`."""
    if family in _LASTING:
        return StoreError(_LASTING[family].format(path=path), _RESTORE)
    unknown = f"{{path}} cannot be read or written ({family}).", "Try again.", family
    message, hint, reason = _WORDS.get(family, unknown)
    return WriteFailedError(message.format(path=path), hint, reason)


def file_replaced_error(path: Path) -> StoreFileReplacedError:
    """Make the error for a file that is no longer the one that was opened."""
    return StoreFileReplacedError(
        f"{path} was replaced or deleted while it was open; nothing more can be saved in it.",
        "Put the file back, or leave and start again to go on with what is there now.",
        "the file was taken away",
    )


def write_failed_error(path: Path, error: OSError) -> WriteFailedError:
    """Make the error for a file or folder that the system refuses."""
    reason = error.strerror or str(error)
    return WriteFailedError(f"{path} cannot be used: {reason}.", _WRITABLE, reason)


def error_family(error: sqlite3.Error) -> str:
    """Name the primary result code of an error, for example `SQLITE_IOERR`."""
    name: str = getattr(error, "sqlite_errorname", "")
    if not name and "decode" in str(error):
        # Bytes that are no text come without a code; nothing but damage puts them there.
        return "SQLITE_CORRUPT"
    return "_".join(name.split("_")[:2])


@contextmanager
def translated_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite raises into StoreError. Errors of the program itself pass."""
    try:
        yield
    except (sqlite3.ProgrammingError, sqlite3.InterfaceError):
        raise
    except UnicodeDecodeError as error:
        # SQLite's words about a damaged file quote bytes of it.
        raise describe_error(path, "SQLITE_CORRUPT") from error
    except sqlite3.Error as error:
        raise _translated(path, error) from error


def _translated(path: Path, error: sqlite3.Error) -> StoreError:
    name = getattr(error, "sqlite_errorname", "")
    if name == "SQLITE_READONLY_DBMOVED":
        return file_replaced_error(path)
    if name == "SQLITE_READONLY_ROLLBACK":
        return StoreError(
            f"{path} holds a change that was cut short, and must be written to undo it.",
            "Copy its folder to a disk that can be written, and open it there once.",
        )
    family, journal = error_family(error), path.with_name(f"{path.name}-journal")
    if family in ("SQLITE_IOERR", "SQLITE_CANTOPEN") and journal.exists() and not journal.is_file():
        return WriteFailedError(
            f"{journal} is in the way: it is not a file.",
            "Move it aside, then try again.",
            "something is in the way of its journal",
        )
    return describe_error(path, family)
