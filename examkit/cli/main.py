"""The command line: parsing, and words for everything that can go wrong."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from examkit import __version__
from examkit.cli import ahead, bank, completion, data, exchange, sit, told
from examkit.errors import BankError, ExamkitError


def parser() -> argparse.ArgumentParser:
    """Make the parser of all commands."""
    top = argparse.ArgumentParser(
        prog="examkit",
        description="Practise for certification exams. Without a command, the app opens.",
        epilog="Example: examkit exam --questions 10",
    )
    top.add_argument("--version", action="version", version=f"examkit {__version__}")
    top.add_argument(
        "--bank", metavar="B", help="a bank's id, or a folder (default: the shipped one)"
    )
    top.set_defaults(handler=sit.app, exam=None)
    commands = top.add_subparsers(metavar="COMMAND")
    sit.add_parsers(commands)
    told.add_parsers(commands)
    ahead.add_parsers(commands)
    bank.add_parsers(commands)
    exchange.add_parsers(commands)
    data.add_parsers(commands)
    completion.add_parsers(commands)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; gives the exit code."""
    os.umask(0o077)
    args = parser().parse_args(arguments)
    try:
        code: int = args.handler(args)
        sys.stdout.flush()
    except ExamkitError as error:
        tell(error)
        return error.exit_code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader has gone; what is still buffered must not raise again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return code


def tell(error: ExamkitError) -> None:
    """Print an error for people: what is wrong, and what to do."""
    from examkit.bank.text import clean

    if isinstance(error, BankError):
        for finding in error.findings:
            sys.stderr.write(clean(str(finding)) + "\n")
    sys.stderr.write(f"error: {clean(error.message)}\n")
    if error.hint:
        sys.stderr.write(f"hint: {clean(error.hint)}\n")
