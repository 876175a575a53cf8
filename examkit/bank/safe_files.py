"""The only reader of a bank's folder: bounded, inside the folder, regular files only."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from examkit.errors import ExamkitError

MAX_FILE_BYTES = 4 << 20
"""Size of one file."""
MAX_BANK_BYTES = 32 << 20
"""Size of all files together."""
MAX_DEPTH = 4
"""Folders below the bank's own."""
KINDS = (("exams", ".toml"), ("questions", ".toml"), ("notes", ".md"))


class UnreadableError(ExamkitError):
    """A file that is not read, with what to do about it and the line where there is one."""

    def __init__(self, message: str, hint: str, line: int = 1) -> None:
        super().__init__(message, hint)
        self.line = line


def list_files(root: Path) -> Iterator[str]:
    """Return the files of a bank, relative to its folder, in a fixed order.

    Links are not followed: a folder that is a link holds nothing.
    """
    if os.path.lexists(root / "bank.toml"):
        yield "bank.toml"
    for folder, ending in KINDS:
        if not (root / folder).is_symlink():
            yield from sorted(_walk(root, folder, ending, MAX_DEPTH))


def _walk(root: Path, folder: str, ending: str, depth: int) -> Iterator[str]:
    try:
        entries = list(os.scandir(root / folder))
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return
    for entry in entries:
        name = f"{folder}/{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            if depth > 1:
                yield from _walk(root, name, ending, depth - 1)
        elif entry.name.endswith(ending) and not entry.name.startswith("."):
            yield name


def read_text(root: Path, relative: str) -> str:
    """Read a file of a bank as UTF-8. Raises UnreadableError."""
    data = safe_read(root, relative)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableError(
            f"Not UTF-8 text: byte 0x{data[error.start]:02x}.", "Save the file as UTF-8.", line
        ) from None


def safe_read(root: Path, relative: str, most: int = MAX_FILE_BYTES) -> bytes:
    """Read a regular file inside the folder.

    Raises UnreadableError for a path that leaves the folder, a link on the way, a device, a
    pipe, or a file larger than `most` bytes.
    """
    parts = parts_of(relative)
    try:
        folder = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError as error:
        raise _told(error) from None
    try:
        for part in parts[:-1]:
            folder = _step_into(folder, part)
        return _read_regular(folder, parts[-1], most)
    except OSError as error:
        raise _told(error) from None
    finally:
        os.close(folder)


def parts_of(relative: str) -> list[str]:
    """Return the names in a path inside the folder. Raises UnreadableError if it leads out."""
    parts = relative.split("/")
    if "\0" in relative or "\\" in relative or any(part in ("", ".", "..") for part in parts):
        raise UnreadableError("The path leaves the bank's folder.", "Keep the file inside it.")
    return parts


def _step_into(folder: int, name: str) -> int:
    flags = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
    inner = os.open(name, flags, dir_fd=folder)
    os.close(folder)
    return inner


def _read_regular(folder: int, name: str, most: int) -> bytes:
    # O_NONBLOCK: opening a pipe would wait for its writer.
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    with open(os.open(name, flags, dir_fd=folder), "rb") as file:  # noqa: PTH123 -- a descriptor
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise UnreadableError("Not a regular file.", "Use a plain file, no device or pipe.")
        # One byte more than allowed tells a file that grew meanwhile.
        data = file.read(most + 1)
    if len(data) > most:
        limit = most >> 20
        raise UnreadableError(f"Larger than {limit} MiB.", "Split the file.")
    return data


def _told(error: OSError) -> UnreadableError:
    if error.errno in (40, 62):
        return UnreadableError("A link, which is not followed.", "Put the file itself there.")
    return UnreadableError(f"Cannot be read: {error.strerror}.", "Check the file and its rights.")
