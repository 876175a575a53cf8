"""What several commands share: the engine, and words for missing terminals."""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from examkit import paths
from examkit.errors import StoreError, UsageError

if TYPE_CHECKING:
    from examkit.config import Config
    from examkit.engine import Engine


def add_bank(parser: argparse.ArgumentParser) -> None:
    """Add the option that names a bank."""
    parser.add_argument(
        "--bank",
        metavar="B",
        # Given before the command, it is not taken back by one that does not name it.
        default=argparse.SUPPRESS,
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


def open_engine(args: argparse.Namespace, config: Config, *, read_only: bool = False) -> Engine:
    """Open bank and store for a command.

    With `read_only`, a store that cannot be written is opened for reading alone.
    """
    from examkit.bank.find import resolve
    from examkit.clock import SystemClock
    from examkit.engine import Engine
    from examkit.standing import Preferences
    from examkit.store.sqlite import open_store

    root = resolve(getattr(args, "bank", None) or config.bank or None, bank_places())
    clock = SystemClock()
    try:
        store = open_store(paths.data_dir(), clock=clock)
    except StoreError:
        if not read_only:
            raise
        store = open_store(paths.data_dir(), clock=clock, read_only=True)
    return Engine(
        root,
        cache=paths.cache_dir(),
        store=store,
        clock=clock,
        preferences=Preferences(config.exam_day, config.half_life, config.own_rest),
    )


def keep_a_copy() -> None:
    """Copy the store when a sitting is left; a copy that fails is no reason to say so now."""
    from examkit.clock import SystemClock
    from examkit.store.rotation import rotate
    from examkit.store.sqlite import FILE_NAME

    with suppress(StoreError):
        rotate(paths.data_dir() / FILE_NAME, SystemClock().now().wall)


def bank_places() -> list[Path]:
    """Give the folders that hold banks: the user's own come first."""
    return [paths.data_dir() / "banks", paths.shipped_banks()]


def need_terminal(instead: str) -> None:
    """Refuse to draw where there is no terminal; `instead` is the command that does without."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("This needs a terminal.", f"Without one, use: {instead}")
    if os.environ.get("TERM") == "dumb":
        raise UsageError("This terminal cannot draw screens.", f"Use: {instead}")
