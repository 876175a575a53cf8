"""`examkit review`: every question of a finished attempt, and reports of issues in them."""

from __future__ import annotations

import argparse
from typing import Any

from examkit import paths
from examkit.cli.attempt_output import add_attempt_output, emit, open_reader, print_expired
from examkit.cli.common import add_command, add_renamed_option


def add_parsers(commands: Any) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "review",
        "go through every question of a finished attempt",
        example="review --wrong",
        description="Every question with your answer, the key, all rationales and the excerpt.",
    )
    add_attempt_output(parser, ["text", "json", "markdown"])
    parser.add_argument("--wrong", action="store_true", help="only those not answered right")
    add_renamed_option(
        parser,
        "--report-issue",
        "--doubt",
        metavar="NUMBER",
        type=int,
        help="write a file on this question for the bank's author",
    )
    add_renamed_option(
        parser, "--comment", "--reason", metavar="TEXT", default="", help="what is wrong with it"
    )
    parser.set_defaults(handler=review)


def review(args: argparse.Namespace) -> int:
    """Go through the questions of an attempt."""
    from examkit.report.review import as_json, as_markdown, as_text, rows

    engine = open_reader(args)
    try:
        if args.report_issue is not None:
            path = engine.past.issue_report(
                args.attempt, args.report_issue - 1, args.comment, paths.data_dir() / "doubts"
            )
            emit(f"Wrote {path}", None)
            return 0
        done = engine.past.load(args.attempt)
        print_expired(engine)
        reviewed = rows(done.form, done.sheet, engine.library.section)
    finally:
        engine.close()
    if args.wrong:
        reviewed = [row for row in reviewed if row.score.outcome != "right"]
    writers = {"json": as_json, "markdown": as_markdown, "text": as_text}
    emit(writers[args.format](reviewed), args.output)
    return 0
