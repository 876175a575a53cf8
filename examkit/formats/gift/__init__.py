"""GIFT: the text format for typing Moodle questions."""

from __future__ import annotations

import re

from examkit.formats.gift.question import escaped, escaped_text, formatted, note
from examkit.formats.gift.reader import CATEGORY, Reader
from examkit.formats.gift.types import WRITERS
from examkit.formats.registry import Format, write_and_read
from examkit.formats.shared.draft import (
    COMMON_PARTS,
    Draft,
    Group,
    QuestionSet,
    ReadResult,
    parts_of_types,
)
from examkit.formats.shared.html import inert, may_act, shown
from examkit.formats.shared.input_file import InputFile
from examkit.formats.shared.text_conventions import format_category, make_tags, with_references

_HEAD = 8192
STORED = (
    *COMMON_PARTS,
    *parts_of_types(WRITERS, lost=("unit", "ignore_case", "ignore_accents")),
)
_MOST_RIGHT = 10
_FOREIGN = re.compile(r"\A\s*[<{]|\A\s*\[(?!html|markdown|plain|moodle)|\APK|\x00")
_CHECKBOX = re.compile(r"^[-*] \[[ xX]\] ", re.M)
_CERTAIN = re.compile(r"^[ \t]*(?:::[^:\n]+::|\$CATEGORY:|// \[(?:id|tag):)", re.M)
_ANSWERS = re.compile(
    r"(?<!\\)\{\s*(?:[=~](?!html\})|#[-=.%\d]|(?:T|F|TRUE|FALSE)\s*[}#]|>\s*\d*[^}]*\n)"
)


def detect(file: InputFile) -> float:
    """Return the confidence, from 0 to 1, that a file is GIFT, judged by its titles and answers."""
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
    """Read questions and group stems. A stem is a text without answers with a group's tag."""
    return Reader(file).result()


def write(paper: QuestionSet) -> bytes:
    """Return questions, categories, and group stems as GIFT, with empty lines between them."""
    blocks: list[str] = []
    for domain, group, draft in paper.introduced():
        blocks += [_category(domain)] if domain is not None else []
        blocks += [_format_stem(group)] if group else []
        blocks.append(_question(draft))
    return "\n".join(blocks).encode("utf-8", "replace")


def _category(domain: str) -> str:
    safe = domain.replace("\\", "\\\\").replace("\n", " ")
    return f"{CATEGORY} {format_category(safe)}\n"


def _format_stem(group: Group) -> str:
    return f"// {note('tag', f'group:{group.id}')}\n{formatted(group.stem)}\n"


def _question(draft: Draft) -> str:
    notes = [note("id", draft.id)] if draft.id else []
    notes += [note("tag", tag) for tag in make_tags(draft)]
    comment = f"// {' '.join(notes)}\n" if notes else ""
    title = f"::{escaped(draft.title)}::" if draft.title else ""
    writer = WRITERS[draft.type]
    form, stem = ("markdown", inert(draft.stem)) if writer.is_markdown else shown(draft.stem)
    lines = [f"{title}[{form}]{escaped(stem)} {{{writer.first(draft)}", *writer.lines(draft)]
    if general := with_references(draft.explanation, draft.references):
        lines.append(f"####{escaped_text(general, form == 'html')}")
    return f"{comment}{chr(10).join(lines)}\n}}\n"


def _limit(draft: Draft) -> str:
    if any(map(may_act, draft.accepted)):
        return "Moodle could run an accepted answer as code."
    if any("->" in text for text in draft.accepted):
        return "GIFT would read an answer with an arrow as a matching pair."
    too_many = sum(option.correct for option in draft.options) > _MOST_RIGHT
    return f"GIFT can't weight more than {_MOST_RIGHT} correct options." if too_many else ""


def _why(part: str) -> str:
    if part == "pairs":
        return "Arrows on the left side get a backslash so that they don't split the pair."
    if part in ("explanation", "references"):
        return "References are listed after the explanation, and each must be a web address."
    return "GIFT would trim this text or join its lines, or Moodle could run it as code."


round_trip = write_and_read(
    read, write, _why, stored=STORED, no_place="GIFT can't store this field.", limit=_limit
)
FORMAT = Format(
    name="gift",
    title="GIFT (Moodle text)",
    suffix=".gift",
    detect=detect,
    read=read,
    types=WRITERS,
    round_trip=round_trip,
    write=write,
)
