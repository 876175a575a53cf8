"""GIFT: the text format in which Moodle's teachers write questions by hand."""

from __future__ import annotations

import re

from examkit.formats.gift.reader import Reader
from examkit.formats.gift.writer import write
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

_HEAD = 8192
_NO_PLACE = all_but(
    "options", "rationale", "items", "pairs", "extra", "answer", "tolerance", "id", "title",
    "domain", "topic", "difficulty", "tags", "explanation", "references", "note", "group",
)  # fmt: skip
_MOST_RIGHT = 10
_FOREIGN = re.compile(r"\A\s*[<{]|\A\s*\[(?!html|markdown|plain|moodle)|\APK|\x00")
_CHECKBOX = re.compile(r"^[-*] \[[ xX]\] ", re.M)
_CERTAIN = re.compile(r"^[ \t]*(?:::[^:\n]+::|\$CATEGORY:|// \[(?:id|tag):)", re.M)
_ANSWERS = re.compile(
    r"(?<!\\)\{\s*(?:[=~](?!html\})|#[-=.%\d]|(?:T|F|TRUE|FALSE)\s*[}#]|>\s*\d*[^}]*\n)"
)


def detect(file: InputFile) -> float:
    """Tell how sure it is that a file is GIFT, from titles, categories and answers in braces."""
    head = file.data[:_HEAD].decode("utf-8-sig", "ignore")
    head = head.replace("\r\n", "\n").replace("\r", "\n")
    named = file.path.lower().endswith(".gift")
    if _FOREIGN.search(head):
        return 0.0
    answers = _ANSWERS.search(head) is not None
    if _CERTAIN.search(head):
        return 0.95 if answers or named else 0.8
    if named:
        return 0.9
    return 0.75 if answers and not _CHECKBOX.search(head) else 0.0


def read(file: InputFile) -> ReadResult:
    """Read questions, and texts that a tag makes the stem of a group."""
    return Reader(file).result()


def round_trip(draft: Draft) -> RoundTrip:
    """Return what comes back from writing and reading; but for a few odd texts, all of it."""
    whole = normalize(draft)
    if sum(option.correct for option in whole.options) > _MOST_RIGHT:
        return reject(f"GIFT has no weights for more than {_MOST_RIGHT} right options.")
    plain = clear_fields(whole, _NO_PLACE)
    back = Reader(InputFile("", write(QuestionSet("", (plain,))))).result()
    if len(back.questions) != 1:
        return reject("Its texts would read as something else.")
    got = back.questions[0]
    losses = list(losses_for(whole, _NO_PLACE, "GIFT has no place for it."))
    losses += [Loss(part, _why(part)) for part in differing_fields(plain, got)]
    return RoundTrip(got, tuple(losses))


def _why(part: str) -> str:
    if part == "pairs":
        return "A backslash keeps an arrow in a left side from reading as the one between sides."
    if part in ("explanation", "references"):
        return "References are a list at the end of the explanation, and must look like one."
    return "GIFT trims it, holds it on one line, or it could act in Moodle."


FORMAT = Format(
    name="gift",
    title="GIFT (Moodle text)",
    suffix=".gift",
    detect=detect,
    read=read,
    round_trip=round_trip,
    write=write,
)
