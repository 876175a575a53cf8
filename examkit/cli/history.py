"""`examkit history`: the list of past attempts."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from examkit.cli import output
from examkit.cli.launch import open_reader
from examkit.cli.options import add_command
from examkit.command_lines import command

if TYPE_CHECKING:
    from examkit.store.records import AttemptRow


def add_parsers(commands: Any) -> None:
    """Add the `history` command."""
    about = "list your attempts, newest first"
    parser = add_command(commands, "history", history, about, example="history --format json")
    parser.add_bank()
    parser.add_format("text", "json")


def history(args: argparse.Namespace) -> int:
    """Print all attempts, newest first."""
    from examkit.report.phrases import undated_text

    with open_reader(args) as service:
        output.print_notices(service)
        rows, undated = service.attempts(), service.undated()
    for attempt in undated:
        output.print_note(f"{attempt}  {undated_text()}")
    if args.format == "json":
        output.print_json([_to_json(row) for row in rows])
    else:
        _print_rows(rows)
    return 0


def _print_rows(rows: tuple[AttemptRow, ...]) -> None:
    from examkit.report.phrases import attempt_text

    for row in rows:
        start = datetime.fromtimestamp(row.started, UTC).astimezone()
        result = attempt_text(row.finished is not None, row.right, row.asked, row.fresh)
        parts = [row.id, f"{start:%Y-%m-%d %H:%M}", row.exam, row.title, result]
        output.print_text("  ".join([*parts, *(["left out"] if row.left_out else [])]))
    if not rows:
        output.print_text(f"No attempts yet. Start a mock exam:\n  {command('exam')}")


def _to_json(row: AttemptRow) -> dict[str, object]:
    return {
        "attempt": row.id,
        "mode": row.mode,
        "bank": row.bank,
        "exam": row.exam,
        "started": _to_iso(row.started),
        "finished": None if row.finished is None else _to_iso(row.finished),
        "asked": row.asked,
        "right": None if row.finished is None else row.right,
        "fresh": row.fresh,
        "left_out": row.left_out,
    }


def _to_iso(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
