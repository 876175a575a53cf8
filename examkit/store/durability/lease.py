"""Lock attempts, so that only one program at a time can work on each.

The operating system releases its lock (`flock`) when the process ends. Windows and some network
disks have no such lock, so two programs can open an attempt there. The store then refuses events
from the program that is behind.
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


class Lease:
    """The sole right to continue an attempt, until the lease is closed or the process ends."""

    def __init__(self, path: Path | None = None, handle: int | None = None) -> None:
        """Take over the locked file at `path`, which is open with the descriptor `handle`.

        Without arguments, create a lease that locks nothing.
        """
        self._path = path
        self._handle = handle

    def close(self) -> None:
        """Release the lock. A second call does nothing."""
        if self._handle is not None and self._path is not None:
            with suppress(OSError):
                self._path.unlink()
            os.close(self._handle)
            self._handle = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()


def take_lease(folder: Path, attempt: str, wall: float) -> Lease:
    """Lock an attempt with a file in `folder`; `wall` is the time now in UTC seconds.

    Raises AttemptLockedError if the attempt is locked already, and StoreError if the folder can't
    be written.
    """
    path = private_folder(folder) / f"{attempt}.lock"
    handle = _lock_file(path, attempt)
    holder = {"pid": os.getpid(), "tty": _terminal(), "since": wall}
    os.truncate(handle, 0)
    os.write(handle, json.dumps(holder).encode())
    return Lease(path, handle)


def _lock_file(path: Path, attempt: str) -> int:
    """Open and lock a file, and return its descriptor.

    Try again if another process deleted the file in between. Raises AttemptLockedError, for the
    attempt with the id `attempt`, if another process has locked the file.
    """
    while True:
        handle = _open(path)
        try:
            _lock(handle)
        except BlockingIOError:
            os.close(handle)
            raise _locked_error(path, attempt) from None
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
    """Lock an open file if the system supports it.

    Raises BlockingIOError if another process has locked the file.
    """
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


def _locked_error(path: Path, attempt: str) -> AttemptLockedError:
    return AttemptLockedError(
        f"Attempt {attempt} is open in another window{_describe_holder(path)}.",
        "Continue in that window, or close it first.",
    )


def _describe_holder(path: Path) -> str:
    """Return which process has locked a file and since when, in parentheses; empty if unknown."""
    try:
        holder = json.loads(path.read_text(encoding="utf-8"))
        since = datetime.fromtimestamp(float(holder["since"]), UTC).astimezone()
        tty = f" on {holder['tty']}" if holder["tty"] else ""
        return f" (process {int(holder['pid'])}{tty}, since {since:%Y-%m-%d %H:%M})"
    except (OSError, ValueError, TypeError, KeyError, OverflowError):
        return ""
