"""Errors that a user can cause or fix. Any other exception is a bug."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from examkit.diagnostics import Finding


class ExamkitError(Exception):
    """An error that the user can do something about.

    `message` is a sentence on what is wrong, and `hint` one on what to do. `command` is a command
    line that fixes the problem; screens don't show it.
    """

    exit_code = 1

    def __init__(self, message: str, hint: str = "", *, command: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.command = command


class UsageError(ExamkitError):
    """The command line asks for something impossible."""

    exit_code = 2


class BankError(ExamkitError):
    """A bank can't be used. `findings` lists every fault in it."""

    def __init__(
        self, message: str, hint: str = "", findings: Sequence[Finding] = (), *, command: str = ""
    ) -> None:
        super().__init__(message, hint, command=command)
        self.findings = tuple(findings)


class AssemblyError(ExamkitError):
    """The bank has too few questions for the requested form."""


class ActionError(ExamkitError):
    """An attempt doesn't allow an action in its present state."""


class StoreError(ExamkitError):
    """Attempts can't be read or written."""


class WriteFailedError(StoreError):
    """Something couldn't be saved, and saving can be tried again.

    `reason` is the cause in a few words, for example `the disk is full`.
    """

    def __init__(self, message: str, hint: str, reason: str) -> None:
        super().__init__(message, hint)
        self.reason = reason


class StoreFileReplacedError(WriteFailedError):
    """The database file of the attempts was removed or replaced while it was open."""


class ConflictError(StoreError):
    """Another program continued or submitted an attempt, so new events can't be added to it."""


class AttemptLockedError(StoreError):
    """Another program has this attempt open."""
