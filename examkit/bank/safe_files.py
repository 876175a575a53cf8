"""Read a bank's files safely: only regular files of limited size inside its folder.

Nothing else reads a bank's folder.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from errno import ELOOP
from pathlib import Path

from examkit.errors import ExamkitError

MAX_FILE_BYTES = 4 << 20
MAX_BANK_BYTES = 32 << 20
"""Maximum size of all files of a bank together, in bytes."""
MAX_DEPTH = 4
"""How many levels of folders are searched for a bank's files."""
KINDS = (("exams", ".toml"), ("questions", ".toml"), ("notes", ".md"))
"""The folders of a bank that are read, each with the only file extension that counts."""


class UnreadableError(ExamkitError):
    """A file of a bank can't be read. `line` is the line of the fault, or 1 if unknown."""

    def __init__(self, message: str, hint: str, line: int = 1) -> None:
        super().__init__(message, hint)
        self.line = line


def list_files(root: Path) -> Iterator[str]:
    """Yield the paths of a bank's files, relative to `root`, always in the same order.

    Links to folders are not followed.
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


def has_utf8_name(path: str) -> bool:
    """Return whether a path from the file system is valid UTF-8."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def read_text(root: Path, relative: str) -> str:
    """Return the text of a file in a bank, without a byte order mark.

    Raises UnreadableError if the file can't be read safely or isn't UTF-8.
    """
    data = safe_read(root, relative)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"The file isn't UTF-8 text. It contains the byte 0x{data[error.start]:02x}."
        raise UnreadableError(message, "Save the file as UTF-8.", line) from None


def safe_read(root: Path, relative: str, most: int = MAX_FILE_BYTES) -> bytes:
    """Return the bytes of a regular file inside `root`.

    Raises UnreadableError if the path leads out of the folder or contains a link, if it isn't a
    regular file, or if the file has more than `most` bytes.
    """
    parts = parts_of(relative)
    try:
        folder = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError as error:
        raise _unreadable(error) from None
    try:
        for part in parts[:-1]:
            folder = _step_into(folder, part)
        return _read_regular(folder, parts[-1], most)
    except OSError as error:
        raise _unreadable(error) from None
    finally:
        os.close(folder)


def parts_of(relative: str) -> list[str]:
    """Split a relative path into names.

    Raises UnreadableError if a name is empty, is `.` or `..`, or has a backslash or null character.
    """
    parts = relative.split("/")
    if "\0" in relative or "\\" in relative or any(part in ("", ".", "..") for part in parts):
        hint = "Move the file into that folder."
        raise UnreadableError("The path is outside the bank's folder.", hint)
    return parts


def _step_into(folder: int, name: str) -> int:
    """Open a subfolder of an open folder, close the outer one, and return the new descriptor."""
    flags = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
    inner = os.open(name, flags, dir_fd=folder)
    os.close(folder)
    return inner


def _read_regular(folder: int, name: str, most: int) -> bytes:
    # Without O_NONBLOCK, opening a pipe would wait for its writer.
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    with open(os.open(name, flags, dir_fd=folder), "rb") as file:  # noqa: PTH123 -- a descriptor
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            hint = "Replace the device, pipe, or folder with a regular file."
            raise UnreadableError("This isn't a regular file.", hint)
        # One byte more than allowed shows that the file is too large.
        data = file.read(most + 1)
    if len(data) > most:
        raise UnreadableError(f"The file is larger than {most >> 20} MiB.", "Split the file.")
    return data


def _unreadable(error: OSError) -> UnreadableError:
    if error.errno == ELOOP:
        message = "The file is a symbolic link, and banks can't contain links."
        return UnreadableError(message, "Replace the link with the file it points to.")
    message = f"The file can't be read: {error.strerror}."
    return UnreadableError(message, "Check the file's permissions.")
