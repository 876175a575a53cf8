"""`examkit compare`: two mocks beside each other."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from typing import Any

from examkit.cli.attempt_output import emit, open_reader, print_expired
from examkit.cli.common import add_attempt, add_bank, add_command


def add_parsers(commands: Any) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "compare",
        "two mocks beside each other",
        example="compare 20261130 20261204",
        description="Two finished mocks beside each other, with what luck alone can do.",
    )
    add_bank(parser)
    add_attempt(parser, "the latest mock but one")
    parser.add_argument("later", nargs="?", metavar="LATER", help="default: the latest mock")
    parser.set_defaults(handler=compare)


def compare(args: argparse.Namespace) -> int:
    """Put two mocks beside each other."""
    from examkit.report.compare import render

    engine = open_reader(args)
    try:
        told = engine.past.compare(args.attempt, args.later)
        print_expired(engine)
    finally:
        engine.close()
    emit(render(told, datetime.now(UTC).astimezone().tzinfo or UTC), None)
    return 0
