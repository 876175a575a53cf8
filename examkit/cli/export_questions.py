"""`examkit export`: questions of a bank, in another format."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from examkit.cli.common import add_bank, add_command, add_renamed_option, open_engine, read_config
from examkit.errors import ExamkitError
from examkit.humanize import pluralize
from examkit.sanitize import sanitize


def add_parsers(commands: Any) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "export",
        "write a bank's questions in another format",
        example="export --to anki --mistakes --output mistakes.txt",
        description="Write questions in another format; what it cannot carry is told first.",
    )
    add_bank(parser)
    parser.add_argument(
        "--to", metavar="FORMAT", required=True, help="as `examkit formats` lists them"
    )
    parser.add_argument(
        "--output", metavar="FILE", type=Path, required=True, help="write to this file"
    )
    parser.add_argument("--exam", metavar="EXAM", help="only of this exam, placed as in it")
    parser.add_argument(
        "--domain", metavar="DOMAIN", action="append", default=[], help="a domain's id"
    )
    parser.add_argument(
        "--topic", metavar="TOPIC", action="append", default=[], help="a topic's id"
    )
    parser.add_argument("--mistakes", action="store_true", help="answered wrong the last time")
    add_renamed_option(
        parser,
        "--allow-lossy",
        "--allow-loss",
        action="store_true",
        help="write although something is left out",
    )
    parser.set_defaults(handler=export)


def export(args: argparse.Namespace) -> int:
    """Write questions; 1 where something is lost and that was not allowed."""
    from examkit.bank.replacement import write_file
    from examkit.formats.registry import find_format
    from examkit.transfer.export import export_questions

    form = find_format(args.to)
    engine = open_engine(args, read_config(), "read")
    try:
        found = export_questions(engine, form, _wish(args), exam=args.exam)
    finally:
        engine.close()
    for finding in found.findings:
        sys.stderr.write(sanitize(str(finding)) + "\n")
    if found.losses and not args.allow_lossy:
        sys.stderr.write(f"error: {pluralize(found.losses, 'question')} would lose something\n")
        sys.stderr.write("hint: Give --allow-lossy, or another format: json carries everything.\n")
        return 1
    if not found.written:
        raise ExamkitError("There is no such question to export.", "Ask for others.")
    write_file(args.output, found.data)
    sys.stderr.write(
        f"Wrote {pluralize(found.written, 'question')} to {sanitize(str(args.output))}\n"
    )
    return 0


def _wish(args: argparse.Namespace) -> Any:
    from examkit.drills.request import DrillRequest

    return DrillRequest(
        domains=tuple(args.domain),
        topics=tuple(args.topic),
        kinds=frozenset({"mistakes"}) if args.mistakes else frozenset(),
        include_reserved=True,
    )
