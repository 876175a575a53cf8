"""`examkit completion`: what a shell needs to complete commands and options."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from examkit.cli.common import add_command

SHELLS = ("bash", "zsh", "tcsh")


def add_parsers(commands: Any) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "completion",
        "print what a shell needs to complete commands",
        example="completion bash > ~/.local/share/bash-completion/completions/examkit",
    )
    parser.add_argument("shell", choices=SHELLS, help="the shell")
    parser.set_defaults(handler=completion)


def completion(args: argparse.Namespace) -> int:
    """Print the script, which is made with each release."""
    script = Path(__file__).parent / "completions" / f"examkit.{args.shell}"
    sys.stdout.write(script.read_text(encoding="utf-8"))
    return 0
