"""`examkit data`: where things are kept."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from examkit import paths


def add_parsers(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "data",
        help="where your attempts, settings and caches are",
        description="Where your attempts, settings and caches are. EXAMKIT_HOME moves them all.",
        epilog="Example: examkit data path",
    )
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    actions.add_parser("path", help="print the folders").set_defaults(handler=path)


def path(args: argparse.Namespace) -> int:  # noqa: ARG001 -- the form of a handler
    """Print the folders."""
    sys.stdout.write(f"data    {paths.data_dir()}\n")
    sys.stdout.write(f"config  {paths.config_dir()}\n")
    sys.stdout.write(f"cache   {paths.cache_dir()}\n")
    return 0
