"""Write a bank's files: check every text first, then replace the files. Create a starter bank.

Nothing else writes to a bank.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Mapping
from importlib import resources
from pathlib import Path

from examkit.bank.safe_files import MAX_FILE_BYTES, parts_of
from examkit.bank.toml.reader import parse
from examkit.errors import ExamkitError, UsageError


def write_files(root: Path, texts: Mapping[str, str]) -> list[Path]:
    """Write texts to a bank, keyed by path relative to `root`, and return the files' full paths.

    Raises ExamkitError before anything is written if a text is too large or not valid TOML, or if a
    path leads out of the folder. Also raises ExamkitError if a file can't be written.
    """
    targets = {path: _target(root, path) for path in texts}
    for path, text in texts.items():
        _check(path, text)
    for path, text in texts.items():
        write_file(targets[path], text.encode("utf-8"))
    return list(targets.values())


def write_file(path: Path, data: bytes) -> None:
    """Write a file completely or not at all. Raises ExamkitError if it can't be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, data)
    except OSError as error:
        reason = error.strerror or "unknown reason"
        hint = "Check the disk space and the folder's permissions, or choose another folder."
        raise ExamkitError(f"{path} can't be written: {reason}.", hint) from None


def _replace(path: Path, data: bytes) -> None:
    # The draft's name is random, because a bank could have a link under a predictable one.
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:50]}.", suffix=".new")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _copy_mode(path, Path(draft))
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise


def _copy_mode(path: Path, draft: Path) -> None:
    """Copy the permissions of the file at `path`, if it exists, to the draft that replaces it."""
    if path.exists() and not path.is_symlink():
        draft.chmod(path.stat().st_mode & 0o777)


def _target(root: Path, relative: str) -> Path:
    """Return the full path of a bank's file, given its path relative to `root`.

    Raises ExamkitError if the path leads out of `root` or through a link.
    """
    folder = root
    for part in parts_of(relative)[:-1]:
        folder /= part
        if folder.is_symlink():
            message = f"{folder} is a symbolic link, and banks can't contain links."
            raise ExamkitError(message, "Use a real folder.")
    return root / relative


def _check(path: str, text: str) -> None:
    if len(text.encode("utf-8", "surrogatepass")) > MAX_FILE_BYTES:
        limit = MAX_FILE_BYTES >> 20
        message = f"{path} would be larger than {limit} MiB. Nothing was written."
        raise ExamkitError(message, "Split the import into smaller files.")
    if not path.endswith(".toml"):
        return
    values, findings = parse(path, text)
    if values is None:
        message = f"{path} would not be valid TOML. Nothing was written."
        raise ExamkitError(message, f"{findings[0]}")


FILES = ("bank.toml", "exams/practice.toml", "questions/bread.toml", "notes/bread.md", "README.md")


def write_template(folder: Path) -> list[Path]:
    """Write the starter bank into a new or empty folder and return the files' paths.

    Raises UsageError if the folder isn't empty or can't be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} isn't an empty folder.", "Choose a new or empty folder.")
    source = resources.files("examkit.bank") / "template"
    texts = {name: source.joinpath(name).read_text(encoding="utf-8") for name in FILES}
    filled = {name: text.replace("BANK-ID", _bank_id(folder)) for name, text in texts.items()}
    try:
        return write_files(folder, filled)
    except ExamkitError as error:
        raise UsageError(error.message, error.hint) from None


def _bank_id(folder: Path) -> str:
    name = re.sub(r"[^a-z0-9]+", "-", folder.resolve().name.lower()).strip("-")[:60]
    return name if len(name) > 1 else "my-bank"
