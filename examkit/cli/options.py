"""Commands and options, as the argument parser takes them."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

BANK_HELP = "bank ID or folder (default: the shipped bank)"


class CommandParser(argparse.ArgumentParser):
    """A parser with methods for the kinds of options that commands have.

    `old` is the former name of an option. It is accepted, but help doesn't show it.
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
        """Add an option that is on or off, on request to a group."""
        _add(group or self, name, about, old, action="store_true")

    def add_list(self, name: str, metavar: str | None, about: str, **settings: Any) -> None:
        """Add an option that can be given several times."""
        self.add_value(name, metavar, about, action="append", default=[], **settings)

    def add_format(self, *formats: str) -> None:
        """Add the option for the output format; the first is the default."""
        about = f"default: {formats[0]}"
        self.add_value("--format", None, about, choices=formats, default=formats[0])

    def add_bank(self) -> None:
        """Add the option that names a bank."""
        # SUPPRESS keeps a bank that is named before the command.
        self.add_value("--bank", "BANK", BANK_HELP, default=argparse.SUPPRESS)

    def add_exam(self) -> None:
        """Add the option that names a version of the exam."""
        self.add_value("--exam", "EXAM", "version of the exam (default: the bank's)")

    def add_attempt(self, default: str) -> None:
        """Add the argument that names an attempt."""
        about = f"attempt ID or its beginning (default: {default})"
        self.add_argument("attempt", nargs="?", metavar="ATTEMPT", help=about)

    def add_attempt_output(self, *formats: str) -> None:
        """Add the arguments that name a finished attempt, a format, and a file to write."""
        self.add_bank()
        self.add_attempt("the latest finished one")
        self.add_format(*formats)
        self.add_value("--output", "FILE", "write to a file", type=Path)

    def add_attempt_options(self) -> None:
        """Add the options of a new attempt."""
        self.add_bank()
        self.add_exam()
        self.add_value("--seed", "SEED", "repeat the same question set (for a class)")
        self.add_plain()

    def add_plain(self) -> None:
        """Add the option for plain mode."""
        self.add_flag("--plain", "line by line, without a screen")


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
    """Add a command. The list of commands shows `about`; its own help, `description`."""
    parser: CommandParser = commands.add_parser(
        name,
        help=about,
        description=description or f"{about[0].upper()}{about[1:]}.",
        epilog=f"Example: examkit {example}",
    )
    parser.set_defaults(**({"handler": handler} if handler else {}))
    return parser


def accept_old_command(commands: Any, name: str, old: str) -> None:
    """Accept the former name of a command, which help doesn't show."""
    commands.choices[old] = commands.choices[name]


def parse_count(text: str) -> int:
    """Return a number of questions, from 1 to 1000."""
    number = int(text)
    if not 1 <= number <= 1_000:
        raise argparse.ArgumentTypeError("must be from 1 to 1000")
    return number
