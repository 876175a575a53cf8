"""`examkit discard`: discard an attempt, or restore it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from examkit.cli import output
from examkit.cli.launch import open_service
from examkit.cli.options import add_command
from examkit.command_lines import command
from examkit.errors import UsageError
from examkit.exam.time_bounds import is_date

if TYPE_CHECKING:
    from examkit.store.records import AttemptRow

MAX_LISTED = 10
"""Maximum number of discarded attempts to list in an error message."""


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
    parser.add_argument("attempt", nargs="?", metavar="ATTEMPT", help="attempt ID or prefix")
    parser.add_flag("--undo", "restore the attempt")
    parser.add_flag("--yes", "don't ask for confirmation")


def discard(args: argparse.Namespace) -> int:
    """Discard an attempt after confirmation, or restore it with --undo. Return 1 if unconfirmed."""
    with open_service(args) as service:
        personal = service.personal
        if args.undo:
            row = _find_discarded(args.attempt, personal.discarded(), service.part_titles())
            personal.restore(row)
            output.print_text(f"Restored {row.id}.")
            return 0
        if args.attempt is None:
            listing = command("history")
            raise UsageError("Name the attempt.", "List your attempts.", command=listing)
        row = personal.find(args.attempt)
        if not (
            args.yes or _is_confirmed(row, personal.describe_discard(row, service.part_titles()))
        ):
            output.print_text("Nothing was discarded.")
            return 1
        personal.discard(row)
    undo = command("discard", "--undo", row.id)
    output.print_text(f"Discarded {row.id}. Restore it with:\n  {undo}")
    return 0


def _find_discarded(
    attempt: str | None, rows: Sequence[AttemptRow], titles: Mapping[str, str]
) -> AttemptRow:
    """Return the discarded attempt, one of `rows`, whose id starts with `attempt`.

    If not exactly one does, raise UsageError with a list to choose from, because no other command
    lists discarded attempts. `titles` maps ids of domains and topics to their titles.
    """
    from examkit.attempts.attempt_ids import match_attempts

    matching = match_attempts(attempt, rows) if attempt else ()
    if len(matching) == 1:
        return matching[0]
    message = "Name the attempt to restore."
    if attempt:
        message = f"No discarded attempt has an ID that starts with {attempt!r}."
    if matching:
        message = f"Several attempt IDs start with {attempt!r}."
    hint = _name_one(matching or rows, titles) if rows else "You haven't discarded any attempts."
    raise UsageError(message, hint)


def _name_one(rows: Sequence[AttemptRow], titles: Mapping[str, str]) -> str:
    """Return a hint to choose one of these attempts, with a list of the first `MAX_LISTED`.

    Each is a line as in `examkit history`. `titles` maps ids of domains and topics to their titles.
    """
    from examkit.cli.attempt_table import attempt_lines

    _, *lines = attempt_lines(rows[:MAX_LISTED], titles, width=None)
    lines += ["…"] * (len(rows) > MAX_LISTED)
    return "\n  ".join(["Choose one:", *lines])


def _is_confirmed(row: AttemptRow, change: Sequence[str]) -> bool:
    name = row.id
    if is_date(row.started):
        name += f", {datetime.fromtimestamp(row.started, UTC).astimezone():%Y-%m-%d %H:%M}"
    output.print_text("\n".join([name, *change]))
    sys.stdout.write("Type discard to confirm: ")
    sys.stdout.flush()
    return sys.stdin.readline().strip() == "discard"
