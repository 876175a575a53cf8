"""Errors that a user can cause or fix. Any other exception is a bug."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from examkit.diagnostics import Finding


class ExamkitError(Exception):
    """An error that the user can act on.

    `message` says what is wrong in one sentence, `hint` what to do about it. `command` is a
    command line that does it; screens leave it out.
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
    """A bank that can't be used; `findings` lists every fault in it."""

    def __init__(
        self, message: str, hint: str = "", findings: Sequence[Finding] = (), *, command: str = ""
    ) -> None:
        super().__init__(message, hint, command=command)
        self.findings = tuple(findings)


class AssemblyError(ExamkitError):
    """The bank has too few questions for the requested form."""


class ActionError(ExamkitError):
    """An action that an attempt doesn't allow in its present state."""


class StoreError(ExamkitError):
    """Attempts can't be read or written."""


class WriteFailedError(StoreError):
    """Something couldn't be saved now, and can be tried again.

    `reason` says why in a few words, for example `the disk is full`.
    """

    def __init__(self, message: str, hint: str, reason: str) -> None:
        super().__init__(message, hint)
        self.reason = reason


class StoreFileReplacedError(WriteFailedError):
    """The file of attempts was removed or replaced."""


class ConflictError(StoreError):
    """An attempt was continued or submitted elsewhere, so this program's events can't be added."""


class AttemptLockedError(StoreError):
    """Another program has this attempt open."""
