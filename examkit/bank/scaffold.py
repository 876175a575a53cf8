"""Create a small working bank for an author to start from."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path

from examkit.bank.replacement import write_files
from examkit.errors import ExamkitError, UsageError

FILES = (
    "bank.toml",
    "exams/practice.toml",
    "questions/bread.toml",
    "notes/bread.md",
    "README.md",
)


def write_template(folder: Path) -> list[Path]:
    """Write the template bank into a new or empty folder and return the files' paths.

    Raises UsageError if the folder isn't empty or can't be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} is not an empty folder.", "Name a new or empty folder.")
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
