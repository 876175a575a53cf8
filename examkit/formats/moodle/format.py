"""Moodle XML: what Moodle exports in full, with feedback, weights, ids and tags."""

from __future__ import annotations

import re

from examkit.formats.moodle.reader import Reader
from examkit.formats.moodle.types import WRITERS
from examkit.formats.moodle.writer import write
from examkit.formats.registry import Format
from examkit.formats.shared.draft import (
    Draft,
    ReadResult,
)
from examkit.formats.shared.input_file import InputFile
from examkit.formats.shared.round_trip import write_and_read

_HELD = (
    "options", "rationale", "items", "pairs", "extra", "answer", "tolerance", "id", "title",
    "domain", "topic", "difficulty", "tags", "explanation", "references", "note", "group",
)  # fmt: skip
_MOST_RIGHT = 10
_ROOT = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<quiz[\s>/]", re.S
)


def detect(file: InputFile) -> float:
    """Look for the root of Moodle's XML, which Markdown quizzes share, and for questions in it."""
    if not _ROOT.match(file.data[:4096]):
        return 0.0
    sure = file.data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml")
    return 0.95 if sure or b"<question" in file.data[:65_536] else 0.0


def read(file: InputFile) -> ReadResult:
    """Read questions, and descriptions that a tag makes the stem of a group."""
    return Reader(file).result()


def _limit(draft: Draft) -> str:
    too_many = sum(option.correct for option in draft.options) > _MOST_RIGHT
    return f"Moodle has no weights for more than {_MOST_RIGHT} right options." if too_many else ""


def _why(part: str) -> str:
    if part in ("explanation", "references"):
        return "References are a list at the end of the explanation, and must look like one."
    return "XML has no such characters, Moodle trims it, or it could act in Moodle."


round_trip = write_and_read(
    read, write, _why, held=_HELD, no_place="Moodle has no place for it.", limit=_limit
)
FORMAT = Format(
    name="moodle",
    title="Moodle XML",
    suffix=".xml",
    detect=detect,
    read=read,
    types=WRITERS,
    round_trip=round_trip,
    write=write,
)
