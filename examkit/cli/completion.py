"""`examkit completion`: what a shell needs to complete commands and options."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
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
    """Print the script, built from the parser of all commands."""
    import shtab

    from examkit.cli.main import parser

    completed = {"FILE": shtab.FILE, "DIR": shtab.DIRECTORY, "BANK": shtab.DIRECTORY}
    top = parser()
    for each in (top, *(command for _, command in walk_commands(top))):
        for action in each._actions:
            if isinstance(action, argparse._SubParsersAction):
                action.choices = current_names(action)
            if action.metavar in completed:
                action.complete = completed[str(action.metavar)]  # type: ignore[attr-defined]
    sys.stdout.write(shtab.complete(top, args.shell))
    return 0


def walk_commands(
    parent: argparse.ArgumentParser, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], argparse.ArgumentParser]]:
    """Yield each command with its words, before its own subcommands."""
    for action in parent._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, command in current_names(action).items():
                yield (*path, name), command
                yield from walk_commands(command, (*path, name))


def current_names(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
) -> dict[str, argparse.ArgumentParser]:
    """Return the parsers that help lists by their names, without the former names."""
    listed = {action.dest for action in commands._get_subactions()}
    return {name: parser for name, parser in commands.choices.items() if name in listed}
