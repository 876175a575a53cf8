"""Measure reading 1 MB of each format against its bare parser, where it has one.

Usage: .venv/bin/python scripts/bench_formats.py [--rounds N] [--hostile]

`parse` is finding the parts with their places, `read` also making questions of them: texts
as Markdown, checks, losses. Both are multiples of the bare parser, medians of one run.
`--hostile` reads files that repeat one piece, of 100 kB and of 400 kB: a format that takes much
more than four times as long grows faster than its file.
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
from examkit.formats.csv.table import lines_of
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
"""What hostile files repeat."""


def bare_zip(data: bytes) -> None:
    """Unpack and parse each item."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if name.endswith(".xml"):
                ElementTree.fromstring(package.read(name))  # noqa: S314


def places_of_cells(data: bytes) -> None:
    """Split a table into cells and the places of its rows."""
    file = InputFile("", data)
    lines_of(file, ",", Places(file.text))


BARE: dict[str, tuple[Step, Step | None]] = {
    "moodle": (
        ElementTree.fromstring,
        lambda data: parse_xml(InputFile("", data)),
    ),
    "qti": (bare_zip, None),
    "json": (json.loads, lambda data: parse_json(InputFile("", data))),
    "csv": (lambda data: list(csv.reader(io.StringIO(data.decode()))), places_of_cells),
    "markdown": (lambda data: MarkdownIt("commonmark").parse(data.decode()), None),
}
"""Format, its bare parser, and our own that keeps places."""


def paper() -> QuestionSet:
    """Return the shipped bank as a paper."""
    bank = load_bank(BANK).bank
    if bank is None:
        raise SystemExit("Mend the bank first: examkit bank check")
    drafts = (to_draft(p.question, bank.info.default_exam) for p in bank.questions.values())
    return QuestionSet(bank.info.title, tuple(drafts))


def megabyte(form: Format, whole: QuestionSet) -> bytes:
    """Write about 1 MB of a format; None of ours is read only."""
    carried, write = form.round_trip, form.write
    if carried is None or write is None:
        raise SystemExit(f"{form.name} is only read")
    drafts = [d for each in whole.questions if (d := carried(each).draft) is not None]
    drafts *= 1 + SIZE // len(write(QuestionSet("t", tuple(drafts))))
    count = round(len(drafts) * SIZE / len(write(QuestionSet("t", tuple(drafts)))))
    return write(QuestionSet("t", tuple(drafts[:count])))


def median(step: Step, data: bytes, rounds: int) -> float:
    """Return the median of some measurements, in seconds."""
    return statistics.median(timed(lambda: step(data)) for _ in range(rounds))


def hostile(form: Format, piece: str, rounds: int) -> str:
    """Measure how much longer a file takes that is four times as large."""
    read = form.read
    sizes = (100_000, 400_000)
    files = [(piece * (size // len(piece))).encode() for size in sizes]
    few, many = (
        median(lambda data: read and read(InputFile("x", data)), data, rounds) for data in files
    )
    return f"{form.name:9} {piece!r:18} {few:6.3f} s  {many:6.3f} s  {many / few:5.1f}x"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--hostile", action="store_true")
    given = parser.parse_args()
    use_one_processor()
    if given.hostile:
        for form in formats().values():
            print("\n".join(hostile(form, piece, given.rounds) for piece in PIECES))
        return
    whole = paper()
    for form in formats().values():
        if form.read and form.write:
            print(line_of(form, whole, given.rounds))


def line_of(form: Format, whole: QuestionSet, rounds: int) -> str:
    """Measure one format."""
    data = megabyte(form, whole)
    read = form.read
    took = median(lambda data: read and read(InputFile("x", data)), data, rounds)
    line = f"{form.name:9} {len(data) / 1e6:5.2f} MB  {took:6.3f} s"
    bare, parse = BARE.get(form.name, (None, None))
    if bare is None:
        return line
    base = median(bare, data, rounds)
    line += f"  read {took / base:6.2f}x"
    return line + (f"  parse {median(parse, data, rounds) / base:6.2f}x" if parse else "")


if __name__ == "__main__":
    main()
