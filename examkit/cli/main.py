"""The command line: parsing, and words for everything that can go wrong."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from examkit import __version__
from examkit.cli.launch import open_app
from examkit.command_lines import started_as
from examkit.errors import BankError, ExamkitError

if TYPE_CHECKING:
    import argparse

COMMANDS = {
    "exam": "exam",
    "drill": "drill",
    "resume": "resume",
    "history": "history",
    "report": "report",
    "review": "review",
    "compare": "compare",
    "plan": "plan",
    "search": "search",
    "bank": "bank",
    "import": "import_questions",
    "export": "export_questions",
    "formats": "formats",
    "data": "data",
    "completion": "completion",
}
"""Each command and the module beside this one that adds it."""


def parser(modules: Sequence[str] = tuple(COMMANDS.values())) -> argparse.ArgumentParser:
    """Make the parser of all commands, or of those of some modules."""
    import argparse

    top = argparse.ArgumentParser(
        prog="examkit",
        description="Practise for certification exams. Without a command, the app opens.",
        epilog="Example: examkit exam --questions 10",
    )
    top.add_argument("--version", action="version", version=f"examkit {__version__}")
    top.add_argument(
        "--bank", metavar="BANK", help="a bank's id, or a folder (default: the shipped one)"
    )
    top.set_defaults(handler=lambda args: open_app(args.bank))
    if modules:
        commands = top.add_subparsers(metavar="COMMAND")
        for name in modules:
            importlib.import_module(f"examkit.cli.{name}").add_parsers(commands)
    return top


def dispatch(words: Sequence[str]) -> Callable[[], int]:
    """Return what a command line asks for. To load the parser takes a while: the app needs none."""
    match words:
        case []:
            return partial(_run, open_app, None, "")
        case ["--bank", bank] if not bank.startswith("-"):
            return partial(_run, open_app, bank, bank)
    args = parser(modules_for(words)).parse_args(words)
    return partial(_run, args.handler, args, getattr(args, "bank", None) or "")


def _run(handler: Callable[[Any], int], given: object, bank: str) -> int:
    """Run what was asked for; what it suggests starts the same program on the same bank."""
    with started_as(os.environ.get("EXAMKIT_COMMAND") or "examkit", bank):
        return handler(given)


def modules_for(words: Sequence[str]) -> tuple[str, ...]:
    """Return the module of the command that a command line names, or all modules."""
    rest = words[2:] if words[:1] == ["--bank"] else words
    module = COMMANDS.get(rest[0]) if rest else None
    return (module,) if module else tuple(COMMANDS.values())


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; gives the exit code."""
    os.umask(0o077)
    words = list(sys.argv[1:] if arguments is None else arguments)
    run = dispatch(words)
    try:
        code = run()
        sys.stdout.flush()
    except ExamkitError as error:
        print_error(error)
        return error.exit_code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader has gone; what is still buffered must not raise again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return code


def print_error(error: ExamkitError) -> None:
    """Print an error for people: what is wrong, and what to do."""
    from examkit.sanitize import sanitize

    if isinstance(error, BankError):
        for finding in error.findings:
            sys.stderr.write(sanitize(str(finding)) + "\n")
    sys.stderr.write(f"error: {sanitize(error.message)}\n")
    if error.command:
        hint = error.hint.removesuffix(".") + ":"
        sys.stderr.write(f"hint: {sanitize(hint)}\n  {sanitize(error.command)}\n")
    elif error.hint:
        sys.stderr.write(f"hint: {sanitize(error.hint)}\n")
