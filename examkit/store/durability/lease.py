"""Leases: only one program at a time can work on an attempt.

The operating system's lock (`flock`) ends with the process that holds it. Windows and some network
disks have no such lock, so two programs can open an attempt there. The store still refuses events
from the one that is behind.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from examkit.errors import AttemptLockedError
from examkit.store.private_files import PRIVATE_FILE, file_identity, private_folder
from examkit.store.sqlite.errors import write_failed_error


class FileLease:
    """A lock file that this process holds."""

    def __init__(self, path: Path, handle: int) -> None:
        self._path = path
        self._handle: int | None = handle

    def close(self) -> None:
        """Return it back. Doing it again changes nothing."""
        if self._handle is not None:
            with suppress(OSError):
                self._path.unlink()
            os.close(self._handle)
            self._handle = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()


class NullLease:
    """The right to an attempt that nobody else can see."""

    def close(self) -> None:
        """Return it back."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        """Return it back."""


def take_lease(folder: Path, attempt: str, wall: float) -> FileLease:
    """Take the lock of an attempt at the time `wall` (UTC seconds).

    Raises HeldError where it is taken, StoreError where the folder cannot be written.
    """
    path = private_folder(folder) / f"{attempt}.lock"
    handle = _lock_present_file(path, attempt)
    holder = {"pid": os.getpid(), "tty": _terminal(), "since": wall}
    os.truncate(handle, 0)
    os.write(handle, json.dumps(holder).encode())
    return FileLease(path, handle)


def _lock_present_file(path: Path, attempt: str) -> int:
    """Open and lock a file; again where its last holder took it away in between."""
    while True:
        handle = _open(path)
        try:
            _lock(handle)
        except BlockingIOError:
            os.close(handle)
            raise _held(path, attempt) from None
        status = os.fstat(handle)
        if file_identity(path) == (status.st_dev, status.st_ino):
            return handle
        os.close(handle)


def _open(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT, PRIVATE_FILE)
    except OSError as error:
        raise write_failed_error(path, error) from error


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        return
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise
    except OSError:
        return


def _terminal() -> str:
    for handle in (0, 1, 2):
        with suppress(OSError, AttributeError):
            return os.ttyname(handle)
    return ""


def _held(path: Path, attempt: str) -> AttemptLockedError:
    return AttemptLockedError(
        f"Attempt {attempt} is open in another window{_holder(path)}.",
        "Go on there, or close it there first.",
    )


def _holder(path: Path) -> str:
    """Tell who holds a lock; nothing where the file does not say (yet)."""
    try:
        holder = json.loads(path.read_text(encoding="utf-8"))
        since = datetime.fromtimestamp(float(holder["since"]), UTC).astimezone()
        tty = f" on {holder['tty']}" if holder["tty"] else ""
        return f" (process {int(holder['pid'])}{tty}, since {since:%Y-%m-%d %H:%M})"
    except (OSError, ValueError, TypeError, KeyError, OverflowError):
        return ""
