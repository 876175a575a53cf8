"""Files in which candidates report problems with questions."""

from __future__ import annotations

from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from examkit.errors import ExamkitError, UsageError

if TYPE_CHECKING:
    from examkit.exam.attempt_state import AttemptState
    from examkit.exam.form import Form


def save_problem_report(
    form: Form, state: AttemptState, slot: int, reason: str, folder: Path
) -> Path:
    """Write a file that reports a problem with a question to the bank's author.

    Returns the path of the file, which is always a new one in `folder`. `slot` counts from 0.
    Raises UsageError if there is no such slot, and ExamkitError if the file can't be written.
    """
    from examkit.report.issue_report import write_issue

    if not 0 <= slot < len(form.slots):
        hint = f"Choose a question from 1 to {len(form.slots)}."
        raise UsageError(f"Question {slot + 1} doesn't exist.", hint)
    name, text = write_issue(form, form.slots[slot], state.slots[slot], reason)
    try:
        return _write_new(folder, name, text)
    except OSError as error:
        raise ExamkitError(f"{folder} can't be written: {error.strerror}.") from None


def _write_new(folder: Path, name: str, text: str) -> Path:
    """Write a new file and return its path. Adds a number to the name if it is taken."""
    folder.mkdir(parents=True, exist_ok=True)
    first = folder / name
    for number in count(1):
        path = first if number == 1 else first.with_stem(f"{first.stem}-{number}")
        with suppress(FileExistsError), path.open("x", encoding="utf-8") as file:
            file.write(text)
            return path
    raise AssertionError("numbers never end")
