"""`examkit resume`: an unfinished attempt, continued."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from examkit.cli.common import add_attempt, add_bank, add_command, read_config
from examkit.cli.sitting import sit

if TYPE_CHECKING:
    from examkit.attempts.live_attempt import LiveAttempt
    from examkit.attempts.service import AttemptService


def add_parsers(commands: Any) -> None:
    """Add the command."""
    parser = add_command(
        commands, "resume", "go on with an unfinished attempt", example="resume --plain"
    )
    add_bank(parser)
    add_attempt(parser, "the latest unfinished one")
    parser.add_argument("--plain", action="store_true", help="line by line, without a screen")
    parser.set_defaults(handler=resume)


def resume(args: argparse.Namespace) -> int:
    """Go on with an attempt."""
    args.exam = None

    def begin(engine: AttemptService) -> LiveAttempt:
        sitting = engine.resume(args.attempt)
        engine.close_expired()
        return sitting

    return sit(args, read_config(), begin, "resume")
