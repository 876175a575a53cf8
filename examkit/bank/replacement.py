"""The only writer of a bank's files: every text is checked before any file is replaced."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from examkit.bank.safe_files import MAX_FILE_BYTES, parts_of
from examkit.bank.toml.reader import parse
from examkit.errors import ExamkitError


def write_files(root: Path, texts: Mapping[str, str]) -> list[Path]:
    """Write files of a bank and return their paths; `texts` is by path inside the bank.

    Raises ExamkitError, before anything is written, for a text that would not read back and
    for a path that leaves the folder.
    """
    targets = {path: _target(root, path) for path in texts}
    for path, text in texts.items():
        _check(path, text)
    for path, text in texts.items():
        write_file(targets[path], text.encode("utf-8"))
    return list(targets.values())


def write_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all. Raises ExamkitError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, data)
    except OSError as error:
        reason = error.strerror or "unknown reason"
        hint = "Check the disk space and the folder's permissions, or choose another folder."
        raise ExamkitError(f"{path} can't be written: {reason}.", hint) from None


def _replace(path: Path, data: bytes) -> None:
    # A draft under a name that nobody can guess: a bank could hold a link under a fixed one.
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:50]}.", suffix=".new")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _keep_mode(path, Path(draft))
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise


def _keep_mode(path: Path, draft: Path) -> None:
    """Return the draft the permissions of the file that it replaces."""
    if path.exists() and not path.is_symlink():
        draft.chmod(path.stat().st_mode & 0o777)


def _target(root: Path, relative: str) -> Path:
    place = root
    for part in parts_of(relative)[:-1]:
        place /= part
        if place.is_symlink():
            raise ExamkitError(f"{place} is a link, which is not followed.", "Use a real folder.")
    return root / relative


def _check(path: str, text: str) -> None:
    if len(text.encode("utf-8", "surrogatepass")) > MAX_FILE_BYTES:
        said = f"{path} would be larger than {MAX_FILE_BYTES >> 20} MiB. Nothing was written."
        raise ExamkitError(said, "Split what you import into smaller files.")
    if not path.endswith(".toml"):
        return
    values, findings = parse(path, text)
    if values is None:
        said = f"{path} would not be valid TOML. Nothing was written."
        raise ExamkitError(said, f"{findings[0]}")
