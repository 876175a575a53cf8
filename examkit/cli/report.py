"""`examkit report`: the report for a finished attempt."""

from __future__ import annotations

import argparse
from typing import Any

from examkit.cli import output
from examkit.cli.launch import open_reader
from examkit.cli.options import add_command
from examkit.system_clock import local_zone


def add_parsers(commands: Any) -> None:
    """Add the `report` command."""
    about, example = "show the report for an attempt", "report --format html --output report.html"
    parser = add_command(commands, "report", report, about, example=example)
    parser.add_attempt_output("text", "json", "markdown", "html")


def report(args: argparse.Namespace) -> int:
    """Print the report for an attempt, or write it to a file."""
    from importlib import import_module

    with open_reader(args) as service:
        result = service.past.report(args.attempt)
        output.print_notices(service)
    options: dict[str, Any] = {} if args.format == "json" else {"zone": local_zone()}
    if args.format == "text":
        options["ascii_only"] = args.output is None and output.stdout_is_ascii()
    renderer = import_module(f"examkit.report.render.{args.format}")
    output.write_output(renderer.render(result, **options), args.output)
    return 0
