"""The commands export and formats."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from examkit.cli import output
from examkit.cli.launch import open_reader
from examkit.cli.options import add_command
from examkit.drills.request import DrillRequest
from examkit.errors import ExamkitError
from examkit.humanize import pluralize


def add_parsers(commands: Any) -> None:
    """Add the commands `export` and `formats`."""
    _add_export(commands)
    _add_formats(commands)


def _add_export(commands: Any) -> None:
    about = "export questions to another format"
    example = "export --to anki --mistakes --output mistakes.txt"
    parser = add_command(commands, "export", export, about, example=example)
    parser.add_bank()
    parser.add_value("--to", "FORMAT", "see `examkit formats`", required=True)
    parser.add_value("--output", "FILE", "file to write", type=Path, required=True)
    parser.add_value("--exam", "EXAM", "only this exam's questions and domains")
    parser.add_list("--domain", "DOMAIN", "domain ID")
    parser.add_list("--topic", "TOPIC", "topic ID")
    parser.add_flag("--mistakes", "only questions you missed last time")
    parser.add_flag("--allow-lossy", "export even if information is lost", old="--allow-loss")


def export(args: argparse.Namespace) -> int:
    """Export questions to a file. Return 1 if data would be lost and --allow-lossy isn't set."""
    from examkit.bank.file_writer import write_file
    from examkit.formats.registry import find_format
    from examkit.transfer.export import export_questions

    form = find_format(args.to)
    with open_reader(args) as service:
        result = export_questions(service, form, _to_request(args), exam=args.exam)
    for finding in result.findings:
        output.print_note(str(finding))
    if result.losses and not args.allow_lossy:
        output.print_note(f"error: {pluralize(result.losses, 'question')} would lose information")
        output.print_note("hint: Use --allow-lossy, or the json format, which keeps everything.")
        return 1
    if not result.written:
        raise ExamkitError("No matching questions to export.", "Change the filters.")
    write_file(args.output, result.data)
    output.print_note(f"Wrote {pluralize(result.written, 'question')} to {args.output}")
    return 0


def _to_request(args: argparse.Namespace) -> DrillRequest:
    return DrillRequest(
        domains=tuple(args.domain),
        topics=tuple(args.topic),
        kinds=frozenset({"mistakes"}) if args.mistakes else frozenset(),
        include_reserved=True,
    )


def _add_formats(commands: Any) -> None:
    about = "list import and export formats"
    add_command(commands, "formats", list_formats, about, example="formats")


def list_formats(_: argparse.Namespace) -> int:
    """Print each format's name and title, and whether examkit can read and write it."""
    from examkit.formats.registry import formats

    for name, form in sorted(formats().items()):
        ways = " and ".join(way for way in ("read", "write") if getattr(form, way))
        output.print_text(f"{name:<12} {ways:<15} {form.title}")
    return 0
