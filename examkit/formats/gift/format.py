"""GIFT: the text format in which Moodle's teachers write questions by hand."""

from __future__ import annotations

import re

from examkit.formats.gift.reader import Reader
from examkit.formats.gift.writer import write
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


def recognise(file: Incoming) -> float:
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


def read(file: Incoming) -> Read:
    """Read questions, and texts that a tag makes the stem of a group."""
    return Reader(file).result()


def carried(draft: Draft) -> Carried:
    """Give what comes back from writing and reading; but for a few odd texts, all of it."""
    whole = normal(draft)
    if sum(option.correct for option in whole.options) > _MOST_RIGHT:
        return refused(f"GIFT has no weights for more than {_MOST_RIGHT} right options.")
    plain = without(whole, _NO_PLACE)
    back = Reader(Incoming("", write(Paper("", (plain,))))).result()
    if len(back.questions) != 1:
        return refused("Its texts would read as something else.")
    got = back.questions[0]
    losses = list(missing(whole, _NO_PLACE, "GIFT has no place for it."))
    losses += [Loss(part, _why(part)) for part in differing(plain, got)]
    return Carried(got, tuple(losses))


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
    recognise=recognise,
    read=read,
    carried=carried,
    write=write,
)
