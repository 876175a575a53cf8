"""Command lines for people to paste into their shell."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from contextlib import contextmanager

_started = ("examkit", "")
"""The name that the program was started by, and the bank named on its command line."""


@contextmanager
def started_as(program: str, bank: str) -> Iterator[None]:
    """Make `command` build command lines with this program name and bank while the context is open.

    If `bank` is empty, the command lines name no bank.
    """
    global _started  # noqa: PLW0603 -- one command line per process
    before, _started = _started, (program, bank)
    try:
        yield
    finally:
        _started = before


def command(*words: object) -> str:
    """Return a command line, quoted for a shell, that runs examkit with `words` as arguments.

    It has the program name and the bank that were passed to `started_as`.
    """
    bank = _started[1]
    return bare_command(*(["--bank", bank] if bank else []), *words)


def bare_command(*words: object) -> str:
    """Return a command line like that of `command`, but without a bank."""
    return shlex.join([_started[0], *map(str, words)])
