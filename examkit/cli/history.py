"""The commands on finished attempts: history, leave-out, report, review, and compare."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from examkit import paths
from examkit.cli import output
from examkit.cli.launch import open_reader, open_service
from examkit.cli.options import add_command
from examkit.cli.styled_text import color_report, print_styled, stdout_is_styled
from examkit.command_lines import command
from examkit.system_clock import local_zone

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from examkit.report.report import Report
    from examkit.store.records import AttemptRow


def add_parsers(commands: Any) -> None:
    """Add the commands on finished attempts."""
    _add_history(commands)
    _add_leave_out(commands)
    _add_report(commands)
    _add_review(commands)
    _add_compare(commands)


def _add_history(commands: Any) -> None:
    about = "list your attempts, newest first"
    parser = add_command(commands, "history", history, about, example="history --format json")
    parser.add_bank()
    parser.add_format("text", "json")


def history(args: argparse.Namespace) -> int:
    """Print all attempts, newest first."""
    from examkit.report.number_text import undated_text

    with open_reader(args) as service:
        output.print_notices(service)
        rows, undated, titles = service.attempts(), service.undated(), service.part_titles()
        careless = service.past.careless()
    for attempt in undated:
        output.print_note(f"{attempt}  {undated_text()}")
    if args.format == "json":
        output.print_json([_to_json(row, careless) for row in rows])
    else:
        _print_rows(rows, titles, careless)
    return 0


def _print_rows(
    rows: tuple[AttemptRow, ...], titles: Mapping[str, str], careless: Collection[str]
) -> None:
    from examkit.cli.attempt_table import attempt_lines

    if rows:
        is_terminal = sys.stdout.isatty()
        width = output.text_width() if is_terminal else None
        lines = attempt_lines(rows, titles, width, careless)
        # Without a terminal, a program reads the lines.
        output.print_text("\n".join(lines if is_terminal else lines[1:]))
    else:
        output.print_text(f"No attempts yet. Start a mock exam:\n  {command('exam')}")


def _to_json(row: AttemptRow, careless: Collection[str]) -> dict[str, object]:
    return {
        "attempt": row.id,
        "mode": row.mode,
        "bank": row.bank,
        "exam": row.exam,
        "started": _to_iso(row.started),
        "finished": None if row.finished is None else _to_iso(row.finished),
        "asked": row.asked,
        "right": None if row.finished is None else row.correct,
        "fresh": row.fresh,
        "left_out": row.left_out,
        "too_quick": row.id in careless,
    }


def _to_iso(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")


def _add_leave_out(commands: Any) -> None:
    parser = add_command(
        commands,
        "leave-out",
        leave_out,
        "leave an attempt out of your estimates",
        example="leave-out 20261205",
        description="Leave a finished attempt out of your estimates, for example because someone "
        "else took it. You keep its report and answers.",
    )
    parser.add_bank()
    parser.add_argument("attempt", metavar="ATTEMPT", help="attempt ID or prefix")
    parser.add_flag("--undo", "include the attempt again")


def leave_out(args: argparse.Namespace) -> int:
    """Leave an attempt out of the estimates, or include it again with --undo."""
    with open_service(args) as service:
        attempt = service.past.leave_out(args.attempt, on=not args.undo)
    state = (
        "counts toward your estimates again"
        if args.undo
        else "no longer counts toward your estimates"
    )
    output.print_text(f"{attempt} {state}.")
    return 0


def _add_report(commands: Any) -> None:
    about, example = "show the report for an attempt", "report --format html --output report.html"
    parser = add_command(commands, "report", report, about, example=example)
    parser.add_attempt_output("text", "json", "markdown", "html")


def report(args: argparse.Namespace) -> int:
    """Print the report for an attempt, or write it to a file."""
    from importlib import import_module

    with open_reader(args) as service:
        result = service.past.report(args.attempt)
        output.print_notices(service)
    options: dict[str, Any] = {} if args.format == "json" else {"zone": local_zone()}
    if args.format == "text":
        options |= _text_options(result, args.output)
    renderer = import_module(f"examkit.report.render.{args.format}")
    text = renderer.render(result, **options)
    if args.output is None and args.format == "text" and stdout_is_styled():
        print_styled(color_report(text))
    else:
        output.write_output(text, args.output)
    return 0


def _text_options(result: Report, path: Path | None) -> dict[str, Any]:
    """Return keyword arguments for rendering a report as text: width, ASCII only, and hints.

    `path` is the file to write, or None to print the report.
    """
    from examkit.cli.next_steps import step_command

    return {
        "width": output.text_width(),
        "ascii_only": path is None and output.stdout_is_ascii(),
        "hint": lambda step: step_command(step, result),
    }


def _add_review(commands: Any) -> None:
    about = "review an attempt's questions, with explanations"
    parser = add_command(commands, "review", review, about, example="review --missed")
    parser.add_attempt_output("text", "json", "markdown")
    parser.add_flag("--missed", "only questions you missed", old="--wrong")
    parser.add_flag("--sure", "only questions you were sure of but missed")
    parser.add_flag("--bookmarked", "only questions you bookmarked")
    about = "report question NUMBER to the author"
    parser.add_value("--report-issue", "NUMBER", about, old="--doubt", type=int)
    about = "what's wrong with the question"
    parser.add_value("--comment", "TEXT", about, old="--reason", default="")


def review(args: argparse.Namespace) -> int:
    """Print or save an attempt's questions, or save a problem report on one of them."""
    from examkit.report.review import as_json, as_markdown, as_text, rows

    with open_reader(args) as service:
        if args.report_issue is not None:
            slot, folder = args.report_issue - 1, paths.data_dir() / "doubts"
            path = service.past.issue_report(args.attempt, slot, args.comment, folder)
            output.print_text(f"Wrote {path}")
            return 0
        done = service.past.load(args.attempt)
        output.print_notices(service)
        personal, bank = service.personal, done.form.bank
        reviewed = rows(done.form, done.sheet, service.library.section, personal.notes(bank))
        bookmarks = personal.bookmarks(bank)
    if args.missed:
        reviewed = [row for row in reviewed if row.score.outcome != "right"]
    if args.sure:
        reviewed = [row for row in reviewed if row.score.is_sure_miss]
    if args.bookmarked:
        reviewed = [row for row in reviewed if row.slot.question.id in bookmarks]
    if args.output is None and args.format == "text" and stdout_is_styled():
        from examkit.cli.review_page import render_review

        print_styled(render_review(reviewed))
        return 0
    writers = {"json": as_json, "markdown": as_markdown, "text": as_text}
    output.write_output(writers[args.format](reviewed), args.output)
    return 0


def _add_compare(commands: Any) -> None:
    about = "compare two mocks, and show how much of the change could be chance"
    parser = add_command(commands, "compare", compare, about, example="compare 20261130 20261204")
    parser.add_bank()
    parser.add_attempt("the mock before the latest")
    parser.add_argument(
        "later", nargs="?", metavar="LATER", help="later attempt (default: the latest mock)"
    )


def compare(args: argparse.Namespace) -> int:
    """Print a comparison of two mocks."""
    from examkit.report.compare import render

    with open_reader(args) as service:
        comparison = service.past.compare(args.attempt, args.later)
        output.print_notices(service)
    output.print_text(render(comparison, local_zone()))
    return 0
