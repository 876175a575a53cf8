"""Command lines for people to paste into their shell."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from contextlib import contextmanager

_started = ("examkit", "")
"""The name that the program was started by, and the bank named on its command line."""


@contextmanager
def started_as(program: str, bank: str) -> Iterator[None]:
    """Make `command` use this program and this bank, while the context is open.

    An empty `bank` means that no bank was named.
    """
    global _started  # noqa: PLW0603 -- one command line per process
    before, _started = _started, (program, bank)
    try:
        yield
    finally:
        _started = before


def command(*words: object) -> str:
    """Return a command line, quoted for a shell, that uses the bank named at the start."""
    bank = _started[1]
    return bare_command(*(["--bank", bank] if bank else []), *words)


def bare_command(*words: object) -> str:
    """Return a command line, quoted for a shell, that doesn't name a bank."""
    return shlex.join([_started[0], *map(str, words)])
