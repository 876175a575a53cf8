"""`examkit report`: what a finished attempt shows."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from typing import Any

from examkit.cli.attempt_output import add_attempt_output, emit, open_reader, print_expired
from examkit.cli.common import add_command


def add_parsers(commands: Any) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "report",
        "tell what a finished attempt shows",
        example="report --format markdown --output report.md",
        description="Result, domains with their ranges, what to read and what to do next.",
    )
    add_attempt_output(parser, ["text", "json", "markdown", "html"])
    parser.set_defaults(handler=report)


def report(args: argparse.Namespace) -> int:
    """Tell what an attempt shows."""
    from examkit.report.render import json as as_json
    from examkit.report.render import markdown, text

    engine = open_reader(args)
    try:
        told = engine.past.report(args.attempt)
        print_expired(engine)
    finally:
        engine.close()
    zone = datetime.now(UTC).astimezone().tzinfo or UTC
    if args.format == "json":
        emit(as_json.render(told), args.output)
    elif args.format == "markdown":
        emit(markdown.render(told, zone=zone), args.output)
    elif args.format == "html":
        from examkit.report.render import html

        emit(html.render(told, zone=zone), args.output)
    else:
        ascii_only = args.output is None and "utf" not in (sys.stdout.encoding or "").lower()
        emit(text.render(told, ascii_only=ascii_only, zone=zone), args.output)
    return 0
