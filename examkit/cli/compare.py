"""`examkit compare`: two mocks next to each other."""

from __future__ import annotations

import argparse
from typing import Any

from examkit.cli import output
from examkit.cli.launch import open_reader
from examkit.cli.options import add_command
from examkit.system_clock import local_zone


def add_parsers(commands: Any) -> None:
    """Add the `compare` command."""
    about = "compare two mocks, and show how much chance could explain"
    parser = add_command(commands, "compare", compare, about, example="compare 20261130 20261204")
    parser.add_bank()
    parser.add_attempt("the mock before the latest")
    parser.add_argument("later", nargs="?", metavar="LATER", help="default: the latest mock")


def compare(args: argparse.Namespace) -> int:
    """Print a comparison of two mocks."""
    from examkit.report.compare import render

    with open_reader(args) as service:
        comparison = service.past.compare(args.attempt, args.later)
        output.print_notices(service)
    output.print_text(render(comparison, local_zone()))
    return 0
