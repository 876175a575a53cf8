"""The command line: parsing, running a command, and printing errors."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from examkit import __version__
from examkit.cli import output
from examkit.cli.launch import open_app
from examkit.command_lines import started_as
from examkit.errors import BankError, ExamkitError

if TYPE_CHECKING:
    import argparse

COMMANDS = {
    "exam": "attempt",
    "drill": "attempt",
    "resume": "attempt",
    "history": "history",
    "leave-out": "history",
    "report": "history",
    "review": "history",
    "compare": "history",
    "discard": "discard",
    "plan": "plan",
    "search": "search",
    "bank": "bank",
    "import": "import_questions",
    "export": "export_questions",
    "formats": "export_questions",
    "data": "data",
    "completion": "completion",
}
"""Command -> name of its module in this package."""
MODULES = tuple(dict.fromkeys(COMMANDS.values()))


def parser(modules: Sequence[str] = MODULES) -> argparse.ArgumentParser:
    """Return a parser for the commands in these modules, by default for all commands."""
    from examkit.cli.options import BANK_HELP, CommandParser

    top = CommandParser(
        prog="examkit",
        description="Practice certification exams. Run examkit without a command to open the app.",
        epilog="Example: examkit exam --questions 10",
    )
    top.add_argument("--version", action="version", version=f"examkit {__version__}")
    top.add_value("--bank", "BANK", BANK_HELP)
    top.set_defaults(handler=lambda args: open_app(args.bank))
    if modules:
        commands = top.add_subparsers(metavar="COMMAND")
        for name in modules:
            importlib.import_module(f"examkit.cli.{name}").add_parsers(commands)
    return top


def dispatch(words: Sequence[str]) -> Callable[[], int]:
    """Return a function that runs a command line and returns its exit code.

    Command lines that open the app are matched here, without loading argparse first.
    """
    match words:
        case []:
            return partial(_run, partial(open_app, None), "")
        case ["--bank", bank] if not bank.startswith("-"):
            return partial(_run, partial(open_app, bank), bank)
    args = parser(modules_for(words)).parse_args(words)
    return partial(_run, partial(args.handler, args), getattr(args, "bank", None) or "")


def _run(handler: Callable[[], int], bank: str) -> int:
    """Run a command's handler and return its exit code. `bank` is the value of --bank, or empty.

    Commands suggested to the user start with the program's name as it was called, and repeat
    `bank`.
    """
    with started_as(os.environ.get("EXAMKIT_COMMAND") or "examkit", bank):
        return handler()


def modules_for(words: Sequence[str]) -> tuple[str, ...]:
    """Return the modules needed to parse a command line: its command's, or else all modules."""
    rest = words[2:] if words[:1] == ["--bank"] else words
    module = COMMANDS.get(rest[0]) if rest else None
    return (module,) if module else MODULES


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line, by default the program's arguments. Return the exit code."""
    os.umask(0o077)
    output.escape_unencodable()
    run = dispatch(list(sys.argv[1:] if arguments is None else arguments))
    try:
        code = run()
        sys.stdout.flush()
    except ExamkitError as error:
        print_error(error)
        return error.exit_code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Standard output is closed, so flushing its buffer at exit must not raise again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return code


def print_error(error: ExamkitError) -> None:
    """Print an error with its findings and hint to standard error."""
    if isinstance(error, BankError):
        for finding in error.findings:
            output.print_note(str(finding))
    output.print_note(f"error: {error.message}")
    if error.command:
        output.print_note(f"hint: {error.hint.removesuffix('.')}:\n  {error.command}")
    elif error.hint:
        output.print_note(f"hint: {error.hint}")
