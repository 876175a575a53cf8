"""`examkit bank`: list, check, stats, items, show, new, suggest-notes, suggest-tags, schema."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from examkit import paths
from examkit.cli import bank_items, bank_suggest, output
from examkit.cli.launch import bank_places
from examkit.cli.options import BANK_HELP, CommandParser, add_command
from examkit.cli.styled_text import print_styled, stdout_is_styled
from examkit.command_lines import bare_command, command
from examkit.errors import UsageError
from examkit.humanize import pluralize

if TYPE_CHECKING:
    from examkit.bank.index.index import BankIndex


def add_parsers(commands: Any) -> None:
    """Add the `bank` command and its actions."""
    about = "view, check, and create question banks"
    parser = add_command(commands, "bank", None, about, example="bank check my-bank")
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    add_command(actions, "list", list_banks, "list banks by ID", example="bank list")
    _add_check(actions)
    _add_stats(actions)
    bank_items.add_parser(actions)
    about, example = "show notes, or questions with their answers", "bank show lambda-async-retries"
    shower = add_command(actions, "show", show, about, example=example)
    about = "question ID, or note section such as kms.md#keys"
    shower.add_argument("ids", metavar="ID", nargs="+", help=about)
    shower.add_bank()
    about, example = "create a working starter bank", "bank new my-bank"
    creator = add_command(actions, "new", new, about, example=example)
    creator.add_argument("folder", metavar="DIR", type=Path, help="new or empty folder")
    bank_suggest.add_parsers(actions)
    about, example = "print a JSON Schema for text editors", "bank schema question > q.schema.json"
    printer = add_command(actions, "schema", schema, about, example=example)
    about = "kind of file that the schema describes (default: question)"
    kinds = ["bank", "exam", "question"]
    printer.add_argument("kind", nargs="?", choices=kinds, default="question", help=about)


def _add_check(actions: Any) -> None:
    about = "list problems by file and line, with fixes"
    parser = add_command(actions, "check", check, about, example="bank check my-bank --strict")
    _add_bank_argument(parser)
    parser.add_flag("--strict", "treat warnings as errors")
    parser.add_flag("--info", "include suggestions")


def _add_stats(actions: Any) -> None:
    parser = add_command(
        actions,
        "stats",
        stats,
        "count questions by domain, skill, topic, use, type, and difficulty",
        example="bank stats --exam dva-c02",
        description="Count questions by domain, skill, topic, use, type, and difficulty. Also "
        "show statistics about their wording. docs/lint.md explains each statistic.",
    )
    _add_bank_argument(parser)
    parser.add_exam("the bank's default")
    about = "list questions last checked before YYYY-MM"
    parser.add_value("--older-than", "MONTH", about, type=_parse_month)


def _add_bank_argument(parser: CommandParser) -> None:
    parser.add_argument(
        "bank", nargs="?", metavar="BANK", default=argparse.SUPPRESS, help=BANK_HELP
    )
    parser.add_format("text", "json")


def _find_root(args: argparse.Namespace) -> Path:
    from examkit.bank.repository import find_bank

    return find_bank(getattr(args, "bank", None), bank_places())


def list_banks(_: argparse.Namespace) -> int:
    """Print the name and folder of each bank."""
    from examkit.bank.repository import bank_folders
    from examkit.cli.table import align

    rows = [(name, str(folder)) for name, folder in bank_folders(bank_places()).items()]
    output.print_text("\n".join(align(rows)) if rows else "No banks found.")
    return 0


def check(args: argparse.Namespace) -> int:
    """Print the problems found in a bank. Return 1 for errors, or with --strict for warnings."""
    from examkit.bank.loader import load_bank

    result = load_bank(_find_root(args), lint=True)
    errors, warnings = result.errors, result.warnings
    findings = [f for f in result.findings if args.info or f.severity != "info"]
    if args.format == "json":
        rows = [finding.as_dict() for finding in findings]
        output.print_json({"errors": errors, "warnings": warnings, "findings": rows})
    else:
        for finding in findings:
            output.print_text(str(finding))
        counts = (len(result.bank.questions) if result.bank else 0, errors, warnings)
        output.print_text(", ".join(map(pluralize, counts, ("question", "error", "warning"))))
    return int(errors > 0 or (args.strict and warnings > 0))


def stats(args: argparse.Namespace) -> int:
    """Print a bank's question counts, and statistics about the wording of its questions."""
    from examkit.bank.stats import count, older_than

    index = _open_index(args)
    try:
        values = count(index, args.exam or index.info.default_exam)
        if args.older_than:
            values["older"] = {name: month for month, name in older_than(index, args.older_than)}
    finally:
        index.close()
    if args.format == "json":
        output.print_json(values)
        return 0
    from examkit.cli.bank_table import stats_lines

    output.print_text("\n".join(stats_lines(values)))
    return 0


def _parse_month(text: str) -> str:
    if not re.fullmatch(r"\d{4}-(?:0[1-9]|1[0-2])", text):
        raise argparse.ArgumentTypeError(f"{text!r} isn't a month such as 2026-11")
    return text


def _open_index(args: argparse.Namespace) -> BankIndex:
    from examkit.bank.index.index import open_or_build

    return open_or_build(_find_root(args), paths.cache_dir())


def show(args: argparse.Namespace) -> int:
    """Print the requested questions, with answers and explanations, and note sections."""
    index = _open_index(args)
    try:
        texts = [_note(index, each) if "#" in each else _question(index, each) for each in args.ids]
    finally:
        index.close()
    text = "\n\n".join(texts)
    if stdout_is_styled() and all("#" in each for each in args.ids):
        from examkit.cli.review_page import render_note

        print_styled(render_note(text))
    else:
        output.print_text(text)
    return 0


def _question(index: BankIndex, name: str) -> str:
    from examkit.diagnostics import did_you_mean
    from examkit.exam.explanation import explain_unanswered
    from examkit.report.question_text import question_text

    questions = index.questions([name])
    if name not in questions:
        similar = did_you_mean(name, index.ids())
        items = "" if similar else command("bank", "items")
        hint = similar or "List the IDs."
        raise UsageError(f"This bank has no question {name!r}.", hint, command=items)
    return question_text(explain_unanswered(questions[name], index.section))


def _note(index: BankIndex, ref: str) -> str:
    section = index.section(ref)
    if section is None:
        search = command("search", ref.partition("#")[2] or ref)
        raise UsageError(f"This bank has no note {ref!r}.", "Search for it.", command=search)
    return f"## {section.title}\n\n{section.text}"


def new(args: argparse.Namespace) -> int:
    """Create a starter bank in a new or empty folder."""
    from examkit.bank.file_writer import write_template

    for path in write_template(args.folder):
        output.print_note(f"Wrote {path}")
    output.print_text(f"Check the bank:\n  {bare_command('bank', 'check', args.folder)}")
    return 0


def schema(args: argparse.Namespace) -> int:
    """Print the JSON Schema of one kind of bank file."""
    from examkit.bank.json_schema import make_schema

    sys.stdout.write(make_schema(args.kind))
    return 0
