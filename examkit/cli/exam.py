"""`examkit exam`: a timed mock exam."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from examkit.cli import output
from examkit.cli.launch import read_config, run_attempt
from examkit.cli.options import add_command, parse_count

if TYPE_CHECKING:
    from examkit.attempts.live_attempt import LiveAttempt
    from examkit.attempts.service import AttemptService


def add_parsers(commands: Any) -> None:
    """Add the `exam` command."""
    about, example = "take a timed mock exam", "exam --exam dva-c02 --extra-minutes 30"
    parser = add_command(commands, "exam", exam, about, example=example)
    parser.add_attempt_options()
    parser.add_value("--questions", "COUNT", "number of questions", type=parse_count)
    parser.add_value("--minutes", "MINUTES", "time limit", type=_parse_minutes)
    about, old = "extra time (accommodation)", "--extra-time"
    parser.add_value("--extra-minutes", "MINUTES", about, old=old, type=_parse_minutes)


def _parse_minutes(text: str) -> float:
    """Return a number of minutes, more than 0 and at most 1440; else raise an argument error."""
    number = float(text)
    if not 0 < number <= 1_440:
        raise argparse.ArgumentTypeError("must be more than 0 and at most 1440")
    return number


def exam(args: argparse.Namespace) -> int:
    """Start a mock exam and run it until it is left or finished."""
    config, extra = read_config(), args.extra_minutes

    def begin(service: AttemptService) -> LiveAttempt:
        service.close_expired()
        output.print_exam_warning(service, args.exam)
        return service.start_mock(
            args.exam,
            questions=args.questions,
            minutes=args.minutes,
            extra_minutes=config.extra_minutes if extra is None else extra,
            seed=args.seed,
        )

    return run_attempt(args, config, begin, "exam")
