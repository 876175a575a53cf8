"""The argument parser, with methods for the options that commands share."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

BANK_HELP = "bank ID or folder (default: the shipped bank)"


class CommandParser(argparse.ArgumentParser):
    """An argument parser with a method for each kind of option.

    In these methods, `about` is an option's help, and `metavar` stands for its value there. `old`
    is its former name, which still works but isn't in the help. `settings` are other arguments of
    argparse's `add_argument`.
    """

    def add_value(
        self, name: str, metavar: str | None, about: str, *, old: str = "", **settings: Any
    ) -> None:
        """Add an option that takes a value."""
        _add(self, name, about, old, metavar=metavar, **settings)

    def add_flag(
        self,
        name: str,
        about: str,
        *,
        old: str = "",
        group: argparse._ActionsContainer | None = None,
    ) -> None:
        """Add an option that is on or off, to `group` if given."""
        _add(group or self, name, about, old, action="store_true")

    def add_list(self, name: str, metavar: str | None, about: str, **settings: Any) -> None:
        """Add an option that can be given several times."""
        about = f"{about} (repeatable)"
        self.add_value(name, metavar, about, action="append", default=[], **settings)

    def add_format(self, *formats: str) -> None:
        """Add the --format option. The first format is the default."""
        about = f"output format (default: {formats[0]})"
        self.add_value("--format", None, about, choices=formats, default=formats[0])

    def add_bank(self) -> None:
        """Add the --bank option."""
        # SUPPRESS keeps the value of a --bank option before the command.
        self.add_value("--bank", "BANK", BANK_HELP, default=argparse.SUPPRESS)

    def add_exam(self, default: str = "the one in your settings") -> None:
        """Add the --exam option. `default` describes the exam version used without it."""
        self.add_value("--exam", "EXAM", f"exam version (default: {default})")

    def add_attempt(self, default: str) -> None:
        """Add an argument for an attempt ID. `default` describes the attempt used without it."""
        about = f"attempt ID or prefix (default: {default})"
        self.add_argument("attempt", nargs="?", metavar="ATTEMPT", help=about)

    def add_attempt_output(self, *formats: str) -> None:
        """Add the arguments for a finished attempt, a format, and an output file."""
        self.add_bank()
        self.add_attempt("the latest finished one")
        self.add_format(*formats)
        self.add_value("--output", "FILE", "write to a file", type=Path)

    def add_attempt_options(self) -> None:
        """Add the options for starting an attempt: bank, exam, seed, and plain mode."""
        self.add_bank()
        self.add_exam()
        self.add_value("--seed", "SEED", "repeat the same question set (for a class)")
        self.add_plain()

    def add_plain(self) -> None:
        """Add the --plain option."""
        self.add_flag("--plain", "use plain text instead of the full-screen app")


def _add(
    container: argparse._ActionsContainer, name: str, about: str, old: str, **settings: Any
) -> None:
    option = container.add_argument(name, help=about, **settings)
    if old:
        hidden = {"dest": option.dest, "default": argparse.SUPPRESS, "help": argparse.SUPPRESS}
        container.add_argument(old, **{**settings, **hidden})


def add_command(
    commands: Any,
    name: str,
    handler: Callable[[argparse.Namespace], int] | None,
    about: str,
    *,
    example: str,
    description: str = "",
) -> CommandParser:
    """Add a command to `commands`, argparse's collection of subcommands, and return its parser.

    `handler` runs the command; it is None for a command that only groups others. The list of
    commands shows `about`; the command's own help shows `description`, if given, and `example`, a
    command line without the program's name.
    """
    parser: CommandParser = commands.add_parser(
        name,
        help=about,
        description=description or f"{about[0].upper()}{about[1:]}.",
        epilog=f"Example: examkit {example}",
    )
    parser.set_defaults(**({"handler": handler} if handler else {}))
    return parser


def accept_old_command(commands: Any, name: str, old: str) -> None:
    """Accept the former name, `old`, of the command `name`, without showing it in the help."""
    commands.choices[old] = commands.choices[name]


def parse_count(text: str) -> int:
    """Parse a number of questions. Raise ArgumentTypeError unless it is from 1 to 1000."""
    number = int(text)
    if not 1 <= number <= 1_000:
        raise argparse.ArgumentTypeError("must be from 1 to 1000")
    return number
