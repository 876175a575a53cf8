"""`examkit history`: the list of past attempts."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from examkit.cli.attempt_output import emit, open_reader, print_expired
from examkit.cli.common import add_bank, add_command, add_format
from examkit.command_lines import command
from examkit.sanitize import sanitize

if TYPE_CHECKING:
    from examkit.store.records import AttemptRow


def add_parsers(commands: Any) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "history",
        "list past attempts",
        example="history --format json",
        description="List the attempts on a bank, newest first.",
    )
    add_bank(parser)
    add_format(parser, "text", "json")
    parser.set_defaults(handler=history)


def history(args: argparse.Namespace) -> int:
    """List attempts."""
    from examkit.report.phrases import undated_text

    engine = open_reader(args)
    try:
        print_expired(engine)
        rows, undated = engine.attempts(), engine.undated()
    finally:
        engine.close()
    for attempt in undated:
        sys.stderr.write(sanitize(f"{attempt}  {undated_text()}") + "\n")
    if args.format == "json":
        emit(json.dumps([_row(row) for row in rows], indent=2, ensure_ascii=False), None)
        return 0
    for row in rows:
        day = datetime.fromtimestamp(row.started, UTC).astimezone()
        emit(f"{row.id}  {day:%Y-%m-%d %H:%M}  {row.exam}  {row.title}  {_went(row)}", None)
    if not rows:
        emit(f"No attempt yet. Start one with: {command('exam')}", None)
    return 0


def _went(row: AttemptRow) -> str:
    from examkit.report.phrases import attempt_text

    return attempt_text(row.finished is not None, row.right, row.asked, row.fresh)


def _row(row: Any) -> dict[str, object]:
    finished = row.finished is not None
    return {
        "attempt": row.id,
        "mode": row.mode,
        "bank": row.bank,
        "exam": row.exam,
        "started": _utc(row.started),
        "finished": _utc(row.finished) if finished else None,
        "asked": row.asked,
        "right": row.right if finished else None,
        "fresh": row.fresh,
    }


def _utc(wall: float) -> str:
    return datetime.fromtimestamp(wall, UTC).isoformat(timespec="seconds")
