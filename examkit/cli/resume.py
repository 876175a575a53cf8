"""`examkit resume`: continue an unfinished attempt."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from examkit.cli.launch import read_config, run_attempt
from examkit.cli.options import add_command

if TYPE_CHECKING:
    from examkit.attempts.live_attempt import LiveAttempt
    from examkit.attempts.service import AttemptService


def add_parsers(commands: Any) -> None:
    """Add the `resume` command."""
    about = "resume an unfinished attempt"
    parser = add_command(commands, "resume", resume, about, example="resume --plain")
    parser.add_bank()
    parser.add_attempt("the latest unfinished one")
    parser.add_plain()


def resume(args: argparse.Namespace) -> int:
    """Resume an attempt and run it until it is left or finished."""
    args.exam = None

    def begin(service: AttemptService) -> LiveAttempt:
        attempt = service.resume(args.attempt)
        service.close_expired()
        return attempt

    return run_attempt(args, read_config(), begin, "resume")
