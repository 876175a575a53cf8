"""Moodle XML: what Moodle exports in full, with feedback, weights, ids and tags."""

from __future__ import annotations

import re

from examkit.formats.moodle.reader import Reader
from examkit.formats.moodle.writer import write
from examkit.formats.registry import Format
from examkit.formats.shared.draft import (
    Carried,
    Draft,
    Loss,
    Paper,
    Read,
    all_but,
    differing,
    missing,
    normal,
    refused,
    without,
)
from examkit.formats.shared.input_file import Incoming

_NO_PLACE = all_but(
    "options", "rationale", "items", "pairs", "extra", "answer", "tolerance", "id", "title",
    "domain", "topic", "difficulty", "tags", "explanation", "references", "note", "group",
)  # fmt: skip
_MOST_RIGHT = 10
_ROOT = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<quiz[\s>/]", re.S
)


def recognise(file: Incoming) -> float:
    """Look for the root of Moodle's XML, which Markdown quizzes share, and for questions in it."""
    if not _ROOT.match(file.data[:4096]):
        return 0.0
    sure = file.data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml")
    return 0.95 if sure or b"<question" in file.data[:65_536] else 0.0


def read(file: Incoming) -> Read:
    """Read questions, and descriptions that a tag makes the stem of a group."""
    return Reader(file).result()


def carried(draft: Draft) -> Carried:
    """Give what comes back from writing and reading: all but a few odd texts."""
    whole = normal(draft)
    if sum(option.correct for option in whole.options) > _MOST_RIGHT:
        why = f"Moodle has no weights for more than {_MOST_RIGHT} right options."
        return refused(why)
    plain = without(whole, _NO_PLACE)
    back = Reader(Incoming("", write(Paper("", (plain,))))).result()
    if len(back.questions) != 1:
        return refused("Its texts would read as something else.")
    got = back.questions[0]
    losses = list(missing(whole, _NO_PLACE, "Moodle has no place for it."))
    losses += [Loss(part, _why(part)) for part in differing(plain, got)]
    return Carried(got, tuple(losses))


def _why(part: str) -> str:
    if part in ("explanation", "references"):
        return "References are a list at the end of the explanation, and must look like one."
    return "XML has no such characters, Moodle trims it, or it could act in Moodle."


FORMAT = Format(
    name="moodle",
    title="Moodle XML",
    suffix=".xml",
    recognise=recognise,
    read=read,
    carried=carried,
    write=write,
)
