"""`examkit discard`: give up an attempt, or get it back."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from examkit.cli import output
from examkit.cli.launch import open_service
from examkit.cli.options import add_command
from examkit.command_lines import command

if TYPE_CHECKING:
    from examkit.store.records import AttemptRow


def add_parsers(commands: Any) -> None:
    """Add the `discard` command."""
    parser = add_command(
        commands,
        "discard",
        discard,
        "discard an attempt",
        example="discard 20261205",
        description="Remove an attempt, finished or not, from lists, reports, and estimates. Its "
        "questions still count as seen.",
    )
    parser.add_bank()
    parser.add_argument("attempt", metavar="ATTEMPT", help="attempt ID or prefix")
    parser.add_flag("--undo", "restore the attempt")
    parser.add_flag("--yes", "don't ask for confirmation")


def discard(args: argparse.Namespace) -> int:
    """Discard an attempt once confirmed, or get it back with --undo. Return 1 if not confirmed."""
    with open_service(args) as service:
        personal = service.personal
        row = personal.find(args.attempt, discarded=args.undo)
        if args.undo:
            personal.restore(row)
            output.print_text(f"Restored {row.id}.")
            return 0
        if not (
            args.yes or _is_confirmed(row, personal.describe_discard(row, service.part_titles()))
        ):
            output.print_text("Nothing was discarded.")
            return 1
        personal.discard(row)
    undo = command("discard", "--undo", row.id)
    output.print_text(f"Discarded {row.id}. Restore it with:\n  {undo}")
    return 0


def _is_confirmed(row: AttemptRow, change: Sequence[str]) -> bool:
    start = datetime.fromtimestamp(row.started, UTC).astimezone()
    output.print_text("\n".join([f"{row.id}, {start:%Y-%m-%d %H:%M}", *change]))
    sys.stdout.write("Type discard to confirm: ")
    sys.stdout.flush()
    return sys.stdin.readline().strip() == "discard"
