"""Failures a person can cause or cure; everything else is a bug and may crash."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from examkit.diagnostics import Finding


class ExamkitError(Exception):
    """Something the user can act on.

    `message` says what is wrong in one sentence, `hint` what to do about it.
    """

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(ExamkitError):
    """The command line asks for something that cannot be."""

    exit_code = 2


class BankError(ExamkitError):
    """A bank that cannot be used; `findings` lists every fault found in it."""

    def __init__(self, message: str, hint: str = "", findings: Sequence[Finding] = ()) -> None:
        super().__init__(message, hint)
        self.findings = tuple(findings)


class AssemblyError(ExamkitError):
    """The bank has not enough questions for the form that was asked for."""


class ActionError(ExamkitError):
    """An action that the sitting does not allow in its present state."""


class StoreError(ExamkitError):
    """Attempts cannot be read or written."""


class WriteFailedError(StoreError):
    """Something could not be saved now, and may be tried again.

    `reason` says why in a few words, for example `the disk is full`.
    """

    def __init__(self, message: str, hint: str, reason: str) -> None:
        super().__init__(message, hint)
        self.reason = reason


class StoreFileReplacedError(WriteFailedError):
    """The file of attempts was taken away, or another put in its place."""


class ConflictError(StoreError):
    """An attempt went on or ended elsewhere; what was done here meanwhile cannot be added."""


class AttemptLockedError(StoreError):
    """Another program is sitting this attempt."""
