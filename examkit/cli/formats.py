"""`examkit formats`: the formats that are read and written."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from examkit.cli.common import add_command
from examkit.sanitize import sanitize


def add_parsers(commands: Any) -> None:
    """Add the command."""
    listing = add_command(
        commands, "formats", "list the formats that are read and written", example="formats"
    )
    listing.set_defaults(handler=formats)


def formats(args: argparse.Namespace) -> int:  # noqa: ARG001 -- the form of a handler
    """List formats."""
    from examkit.formats.registry import formats as known

    for name, form in sorted(known().items()):
        ways = " and ".join(w for w, f in (("read", form.read), ("write", form.write)) if f)
        sys.stdout.write(f"{name:<12} {ways:<15} {sanitize(form.title)}\n")
    return 0
