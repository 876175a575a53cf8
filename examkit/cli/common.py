"""What several commands share: the engine, and words for missing terminals."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from examkit import paths
from examkit.command_lines import command
from examkit.errors import ExamkitError, StoreError, UsageError

if TYPE_CHECKING:
    import argparse

    from examkit.attempts.service import AttemptService
    from examkit.config import Config
    from examkit.store.sqlite.store import SqliteStore
    from examkit.system_clock import Clock


def add_command(
    commands: Any, name: str, about: str, *, example: str, description: str = ""
) -> argparse.ArgumentParser:
    """Add a command; `about` stands in the list of commands, the example below its help."""
    parser: argparse.ArgumentParser = commands.add_parser(
        name,
        help=about,
        description=description or f"{about[0].upper()}{about[1:]}.",
        epilog=f"Example: examkit {example}",
    )
    return parser


def add_renamed_option(
    container: argparse._ActionsContainer, name: str, old: str, **settings: Any
) -> None:
    """Add an option, and accept its former name, which help does not show."""
    from argparse import SUPPRESS

    option = container.add_argument(name, **settings)
    hidden = {"dest": option.dest, "default": SUPPRESS, "help": SUPPRESS}
    container.add_argument(old, **{**settings, **hidden})


def accept_old_command(commands: Any, name: str, old: str) -> None:
    """Accept the former name of a command, which help does not show."""
    commands.choices[old] = commands.choices[name]


def add_format(parser: argparse.ArgumentParser, *formats: str) -> None:
    """Add the option for how something is told; the first is the default."""
    told = f"default: {formats[0]}"
    parser.add_argument("--format", choices=formats, default=formats[0], help=told)


def add_bank(parser: argparse.ArgumentParser) -> None:
    """Add the option that names a bank."""
    from argparse import SUPPRESS

    parser.add_argument(
        "--bank",
        metavar="BANK",
        # Given before the command, it is not taken back by one that does not name it.
        default=SUPPRESS,
        help="a bank's id, or a folder (default: the shipped one)",
    )


def add_attempt(parser: argparse.ArgumentParser, default: str) -> None:
    """Add the argument that names an attempt."""
    parser.add_argument(
        "attempt",
        nargs="?",
        metavar="ATTEMPT",
        help=f"its id or the start of it (default: {default})",
    )


def read_config() -> Config:
    """Read the user's settings."""
    from examkit.config import read_config as read

    return read(paths.config_dir())


def open_engine(
    args: object,
    config: Config,
    otherwise: Literal["read", "unsaved", ""] = "",
    *,
    for_keys: bool = False,
) -> AttemptService:
    """Open bank and store for a command.

    Where the store cannot be written it is read alone, or copied to memory to practise on
    without saving, or refused. Where keys are waited for, the store waits less for other
    programs. Raises ExamkitError.
    """
    from examkit.attempts.service import AttemptService
    from examkit.bank.discovery import find_bank
    from examkit.drills.learner_state import Preferences
    from examkit.system_clock import SystemClock

    root = find_bank(getattr(args, "bank", None) or config.bank or None, bank_places())
    clock = SystemClock()
    never_saved = getattr(args, "no_save", False)
    store = _store(clock, otherwise, never_saved=never_saved, for_keys=for_keys)
    return AttemptService(
        root,
        cache=paths.cache_dir(),
        store=store,
        clock=clock,
        preferences=Preferences(
            config.parsed_exam_date, config.half_life_days, config.prior_strength, config.exam
        ),
    )


def _store(clock: Clock, otherwise: str, *, never_saved: bool, for_keys: bool) -> SqliteStore:
    from examkit.store.sqlite.connection import COMMAND_SECONDS, KEY_SECONDS
    from examkit.store.sqlite.store import open_store, open_unsaved

    if never_saved:
        asked = StoreError("Asked for with --no-save.", "Start it without --no-save.")
        return open_unsaved(paths.data_dir(), asked, clock=clock)
    patience = KEY_SECONDS if for_keys else COMMAND_SECONDS
    try:
        return open_store(
            paths.data_dir(), clock=clock, journals=paths.journal_dirs(), patience=patience
        )
    except ExamkitError as error:
        if otherwise == "read":
            return open_store(paths.data_dir(), clock=clock, read_only=True, patience=patience)
        if otherwise == "unsaved":
            reason = StoreError(error.message, error.hint)
            return open_unsaved(paths.data_dir(), reason, clock=clock)
        raise


def back_up_quietly() -> None:
    """Copy the store when a sitting is left; a copy that fails is no reason to say so now."""
    from examkit.store.durability.rotation import rotate
    from examkit.store.sqlite.store import FILE_NAME
    from examkit.system_clock import SystemClock

    with suppress(ExamkitError):
        rotate(paths.data_dir() / FILE_NAME, SystemClock().now().wall)


def bank_places() -> list[Path]:
    """Return the folders that hold banks: the user's own come first."""
    return [paths.data_dir() / paths.BANKS, paths.shipped_banks()]


def need_terminal(instead: str) -> None:
    """Refuse to draw where there is no terminal; line by line `instead` does without."""
    instead = command(instead, "--plain")
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("This needs a terminal.", f"Without one, use: {instead}")
    if os.environ.get("TERM") == "dumb":
        raise UsageError("This terminal cannot draw screens.", f"Use: {instead}")
