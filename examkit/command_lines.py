"""Command lines for people to paste into their shell."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from contextlib import contextmanager

_started = ("examkit", "")
"""How the program was started, and the bank that was named on its command line."""


@contextmanager
def started_as(program: str, bank: str) -> Iterator[None]:
    """Make command lines start the same program on the same bank."""
    global _started  # noqa: PLW0603 -- one command line per process
    before, _started = _started, (program, bank)
    try:
        yield
    finally:
        _started = before


def command(*words: object) -> str:
    """Return a command line for the bank that was named, quoted for a shell."""
    bank = _started[1]
    return bare_command(*(["--bank", bank] if bank else []), *words)


def bare_command(*words: object) -> str:
    """Return a command line without the bank that was named, quoted for a shell."""
    return shlex.join([_started[0], *map(str, words)])
