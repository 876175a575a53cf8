"""`examkit exam`: a timed mock exam."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from examkit.cli.common import add_command, add_renamed_option, read_config
from examkit.cli.sitting import add_sitting_options, parse_count, parse_minutes, sit

if TYPE_CHECKING:
    from examkit.attempts.live_attempt import LiveAttempt
    from examkit.attempts.service import AttemptService


def add_parsers(commands: Any) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "exam",
        "sit a timed mock exam",
        example="exam --exam dva-c02 --extra-minutes 30",
        description="Sit a timed mock exam: as many questions and as much time as the real one.",
    )
    add_sitting_options(parser)
    parser.add_argument("--questions", metavar="COUNT", type=parse_count, help="how many questions")
    parser.add_argument(
        "--minutes", metavar="MINUTES", type=parse_minutes, help="how much time, in minutes"
    )
    add_renamed_option(
        parser,
        "--extra-minutes",
        "--extra-time",
        metavar="MINUTES",
        type=parse_minutes,
        help="minutes on top of it",
    )
    parser.set_defaults(handler=exam)


def exam(args: argparse.Namespace) -> int:
    """Sit a mock exam."""
    extra = args.extra_minutes

    def begin(engine: AttemptService) -> LiveAttempt:
        engine.close_expired()
        return engine.start_mock(
            args.exam,
            questions=args.questions,
            minutes=args.minutes,
            extra_minutes=config.extra_minutes if extra is None else extra,
            seed=args.seed,
        )

    config = read_config()
    return sit(args, config, begin, "exam")
