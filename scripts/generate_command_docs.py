"""The reference of all commands, from the parser itself."""

from __future__ import annotations

import argparse

from examkit.cli.completion import walk_commands
from examkit.cli.main import parser

INTRO = """# Commands

Each command tells this of itself with `--help`. Exit codes: 0 done, 1 something was found or
refused, 2 the command line is not right, 130 stopped by ctrl+c."""


def commands_page() -> str:
    """Return the page of commands."""
    top = parser()
    parts = [INTRO, section(("examkit",), top)]
    parts += [section(("examkit", *path), command) for path, command in walk_commands(top)]
    return "\n\n".join(parts) + "\n"


def section(path: tuple[str, ...], command: argparse.ArgumentParser) -> str:
    """Return what the page says of one command."""
    options = [a for a in command._actions if a.help != argparse.SUPPRESS]
    given = [a for a in options if a.dest not in ("help", "version")]
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
