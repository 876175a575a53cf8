"""Reference of all commands, read from the argument parser."""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from examkit.cli.completion import walk_commands
from examkit.cli.main import parser

INTRO = """# Commands

This page lists every command with its arguments and options. To see them in the
terminal, add `--help` to a command. Words in capital letters stand for values. `ATTEMPT` is an ID
from `examkit history`, or a prefix of one. The [exit codes](#exit-codes) are at the end."""
EXIT_CODES = """## Exit codes

| Exit code | Meaning |
| --- | --- |
| 0 | It worked. |
| 1 | Something was found or refused. The output says what. |
| 2 | The command line is wrong. |
| 130 | You stopped it with ctrl+c. |"""


def commands_page() -> str:
    """Return `docs/commands.md`."""
    top = parser()
    commands: dict[tuple[str, ...], argparse.ArgumentParser] = {("examkit",): top}
    commands |= {("examkit", *path): command for path, command in walk_commands(top)}
    sections = [section(path, command) for path, command in commands.items()]
    return "\n\n".join([INTRO, overview(commands), *sections, EXIT_CODES]) + "\n"


def overview(commands: Mapping[tuple[str, ...], argparse.ArgumentParser]) -> str:
    """Return a table of all commands, with links to their sections."""
    rows = ["| Command | What it does |", "| --- | --- |"]
    for path, command in commands.items():
        about = (command.description or "").partition(". ")[0].partition(".\n")[0]
        rows.append(f"| [`{' '.join(path)}`](#{'-'.join(path)}) | {about.rstrip('.')}. |")
    return "\n".join(rows)


def section(path: tuple[str, ...], command: argparse.ArgumentParser) -> str:
    """Return the section about one command."""
    hidden = (argparse._SubParsersAction, argparse._HelpAction, argparse._VersionAction)
    actions = [a for a in command._actions if a.help != argparse.SUPPRESS]
    rows = [row(action) for action in actions if not isinstance(action, hidden)]
    table = ["| Argument or option | What it does |", "| --- | --- |", *rows] if rows else []
    lines = (command.epilog or "").splitlines()
    examples = [f"Example: `{line.removeprefix('Example: ')}`" for line in lines]
    parts = [f"## {' '.join(path)}", command.description or "", "\n".join(table), *examples]
    return "\n\n".join(part for part in parts if part)


def row(action: argparse.Action) -> str:
    """Return the table row of an option or argument."""
    value = action.metavar or "|".join(map(str, action.choices or ()))
    names = ", ".join(action.option_strings)
    usage = f"{names} {value}".strip() if names and action.nargs != 0 else names or str(value)
    escaped = usage.replace("|", "\\|")
    return f"| `{escaped}` | {action.help} |"
