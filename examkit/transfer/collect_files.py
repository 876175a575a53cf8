"""Files to import: those named, and those in folders that are named."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from examkit.errors import UsageError
from examkit.formats.shared.input_file import MAX_BYTES, InputFile

MAX_FILES = 2_000
MAX_DEPTH = 8
_NO_QUESTIONS = {".md5", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".css", ".js", ".pdf", ".xsd"}


def collect_files(paths: Iterable[Path]) -> list[InputFile]:
    """Read files and folders, in a fixed order; links in folders are not followed.

    Raises UsageError for a path that is not there, that is no regular file, or that is too large.
    """
    found: list[InputFile] = []
    for path in paths:
        for file in _files(path):
            found.append(InputFile(str(file), _read(file)))
            if len(found) > MAX_FILES:
                raise UsageError(f"More than {MAX_FILES:,} files.", "Import them in parts.")
    return found


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        if len(Path(folder).relative_to(path).parts) >= MAX_DEPTH:
            folders.clear()
        for name in sorted(names):
            file = Path(folder) / name
            wanted = not name.startswith(".") and file.suffix.lower() not in _NO_QUESTIONS
            if wanted and not file.is_symlink():
                yield file


def _read(path: Path) -> bytes:
    try:
        # O_NONBLOCK: opening a pipe would wait for its writer.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with open(handle, "rb") as file:  # noqa: PTH123 -- a descriptor
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise UsageError(f"{path} is not a regular file.", "Name a file or a folder.")
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.", "Check its name.") from None
    if len(data) > MAX_BYTES:
        raise UsageError(f"{path} is larger than {MAX_BYTES >> 20} MiB.", "Split it.")
    return data
