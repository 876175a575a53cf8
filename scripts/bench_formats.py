"""Time reading 1 MB of each format against its bare parser, if it has one.

Usage: .venv/bin/python scripts/bench_formats.py [--rounds N] [--hostile]

`parse` finds the parts and their positions. `read` also builds questions: texts as Markdown,
checks, losses. Both are multiples of the bare parser, by medians of one run.
`--hostile` reads files of 100 kB and 400 kB that repeat one piece. A format that takes much more
than four times as long for the larger file is not linear.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import statistics
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

from bench_time import timed, use_one_processor
from markdown_it import MarkdownIt

from examkit.bank.loader import load_bank
from examkit.formats.csv.cells import split_lines
from examkit.formats.json.parser import parse_json
from examkit.formats.registry import Format, formats
from examkit.formats.shared.draft import QuestionSet
from examkit.formats.shared.input_file import InputFile, Places
from examkit.formats.shared.xml import parse_xml
from examkit.transfer.deduplicate import to_draft

BANK = Path(__file__).parents[1] / "questionbank" / "aws-developer-associate"
SIZE = 1_000_000
Step = Callable[[bytes], object]
PIECES = ("a\t", "A) x\n", "{", "<a>", "1. x\n\n", '"a",', " ", "*", "[", "a\n", "q{=a ~b}\n\n")
"""Pieces that hostile files repeat."""


def bare_zip(data: bytes) -> None:
    """Unzip a package and parse each item."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if name.endswith(".xml"):
                ElementTree.fromstring(package.read(name))  # noqa: S314


def locate_cells(data: bytes) -> None:
    """Split a table into cells and locate its rows."""
    file = InputFile("", data)
    split_lines(file, ",", Places(file.text))


BARE: dict[str, tuple[Step, Step | None]] = {
    "moodle": (
        ElementTree.fromstring,
        lambda data: parse_xml(InputFile("", data)),
    ),
    "qti": (bare_zip, None),
    "json": (json.loads, lambda data: parse_json(InputFile("", data))),
    "csv": (lambda data: list(csv.reader(io.StringIO(data.decode()))), locate_cells),
    "markdown": (lambda data: MarkdownIt("commonmark").parse(data.decode()), None),
}
"""By format: the bare parser, and our parser that records positions."""


def shipped_questions() -> QuestionSet:
    """Return the shipped bank's questions."""
    bank = load_bank(BANK).bank
    if bank is None:
        raise SystemExit("The bank has errors. Fix them first:\n  examkit bank check")
    drafts = (to_draft(p.question, bank.info.default_exam) for p in bank.questions.values())
    return QuestionSet(bank.info.title, tuple(drafts))


def megabyte(form: Format, questions: QuestionSet) -> bytes:
    """Return about 1 MB of questions in a format."""
    round_trip, write = form.round_trip, form.write
    if round_trip is None or write is None:
        raise SystemExit(f"examkit can't write {form.name}")
    drafts = [d for each in questions.questions if (d := round_trip(each).draft) is not None]
    drafts *= 1 + SIZE // len(write(QuestionSet("t", tuple(drafts))))
    count = round(len(drafts) * SIZE / len(write(QuestionSet("t", tuple(drafts)))))
    return write(QuestionSet("t", tuple(drafts[:count])))


def median(step: Step, data: bytes, rounds: int) -> float:
    """Return the median time of a step, in seconds."""
    return statistics.median(timed(lambda: step(data)) for _ in range(rounds))


def hostile(form: Format, piece: str, rounds: int) -> str:
    """Return a line that compares a file with one four times as large."""
    read = form.read
    sizes = (100_000, 400_000)
    files = [(piece * (size // len(piece))).encode() for size in sizes]
    small, large = (
        median(lambda data: read and read(InputFile("x", data)), data, rounds) for data in files
    )
    return f"{form.name:9} {piece!r:18} {small:6.3f} s  {large:6.3f} s  {large / small:5.1f}x"


def main() -> None:
    """Measure each format and print a line for it."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--hostile", action="store_true")
    args = parser.parse_args()
    use_one_processor()
    if args.hostile:
        for form in formats().values():
            print("\n".join(hostile(form, piece, args.rounds) for piece in PIECES))
        return
    questions = shipped_questions()
    for form in formats().values():
        if form.read and form.write:
            print(measure(form, questions, args.rounds))


def measure(form: Format, questions: QuestionSet, rounds: int) -> str:
    """Return the line of one format."""
    data = megabyte(form, questions)
    read = form.read
    seconds = median(lambda data: read and read(InputFile("x", data)), data, rounds)
    line = f"{form.name:9} {len(data) / 1e6:5.2f} MB  {seconds:6.3f} s"
    bare, parse = BARE.get(form.name, (None, None))
    if bare is None:
        return line
    bare_seconds = median(bare, data, rounds)
    line += f"  read {seconds / bare_seconds:6.2f}x"
    return line + (f"  parse {median(parse, data, rounds) / bare_seconds:6.2f}x" if parse else "")


if __name__ == "__main__":
    main()
