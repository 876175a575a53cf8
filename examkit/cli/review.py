"""`examkit review`: every question of a finished attempt, and reports of issues in them."""

from __future__ import annotations

import argparse
from typing import Any

from examkit import paths
from examkit.cli.attempt_output import add_attempt_output, emit, open_reader, print_expired
from examkit.cli.common import add_command


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
    parser.add_argument(
        "--doubt", metavar="N", type=int, help="write question N down for the bank's author"
    )
    parser.add_argument("--reason", metavar="TEXT", default="", help="why you doubt it")
    parser.set_defaults(handler=review)


def review(args: argparse.Namespace) -> int:
    """Go through the questions of an attempt."""
    from examkit.report import review as told

    engine = open_reader(args)
    try:
        if args.doubt is not None:
            path = engine.past.issue_report(
                args.attempt, args.doubt - 1, args.reason, paths.data_dir() / "doubts"
            )
            emit(f"Wrote {path}", None)
            return 0
        done = engine.past.load(args.attempt)
        print_expired(engine)
        rows = told.rows(done.form, done.sheet, engine.library.section)
    finally:
        engine.close()
    if args.wrong:
        rows = [row for row in rows if row.score.outcome != "right"]
    writers = {"json": told.as_json, "markdown": told.as_markdown, "text": told.as_text}
    emit(writers[args.format](rows), args.output)
    return 0
