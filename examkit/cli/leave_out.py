"""`examkit leave-out`: leave an attempt out of the estimates."""

from __future__ import annotations

import argparse
from typing import Any

from examkit.cli import output
from examkit.cli.launch import open_service
from examkit.cli.options import add_command


def add_parsers(commands: Any) -> None:
    """Add the `leave-out` command."""
    parser = add_command(
        commands,
        "leave-out",
        leave_out,
        "leave an attempt out of your estimates",
        example="leave-out 20261205",
        description="Leave a finished attempt out of the evidence for domains and readiness, such "
        "as one that somebody else took. You keep its report and answers.",
    )
    parser.add_bank()
    parser.add_argument("attempt", metavar="ATTEMPT", help="attempt ID or its beginning")
    parser.add_flag("--undo", "include it again")


def leave_out(args: argparse.Namespace) -> int:
    """Leave an attempt out of the estimates, or include it again with --undo."""
    with open_service(args) as service:
        attempt = service.past.leave_out(args.attempt, on=not args.undo)
    state = "counts for your estimates again" if args.undo else "no longer counts for estimates"
    output.print_text(f"{attempt} {state}.")
    return 0
