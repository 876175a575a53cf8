"""`examkit review`: review the questions of a finished attempt, or report a problem."""

from __future__ import annotations

import argparse
from typing import Any

from examkit import paths
from examkit.cli import output
from examkit.cli.launch import open_reader
from examkit.cli.options import add_command


def add_parsers(commands: Any) -> None:
    """Add the `review` command."""
    about = "review the questions of an attempt, with explanations"
    parser = add_command(commands, "review", review, about, example="review --wrong")
    parser.add_attempt_output("text", "json", "markdown")
    parser.add_flag("--wrong", "only mistakes")
    about = "report question NUMBER to the author"
    parser.add_value("--report-issue", "NUMBER", about, old="--doubt", type=int)
    parser.add_value("--comment", "TEXT", "what's wrong with it", old="--reason", default="")


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
        reviewed = rows(done.form, done.sheet, service.library.section)
    if args.wrong:
        reviewed = [row for row in reviewed if row.score.outcome != "right"]
    writers = {"json": as_json, "markdown": as_markdown, "text": as_text}
    output.write_output(writers[args.format](reviewed), args.output)
    return 0
