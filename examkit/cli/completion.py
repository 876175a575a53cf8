"""`examkit completion`: what a shell needs to complete commands and options."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

SHELLS = ("bash", "zsh", "tcsh")
BASH, ZSH = "~/.local/share/bash-completion/completions", "~/.zfunc"
"""Folders that the examples make, as they may not be there."""


def add_parsers(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "completion",
        help="print what a shell needs to complete commands",
        description="Print what a shell needs to complete commands and options.\n"
        "bash reads it by way of the package bash-completion, zsh where ~/.zshrc has\n"
        "fpath+=(~/.zfunc) before compinit, tcsh where ~/.tcshrc sources it.",
        # Told as they stand: a line that was wrapped could not be typed.
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog=f"Example: mkdir -p {BASH} && examkit completion bash > {BASH}/examkit\n"
        f"Example: mkdir -p {ZSH} && examkit completion zsh > {ZSH}/_examkit",
    )
    parser.add_argument("shell", choices=SHELLS, help="the shell")
    parser.set_defaults(handler=completion)


def completion(args: argparse.Namespace) -> int:
    """Print the script, which is made with each release."""
    script = Path(__file__).parent / "completions" / f"examkit.{args.shell}"
    sys.stdout.write(script.read_text(encoding="utf-8"))
    return 0
