"""Files and folders that only their owner can read."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from examkit.store.sqlite.errors import write_failed_error

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700


def private_folder(folder: Path) -> Path:
    """Make a folder, or take other people's rights to it away. Raises StoreError."""
    try:
        folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    except OSError as error:
        raise write_failed_error(folder, error) from error
    restrict_mode(folder, PRIVATE_FOLDER)
    return folder


def private_file(path: Path) -> None:
    """Make an empty file in the place of any that is there. Raises StoreError."""
    try:
        path.unlink(missing_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE_FILE))
    except OSError as error:
        raise write_failed_error(path, error) from error


def delete_quietly(draft: Path) -> None:
    """Remove a database that did not come to its name, or came to another, and its journal."""
    for name in (draft.name, f"{draft.name}-journal"):
        with suppress(OSError):
            draft.with_name(name).unlink(missing_ok=True)


def restrict_mode(path: Path, mode: int) -> None:
    """Take the rights beyond `mode` away, where the system lets us."""
    with suppress(OSError):
        present = path.stat().st_mode & 0o777
        if present & ~mode:
            path.chmod(present & mode)


def exists(path: Path) -> bool:
    """Whether there is something of that name. Raises StoreError where the system hides it."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise write_failed_error(path, error) from error
    return True


def file_identity(path: Path) -> tuple[int, int] | None:
    """Tell a file from any other that may take its place; None where there is none.

    Holds while the file is open: its inode number is not given out again before.
    """
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def can_write(path: Path) -> bool:
    """Return whether a file and its journal can be written."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder survive a power cut, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
