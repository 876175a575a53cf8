"""Lists of questions in Markdown: our own comes back as it was, common ones of others are read."""

from __future__ import annotations

import re

from examkit.formats.markdown.native import MARKS, OwnReader
from examkit.formats.markdown.reader import Reader
from examkit.formats.markdown.types import WRITERS
from examkit.formats.markdown.writer import write
from examkit.formats.registry import Format
from examkit.formats.shared.draft import (
    ReadResult,
)
from examkit.formats.shared.input_file import InputFile
from examkit.formats.shared.round_trip import write_and_read

_HEAD = 65_536
_TICKED = re.compile(r"^ {0,3}[-*+] \[[xX]\] ", re.M)
_ANSWERS = re.compile(r"<details.{0,200}?answer", re.I | re.S)
_LETTERED = re.compile(r"^ {0,6}[-*+] [A-Ha-h][.):] ", re.M)


def detect(file: InputFile) -> float:
    """Look for our own first line, for ticked boxes, or for answers that unfold."""
    head = file.data[:_HEAD].decode("utf-8-sig", "ignore")
    if head.startswith(MARKS):
        return 0.95
    if "\x00" in head or head.lstrip()[:5].lower() in ("<?xml", "<!doc"):
        return 0.0
    named = 0.1 if file.path.lower().endswith((".md", ".markdown")) else 0.0
    if _TICKED.search(head):
        return 0.7 + named
    return 0.6 + named if _ANSWERS.search(head) and _LETTERED.search(head) else 0.0


def read(file: InputFile) -> ReadResult:
    """Read our own dialect exactly, those of others by their usual shapes."""
    own = file.text.startswith(MARKS)
    return OwnReader(file).result() if own else Reader(file).result()


def _explain(_: str) -> str:
    return "Markdown holds it on one line, or trims it."


round_trip = write_and_read(read, write, _explain)
FORMAT = Format(
    name="markdown",
    title="Markdown with boxes to tick",
    suffix=".md",
    detect=detect,
    read=read,
    types=WRITERS,
    round_trip=round_trip,
    write=write,
)
