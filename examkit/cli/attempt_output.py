"""What the commands on past attempts share: the engine they read with, and where output goes."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from examkit.cli.common import add_attempt, add_bank, add_format, open_engine, read_config
from examkit.errors import ExamkitError
from examkit.sanitize import sanitize

if TYPE_CHECKING:
    from examkit.attempts.service import AttemptService


def add_attempt_output(parser: argparse.ArgumentParser, formats: list[str]) -> None:
    """Add the arguments that name an attempt, a format, and a file to write."""
    add_bank(parser)
    add_attempt(parser, "the latest finished one")
    add_format(parser, *formats)
    parser.add_argument("--output", metavar="FILE", type=Path, help="write to a file")


def open_reader(args: argparse.Namespace) -> AttemptService:
    """Open the bank and the store; read them also where nothing can be written."""
    return open_engine(args, read_config(), "read")


def print_expired(engine: AttemptService) -> None:
    """Name the attempts whose time is up. No report counts them until they are submitted."""
    from examkit.attempts.history import expired_error

    for row in engine.expired():
        error = expired_error(row.id)
        sys.stderr.write(f"{error.message} Submit it:\n  {error.command}\n")


def emit(text: str, output: Path | None) -> None:
    """Write text to a file, or print it."""
    if output is None:
        sys.stdout.write(clean_output(text))
        return
    try:
        output.write_text(text.rstrip("\n") + "\n", encoding="utf-8")
    except OSError as error:
        raise ExamkitError(
            f"{output} cannot be written: {error.strerror}.", "Name another file."
        ) from None
    sys.stderr.write(f"Wrote {output}\n")


def clean_output(text: str) -> str:
    """Take control characters out of what goes to a terminal."""
    return "\n".join(sanitize(line) for line in text.rstrip("\n").split("\n")) + "\n"
