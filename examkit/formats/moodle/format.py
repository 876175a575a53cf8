"""Moodle XML: what Moodle exports in full, with feedback, weights, ids and tags."""

from __future__ import annotations

import re

from examkit.formats.moodle.reader import Reader
from examkit.formats.moodle.writer import write
from examkit.formats.registry import Format
from examkit.formats.shared.draft import (
    Draft,
    Loss,
    QuestionSet,
    ReadResult,
    RoundTrip,
    all_but,
    clear_fields,
    differing_fields,
    losses_for,
    normalize,
    reject,
)
from examkit.formats.shared.input_file import InputFile

_NO_PLACE = all_but(
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


def round_trip(draft: Draft) -> RoundTrip:
    """Return what comes back from writing and reading: all but a few odd texts."""
    whole = normalize(draft)
    if sum(option.correct for option in whole.options) > _MOST_RIGHT:
        why = f"Moodle has no weights for more than {_MOST_RIGHT} right options."
        return reject(why)
    plain = clear_fields(whole, _NO_PLACE)
    back = Reader(InputFile("", write(QuestionSet("", (plain,))))).result()
    if len(back.questions) != 1:
        return reject("Its texts would read as something else.")
    got = back.questions[0]
    losses = list(losses_for(whole, _NO_PLACE, "Moodle has no place for it."))
    losses += [Loss(part, _why(part)) for part in differing_fields(plain, got)]
    return RoundTrip(got, tuple(losses))


def _why(part: str) -> str:
    if part in ("explanation", "references"):
        return "References are a list at the end of the explanation, and must look like one."
    return "XML has no such characters, Moodle trims it, or it could act in Moodle."


FORMAT = Format(
    name="moodle",
    title="Moodle XML",
    suffix=".xml",
    detect=detect,
    read=read,
    round_trip=round_trip,
    write=write,
)
