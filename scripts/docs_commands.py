"""The reference of all commands and the completions of shells, from the parser itself."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

import shtab

from examkit.cli.completion import SHELLS
from examkit.cli.main import parser

COMPLETED = {"FILE": shtab.FILE, "DIR": shtab.DIRECTORY, "BANK": shtab.DIRECTORY}
"""What stands for a path in the help, and is completed as one."""
INTRO = """# Commands

Each command tells this of itself with `--help`. Exit codes: 0 done, 1 something was found or
refused, 2 the command line is not right, 130 stopped by ctrl+c."""


def completions() -> dict[str, str]:
    """Return the script of each shell."""
    top = parser()
    for each in (top, *(command for _, command in commands(top))):
        for action in each._actions:
            if action.metavar in COMPLETED:
                action.complete = COMPLETED[str(action.metavar)]  # type: ignore[attr-defined]
    return {shell: shtab.complete(top, shell) for shell in SHELLS}


def commands(
    parent: argparse.ArgumentParser, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], argparse.ArgumentParser]]:
    """Return each command with its words, those with actions before their actions."""
    for action in parent._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, command in action.choices.items():
                yield (*path, name), command
                yield from commands(command, (*path, name))


def commands_page() -> str:
    """Return the page of commands."""
    top = parser()
    parts = [INTRO, section(("examkit",), top)]
    parts += [section(("examkit", *path), command) for path, command in commands(top)]
    return "\n\n".join(parts) + "\n"


def section(path: tuple[str, ...], command: argparse.ArgumentParser) -> str:
    """Return what the page says of one command."""
    given = [a for a in command._actions if a.dest not in ("help", "version")]
    rows = [row(action) for action in given if not isinstance(action, argparse._SubParsersAction)]
    table = ["| | |", "| --- | --- |", *rows] if rows else []
    lines = (command.epilog or "").splitlines()
    examples = [f"Example: `{line.removeprefix('Example: ')}`" for line in lines]
    parts = [f"## {' '.join(path)}", command.description or "", "\n".join(table), *examples]
    return "\n\n".join(part for part in parts if part)


def row(action: argparse.Action) -> str:
    """Return the line of one option or argument."""
    value = action.metavar or "|".join(map(str, action.choices or ()))
    names = ", ".join(action.option_strings)
    shown = f"{names} {value}".strip() if names and action.nargs != 0 else names or str(value)
    escaped = shown.replace("|", "\\|")
    return f"| `{escaped}` | {action.help} |"
