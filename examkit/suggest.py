"""Command lines for people to paste, as their shell takes them."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from contextlib import contextmanager

_started = ("examkit", "")
"""The program as it was started, and the bank that was named with it."""


@contextmanager
def started_as(program: str, bank: str) -> Iterator[None]:
    """Suggest commands that start the same program on the same bank."""
    global _started  # noqa: PLW0603 -- one command line per process
    before, _started = _started, (program, bank)
    try:
        yield
    finally:
        _started = before


def command(*words: object) -> str:
    """Return a command line on the bank that was named, quoted for a shell."""
    bank = _started[1]
    return bare_command(*(["--bank", bank] if bank else []), *words)


def bare_command(*words: object) -> str:
    """Return a command line that names its own bank or needs none, quoted for a shell."""
    return shlex.join([_started[0], *map(str, words)])
