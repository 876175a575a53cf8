"""`examkit completion`: print a script that lets a shell complete commands and options."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import Any

SHELLS = ("bash", "zsh", "tcsh")
BASH, ZSH = "~/.local/share/bash-completion/completions", "~/.zfunc"
"""Folders for completion scripts, which the examples in the help create."""


def add_parsers(commands: Any) -> None:
    """Add the `completion` command."""
    parser = commands.add_parser(
        "completion",
        help="print a shell completion script",
        description="Print a script that lets a shell complete commands and options.\n"
        "bash needs the bash-completion package, zsh needs fpath+=(~/.zfunc)\n"
        "before compinit in ~/.zshrc, and tcsh needs ~/.tcshrc to source the script.",
        # The raw formatter keeps examples on one line, so that they can be pasted.
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog=f"Example: mkdir -p {BASH} && examkit completion bash > {BASH}/examkit\n"
        f"Example: mkdir -p {ZSH} && examkit completion zsh > {ZSH}/_examkit",
    )
    parser.add_argument("shell", choices=SHELLS, help="your shell")
    parser.set_defaults(handler=completion)


def completion(args: argparse.Namespace) -> int:
    """Print the completion script for a shell, built from the parser of all commands."""
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
    """Yield the words of each command, such as `bank` and `check`, and the command's parser.

    A command comes before its subcommands. `path` is the words of the command `parent`.
    """
    for action in parent._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, command in current_names(action).items():
                yield (*path, name), command
                yield from walk_commands(command, (*path, name))


def current_names(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
) -> dict[str, argparse.ArgumentParser]:
    """Return a mapping from command names to parsers, without former names that still work."""
    listed = {action.dest for action in commands._get_subactions()}
    return {name: parser for name, parser in commands.choices.items() if name in listed}
