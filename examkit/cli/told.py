"""Commands that tell of attempts: `history`, `report`, `review`."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from examkit import paths
from examkit.cli.common import (
    add_attempt,
    add_bank,
    add_command,
    add_format,
    open_engine,
    read_config,
)
from examkit.errors import ExamkitError
from examkit.sanitize import sanitize
from examkit.suggest import command

if TYPE_CHECKING:
    from examkit.attempts.report_facts import FinishedAttempt
    from examkit.attempts.service import AttemptService
    from examkit.store.records import AttemptRow


def add_parsers(commands: Any) -> None:
    """Add the commands."""
    history_parser = add_command(
        commands,
        "history",
        "list past attempts",
        example="history --format json",
        description="List the attempts on a bank, newest first.",
    )
    add_bank(history_parser)
    add_format(history_parser, "text", "json")
    history_parser.set_defaults(handler=history)
    report_parser = add_command(
        commands,
        "report",
        "tell what a finished attempt shows",
        example="report --format markdown --output report.md",
        description="Result, domains with their ranges, what to read and what to do next.",
    )
    _add_told(report_parser, ["text", "json", "markdown", "html"])
    report_parser.set_defaults(handler=report)
    review_parser = add_command(
        commands,
        "review",
        "go through every question of a finished attempt",
        example="review --wrong",
        description="Every question with your answer, the key, all rationales and the excerpt.",
    )
    _add_told(review_parser, ["text", "json", "markdown"])
    review_parser.add_argument("--wrong", action="store_true", help="only those not answered right")
    review_parser.add_argument(
        "--doubt", metavar="N", type=int, help="write question N down for the bank's author"
    )
    review_parser.add_argument("--reason", metavar="TEXT", default="", help="why you doubt it")
    review_parser.set_defaults(handler=review)
    compare_parser = add_command(
        commands,
        "compare",
        "two mocks beside each other",
        example="compare 20261130 20261204",
        description="Two finished mocks beside each other, with what luck alone can do.",
    )
    add_bank(compare_parser)
    add_attempt(compare_parser, "the latest mock but one")
    compare_parser.add_argument(
        "later", nargs="?", metavar="LATER", help="default: the latest mock"
    )
    compare_parser.set_defaults(handler=compare)


def _add_told(parser: argparse.ArgumentParser, formats: list[str]) -> None:
    add_bank(parser)
    add_attempt(parser, "the latest finished one")
    add_format(parser, *formats)
    parser.add_argument("--output", metavar="FILE", type=Path, help="write to a file")


def _engine(args: argparse.Namespace) -> AttemptService:
    return open_engine(args, read_config(), "read")


def history(args: argparse.Namespace) -> int:
    """List attempts."""
    from examkit.report.phrases import undated_text

    engine = _engine(args)
    try:
        _tell_expired(engine)
        rows, undated = engine.attempts(), engine.undated()
    finally:
        engine.close()
    for attempt in undated:
        sys.stderr.write(sanitize(f"{attempt}  {undated_text()}") + "\n")
    if args.format == "json":
        _emit(json.dumps([_row(row) for row in rows], indent=2, ensure_ascii=False), None)
        return 0
    for row in rows:
        day = datetime.fromtimestamp(row.started, UTC).astimezone()
        _emit(f"{row.id}  {day:%Y-%m-%d %H:%M}  {row.exam}  {row.title}  {_went(row)}", None)
    if not rows:
        _emit(f"No attempt yet. Start one with: {command('exam')}", None)
    return 0


def _tell_expired(engine: AttemptService) -> None:
    """Name what has run out, and counts in no report until it is handed in."""
    from examkit.attempts.history import expired_text

    for row in engine.expired():
        sys.stderr.write(sanitize(" ".join(expired_text(row.id))) + "\n")


def _went(row: AttemptRow) -> str:
    from examkit.report.phrases import attempt_text

    return attempt_text(row.finished is not None, row.right, row.asked, row.fresh)


def _row(row: Any) -> dict[str, object]:
    finished = row.finished is not None
    return {
        "attempt": row.id,
        "mode": row.mode,
        "bank": row.bank,
        "exam": row.exam,
        "started": _utc(row.started),
        "finished": _utc(row.finished) if finished else None,
        "asked": row.asked,
        "right": row.right if finished else None,
        "fresh": row.fresh,
    }


def _utc(wall: float) -> str:
    return datetime.fromtimestamp(wall, UTC).isoformat(timespec="seconds")


def report(args: argparse.Namespace) -> int:
    """Tell what an attempt shows."""
    from examkit.report.render import json as as_json
    from examkit.report.render import markdown, text

    engine = _engine(args)
    try:
        told = engine.past.report(args.attempt)
        _tell_expired(engine)
    finally:
        engine.close()
    zone = datetime.now(UTC).astimezone().tzinfo or UTC
    if args.format == "json":
        _emit(as_json.render(told), args.output)
    elif args.format == "markdown":
        _emit(markdown.render(told, zone=zone), args.output)
    elif args.format == "html":
        from examkit.report.render import html

        _emit(html.render(told, zone=zone), args.output)
    else:
        ascii_only = args.output is None and "utf" not in (sys.stdout.encoding or "").lower()
        _emit(text.render(told, ascii_only=ascii_only, zone=zone), args.output)
    return 0


def review(args: argparse.Namespace) -> int:
    """Go through the questions of an attempt."""
    from examkit.report import review as told

    engine = _engine(args)
    try:
        if args.doubt is not None:
            path = engine.past.issue_report(
                args.attempt, args.doubt - 1, args.reason, paths.data_dir() / "doubts"
            )
            _emit(f"Wrote {path}", None)
            return 0
        done = engine.past.load(args.attempt)
        _tell_expired(engine)
        rows = told.rows(done.form, done.sheet, _sections(engine, done))
    finally:
        engine.close()
    if args.wrong:
        rows = [row for row in rows if row.outcome != "right"]
    writers = {"json": told.as_json, "markdown": told.as_markdown, "text": told.as_text}
    _emit(writers[args.format](rows), args.output)
    return 0


def compare(args: argparse.Namespace) -> int:
    """Put two mocks beside each other."""
    from examkit.report.compare import render

    engine = _engine(args)
    try:
        told = engine.past.compare(args.attempt, args.later)
        _tell_expired(engine)
    finally:
        engine.close()
    _emit(render(told, datetime.now(UTC).astimezone().tzinfo or UTC), None)
    return 0


def _sections(engine: AttemptService, done: FinishedAttempt) -> dict[str, str]:
    refs = {slot.question.note for slot in done.form.slots}
    found = {ref: engine.library.section(ref) for ref in refs}
    return {ref: section.text for ref, section in found.items() if section is not None}


def _emit(text: str, output: Path | None) -> None:
    if output is None:
        sys.stdout.write(clean_output(text))
        return
    try:
        output.write_text(text.rstrip("\n") + "\n", encoding="utf-8")
    except OSError as error:
        raise ExamkitError(
            f"{output} cannot be written: {error.strerror}.", "Name another file."
        ) from None
    sys.stderr.write(f"Wrote {output}\n")


def clean_output(text: str) -> str:
    """Take control characters out of what goes to a terminal."""
    return "\n".join(sanitize(line) for line in text.rstrip("\n").split("\n")) + "\n"
