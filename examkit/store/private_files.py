"""Create and check files and folders that only their owner can access."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from examkit.store.sqlite.errors import write_failed_error

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700


def private_folder(folder: Path) -> Path:
    """Create a folder if it is missing, restrict it to its owner, and return it.

    Raises StoreError if it can't be created.
    """
    try:
        folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    except OSError as error:
        raise write_failed_error(folder, error) from error
    restrict_mode(folder, PRIVATE_FOLDER)
    return folder


def private_file(path: Path) -> None:
    """Create an empty file that only its owner can access, replacing an existing one.

    Raises StoreError if that fails.
    """
    try:
        path.unlink(missing_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE_FILE))
    except OSError as error:
        raise write_failed_error(path, error) from error


def delete_quietly(draft: Path) -> None:
    """Delete a draft of a database and its journal if they exist; ignore errors."""
    for name in (draft.name, f"{draft.name}-journal"):
        with suppress(OSError):
            draft.with_name(name).unlink(missing_ok=True)


def restrict_mode(path: Path, mode: int) -> None:
    """Remove those permissions of a file or folder that aren't in `mode`; ignore errors."""
    with suppress(OSError):
        current = path.stat().st_mode & 0o777
        if current & ~mode:
            path.chmod(current & mode)


def exists(path: Path) -> bool:
    """Return whether a path exists. Raises StoreError if that can't be determined."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise write_failed_error(path, error) from error
    return True


def file_identity(path: Path) -> tuple[int, int] | None:
    """Return a file's device and inode numbers; None if the file doesn't exist.

    While the file is open, they differ from those of any file that replaces it.
    """
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def can_write(path: Path) -> bool:
    """Return whether a database's file can be written, and its folder, where the journal goes."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def sync_folder(folder: Path) -> None:
    """Flush the names of a folder's files to disk, if the system supports it."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
