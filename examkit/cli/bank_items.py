"""`examkit bank items`: statistics of a bank's questions, based on candidates' answers."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from examkit import paths
from examkit.cli import output
from examkit.cli.launch import bank_places
from examkit.cli.options import add_command
from examkit.command_lines import bare_command, command

if TYPE_CHECKING:
    from examkit.report.item_report import ItemReport
    from examkit.store.archive import ArchivedAttempt

CSV_COLUMNS = (
    "question", "domain", "topic", "difficulty", "answers", "correct", "facility", "unanswered",
    "median_seconds", "discrimination", "correct_answer", "instead", "instead_share",
    "older_wording", "look_at",
)  # fmt: skip
"""The columns of the CSV output, named like a question's keys in the JSON output."""


def add_parser(actions: Any) -> None:
    """Add the action `items` to `examkit bank`."""
    parser = add_command(
        actions,
        "items",
        items,
        "show which questions need attention, based on candidates' answers",
        example="bank items class/*.jsonl --bank my-bank",
        description="Show how candidates answered each question the first time, and which "
        "questions need attention. The answers come from your own attempts, or from files that "
        "candidates exported with `examkit data export`. The output never shows who gave which "
        "answer.",
    )
    parser.add_argument("files", metavar="FILE", nargs="*", type=Path, help="exported file")
    parser.add_bank()
    parser.add_exam("the bank's default")
    parser.add_list("--domain", "DOMAIN", "domain ID")
    parser.add_list("--topic", "TOPIC", "topic ID")
    parser.add_format("text", "json", "csv")


def items(args: argparse.Namespace) -> int:
    """Print statistics of a bank's questions. Return 1 if an attempt or file couldn't be read."""
    from examkit.attempts.gathered_answers import merge_candidates, read_candidate
    from examkit.attempts.item_report import make_item_report
    from examkit.bank.index.index import open_or_build
    from examkit.bank.repository import find_bank

    root = find_bank(getattr(args, "bank", None), bank_places())
    index, candidates, is_complete = open_or_build(root, paths.cache_dir()), [], True
    try:
        for source in args.files or [None]:
            archived, faults = _read_file(source) if source else _read_store()
            candidate, damaged = read_candidate(archived, index.info.id)
            candidates.append(candidate)
            for fault in [*faults, *(f"{source}: {each}" if source else each for each in damaged)]:
                output.print_note(fault)
                is_complete = False
        report = make_item_report(
            index,
            merge_candidates(candidates),
            args.exam or index.info.default_exam,
            domains=args.domain,
            topics=args.topic,
        )
    finally:
        index.close()
    _print_report(report, args.format)
    return 0 if is_complete else 1


def _read_store() -> tuple[Sequence[ArchivedAttempt], Sequence[str]]:
    from examkit.attempts.maintenance import gather
    from examkit.store.sqlite.connection import COMMAND_SECONDS
    from examkit.store.sqlite.store import open_store

    with open_store(paths.data_dir(), read_only=True, patience=COMMAND_SECONDS) as store:
        gathered = gather(store)
    return gathered.attempts, gathered.faults


def _read_file(path: Path) -> tuple[Sequence[ArchivedAttempt], Sequence[str]]:
    """Return the attempts in an exported file up to its first fault, and a message about it.

    Without a fault, there is no message. If the file can't be read, there are no attempts.
    """
    from examkit.store.archive import salvage_archive

    try:
        with path.open(encoding="utf-8", newline="\n") as file:
            archived, fault = salvage_archive(file)
    except OSError as error:
        return (), [f"{path} can't be read: {error.strerror or 'unknown reason'}."]
    before = f" Attempts read before the error: {len(archived)}."
    return archived, [f"{path}: {fault}{before}"] if fault else []


def _print_report(report: ItemReport, form: str) -> None:
    from examkit.report.item_report import as_dict
    from examkit.report.item_table import item_table

    if form == "json":
        output.print_json(as_dict(report))
    elif form == "csv":
        sys.stdout.write(to_csv(as_dict(report)["questions"]))
    else:
        width = shutil.get_terminal_size((80, 24)).columns
        output.print_text(item_table(report, width, ascii_only=output.stdout_is_ascii()))
        print_next_step(report)


def print_next_step(report: ItemReport) -> None:
    """Print a command for the next step, if the report suggests one.

    The command shows a question if any needs attention, or exports answers if no question has
    enough of them.
    """
    if any(row.flags for row in report.rows):
        output.print_text(f"\nShow a question:\n  {command('bank', 'show', 'ID')}")
    elif not any(row.item.enough for row in report.rows):
        export = bare_command("data", "export", "attempts.jsonl")
        lead = "Collect files from more candidates. Ask each candidate to run:"
        output.print_text(f"\n{lead}\n  {export}")


def to_csv(rows: Sequence[dict[str, Any]]) -> str:
    """Return a report's questions as CSV, with cells escaped so that none is read as a formula."""
    from examkit.formats.csv.cells import escape_formula, format_line

    lines = [format_line(CSV_COLUMNS, ",")]
    for row in rows:
        cells = row | {
            "correct_answer": " ".join(row["correct_answer"]),
            "look_at": " ".join(each["reason"] for each in row["look_at"]),
        }
        texts = ("" if cells[name] is None else str(cells[name]) for name in CSV_COLUMNS)
        lines.append(format_line(map(escape_formula, texts), ","))
    return "".join(lines)
