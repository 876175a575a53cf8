"""Prints text and JSON, and writes output files."""

from __future__ import annotations

import json
import shutil
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from examkit.errors import ExamkitError
from examkit.sanitize import sanitize

if TYPE_CHECKING:
    from examkit.attempts.service import AttemptService


def print_text(text: str) -> None:
    """Print text without control characters. For ASCII output, replace dashes and ellipses."""
    _write(text.replace("\N{EN DASH}", "-").replace("…", "...") if stdout_is_ascii() else text)


def _write(text: str) -> None:
    sys.stdout.write(sanitize(text.rstrip("\n")) + "\n")


def print_json(value: object) -> None:
    """Print a value as indented JSON."""
    _write(json.dumps(value, indent=2, ensure_ascii=False))


def escape_unencodable() -> None:
    """If standard output is limited to ASCII, write other characters as backslash escapes."""
    if stdout_is_ascii() and isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def print_note(text: str) -> None:
    """Print text without control characters to standard error."""
    sys.stderr.write(sanitize(text) + "\n")


def write_output(text: str, path: Path | None) -> None:
    """Write text to a file, or print it if `path` is None. Raise ExamkitError if it fails."""
    if path is None:
        _write(text)
        return
    try:
        path.write_text(text.rstrip("\n") + "\n", encoding="utf-8")
    except OSError as error:
        message = f"{path} can't be written: {error.strerror}."
        raise ExamkitError(message, "Choose another file.") from None
    print_note(f"Wrote {path}")


def stdout_is_ascii() -> bool:
    """Return whether standard output is limited to ASCII characters."""
    return "utf" not in (sys.stdout.encoding or "").lower()


def text_width() -> int:
    """Return the width for text in columns: the terminal's, from 40 to 100, or 80 without one."""
    if not sys.stdout.isatty():
        return 80
    return max(40, min(100, shutil.get_terminal_size().columns))


def print_notices(service: AttemptService) -> None:
    """Print which damaged attempts were skipped, and which attempts have no time left.

    An attempt whose time is up counts in no report until it is submitted.
    """
    from examkit.attempts.attempt_reports import expired_error

    for notice in service.past.notices:
        print_note(notice)
    for row in service.expired():
        error = expired_error(row.id)
        print_note(f"{error.message} Submit it:\n  {error.command}")


def print_exam_warning(service: AttemptService, exam: str | None) -> None:
    """Warn if the settings name an unknown exam, unless the command line names one, `exam`."""
    if exam is None and (warning := service.exam_warning):
        print_note(f"{warning} Using {service.default_exam}.")
