"""`examkit bank`: list, check, stats, show, new, schema."""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from examkit import paths
from examkit.cli import bank_suggest
from examkit.cli.common import add_command, add_format, bank_places
from examkit.command_lines import bare_command
from examkit.errors import UsageError
from examkit.humanize import pluralize

if TYPE_CHECKING:
    from examkit.bank.index.index import BankIndex


def add_parsers(commands: Any) -> None:
    """Add the command and its actions."""
    parser = add_command(
        commands,
        "bank",
        "look at, check and make banks",
        example="bank check my-bank",
        description="Look at, check and make banks of questions and notes.",
    )
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    listing = add_command(actions, "list", "the banks that are found by id", example="bank list")
    listing.set_defaults(handler=list_banks)
    _add_check(actions)
    _add_stats(actions)
    _add_show(actions)
    _add_new(actions)
    bank_suggest.add_parsers(actions)
    _add_schema(actions)


def _add_check(actions: Any) -> None:
    about, example = "every fault with file, line and what to do", "bank check my-bank --strict"
    parser = add_command(actions, "check", about, example=example)
    _add_bank(parser)
    parser.add_argument("--strict", action="store_true", help="warnings count as errors")
    parser.add_argument("--info", action="store_true", help="also what is merely worth a look")
    parser.set_defaults(handler=check)


def _add_stats(actions: Any) -> None:
    parser = add_command(
        actions,
        "stats",
        "questions by domain, topic, type, difficulty",
        example="bank stats --exam dva-c02",
        description="Questions by domain, topic, type, difficulty, and how they are worded; "
        "docs/lint.md says what each figure of wording means.",
    )
    _add_bank(parser)
    parser.add_argument("--exam", metavar="EXAM", help="domains of this version of the exam")
    parser.add_argument(
        "--older-than", metavar="MONTH", type=_month, help="list questions checked before YYYY-MM"
    )
    parser.set_defaults(handler=stats)


def _add_show(actions: Any) -> None:
    about, example = "one question with its answer", "bank show lambda-async-retries"
    parser = add_command(actions, "show", about, example=example)
    parser.add_argument("id", metavar="ID", help="the question's id")
    _add_bank(parser, option=True)
    parser.set_defaults(handler=show)


def _add_new(actions: Any) -> None:
    about = "a new bank that works, to write on"
    parser = add_command(actions, "new", about, example="bank new my-bank")
    parser.add_argument("folder", metavar="DIR", type=Path, help="a folder that is new or empty")
    parser.set_defaults(handler=new)


def _add_schema(actions: Any) -> None:
    example = "bank schema question > question.schema.json"
    parser = add_command(actions, "schema", "JSON Schemas for editors", example=example)
    kinds = ["bank", "exam", "question"]
    parser.add_argument("kind", nargs="?", choices=kinds, default="question",
                        help="default: question")  # fmt: skip
    parser.set_defaults(handler=schema)


def _add_bank(parser: argparse.ArgumentParser, *, option: bool = False) -> None:
    about = "a bank's id, or a folder (default: the shipped one)"
    if option:
        parser.add_argument("--bank", metavar="BANK", help=about)
    else:
        parser.add_argument("bank", nargs="?", metavar="BANK", help=about)
        add_format(parser, "text", "json")


def _root(args: argparse.Namespace) -> Path:
    from examkit.bank.discovery import find_bank

    return find_bank(args.bank, bank_places())


def _say(text: str) -> None:
    from examkit.sanitize import sanitize

    sys.stdout.write(sanitize(text) + "\n")


def _say_json(value: object) -> None:
    sys.stdout.write(json.dumps(value, indent=2, ensure_ascii=False) + "\n")


def list_banks(args: argparse.Namespace) -> int:  # noqa: ARG001 -- the form of a handler
    """List banks with their folders."""
    from examkit.bank.discovery import bank_folders

    for name, folder in bank_folders(bank_places()).items():
        _say(f"{name}  {folder}")
    return 0


def check(args: argparse.Namespace) -> int:
    """Print all findings; 1 if the bank does not run."""
    from examkit.bank.loader import load_bank

    loaded = load_bank(_root(args), lint=True)
    errors, warnings = loaded.errors, loaded.warnings
    findings = [f for f in loaded.findings if args.info or f.severity != "info"]
    if args.format == "json":
        told = [finding._asdict() for finding in findings]
        _say_json({"errors": errors, "warnings": warnings, "findings": told})
    else:
        for finding in findings:
            _say(str(finding))
        numbers = (len(loaded.bank.questions) if loaded.bank else 0, errors, warnings)
        _say(", ".join(map(pluralize, numbers, ("question", "error", "warning"))))
    return int(errors > 0 or (args.strict and warnings > 0))


def stats(args: argparse.Namespace) -> int:
    """Count what a bank holds."""
    from examkit.bank.stats import count, older_than

    index = _index(args)
    try:
        values = count(index, args.exam or index.info.default_exam)
        if args.older_than:
            values["older"] = {name: month for month, name in older_than(index, args.older_than)}
    finally:
        index.close()
    if args.format == "json":
        _say_json(values)
        return 0
    for name, value in values.items():
        if isinstance(value, dict):
            _say(f"{name}")
            for key, number in value.items():
                _say(f"  {key:<24} {_numbers(number)}")
        else:
            _say(f"{name:<26} {value}")
    return 0


def _numbers(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {number}" for key, number in value.items())
    return f"{value:>9.3f}" if isinstance(value, float) else f"{value:>9}"


def _month(text: str) -> str:
    if not re.fullmatch(r"\d{4}-(?:0[1-9]|1[0-2])", text):
        raise argparse.ArgumentTypeError(f"{text!r} is no month such as 2026-11")
    return text


def _index(args: argparse.Namespace) -> BankIndex:
    from examkit.bank.index.index import open_or_build

    return open_or_build(_root(args), paths.cache_dir())


def show(args: argparse.Namespace) -> int:
    """Print one question with its answer."""
    from examkit.diagnostics import did_you_mean
    from examkit.exam.explanation import explain_unanswered
    from examkit.report.question_text import question_text

    index = _index(args)
    try:
        found = index.questions([args.id])
        if args.id not in found:
            where = f"The ids are in the files of {_root(args) / 'questions'}"
            hint = did_you_mean(args.id, index.ids()) or where
            raise UsageError(f"There is no question {args.id!r}.", hint)
        _say(question_text(explain_unanswered(found[args.id], index.section)))
    finally:
        index.close()
    return 0


def new(args: argparse.Namespace) -> int:
    """Write a bank to start from."""
    from examkit.bank.scaffold import write_template

    for path in write_template(args.folder):
        sys.stderr.write(f"wrote {path}\n")
    _say(f"Next: {bare_command('bank', 'check', args.folder)}")
    return 0


def schema(args: argparse.Namespace) -> int:
    """Print a JSON Schema."""
    from examkit.bank.json_schema import make_schema

    sys.stdout.write(make_schema(args.kind))
    return 0
