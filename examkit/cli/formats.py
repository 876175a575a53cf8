"""`examkit formats`: the formats for import and export."""

from __future__ import annotations

import argparse
from typing import Any

from examkit.cli import output
from examkit.cli.options import add_command


def add_parsers(commands: Any) -> None:
    """Add the `formats` command."""
    about = "list import and export formats"
    add_command(commands, "formats", list_formats, about, example="formats")


def list_formats(_: argparse.Namespace) -> int:
    """Print each format with its directions and title."""
    from examkit.formats.registry import formats

    for name, form in sorted(formats().items()):
        ways = " and ".join(way for way in ("read", "write") if getattr(form, way))
        output.print_text(f"{name:<12} {ways:<15} {form.title}")
    return 0
