"""Moodle XML, Moodle's most complete format, with feedback, weights, ids, and tags."""

from __future__ import annotations

import re
from collections.abc import Iterable

from examkit.formats.moodle.item import Item
from examkit.formats.moodle.types import READERS, WRITERS
from examkit.formats.registry import Format, write_and_read
from examkit.formats.shared.draft import (
    COMMON_PARTS,
    Draft,
    Group,
    QuestionSet,
    ReadResult,
    normalize,
    parts_of_types,
)
from examkit.formats.shared.faults import report_faults
from examkit.formats.shared.html import may_act, shown
from examkit.formats.shared.input_file import InputFile
from examkit.formats.shared.text_conventions import (
    format_category,
    make_tags,
    parse_category,
    split_references,
    tagged,
    with_references,
)
from examkit.formats.shared.xml import Element, escaped, parse_xml

_STORED = (*COMMON_PARTS, *parts_of_types(WRITERS, lost=("unit", "ignore_accents")))
_MOST_RIGHT = 10
_ROOT = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<quiz[\s>/]", re.S
)


def detect(file: InputFile) -> float:
    """Return the confidence, from 0 to 1, that a file is Moodle XML, judged by its elements.

    Some Markdown quizzes have the same root element.
    """
    if not _ROOT.match(file.data[:4096]):
        return 0.0
    sure = file.data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml")
    return 0.95 if sure or b"<question" in file.data[:65_536] else 0.0


def read(file: InputFile) -> ReadResult:
    """Read questions and group stems. A stem is a description with a tag that names its group."""
    return Reader(file).result()


def write(paper: QuestionSet) -> bytes:
    """Return questions, categories, and group stems as Moodle XML.

    Their texts are written so that Moodle runs and fetches nothing in them when it shows them.
    """
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<quiz>"]
    for domain, group, draft in paper.introduced():
        lines += _category(domain) if domain is not None else []
        lines += _format_stem(group) if group else []
        lines += _question(draft)
    return "\n".join([*lines, "</quiz>", ""]).encode("utf-8")


def _category(domain: str) -> list[str]:
    path = f"    <category><text>{escaped(format_category(domain))}</text></category>"
    return ['  <question type="category">', path, "  </question>"]


def _format_stem(group: Group) -> list[str]:
    return [
        '  <question type="description">',
        _plain("name", group.id),
        _text("questiontext", group.stem),
        *_tags([f"group:{group.id}"]),
        "  </question>",
    ]


def _question(draft: Draft) -> list[str]:
    name, answers = WRITERS[draft.type]
    return [
        f'  <question type="{name}">',
        _plain("name", draft.title),
        _text("questiontext", draft.stem),
        _text("generalfeedback", with_references(draft.explanation, draft.references)),
        "    <defaultgrade>1</defaultgrade>",
        f"    <idnumber>{escaped(draft.id)}</idnumber>",
        *answers(draft),
        *_tags(make_tags(draft)),
        "  </question>",
    ]


def _tags(tags: Iterable[str]) -> list[str]:
    each = "".join(f"<tag><text>{escaped(tag)}</text></tag>" for tag in tags)
    return [f"    <tags>{each}</tags>"] if each else []


def _plain(tag: str, text: str) -> str:
    return f"    <{tag}><text>{escaped(text)}</text></{tag}>"


def _text(tag: str, text: str) -> str:
    form, safe = shown(text)
    return f'    <{tag} format="{form}"><text>{escaped(safe)}</text></{tag}>'


_HINTS = ("hint", "correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")
_USUAL = ("Your answer is correct.", "Your answer is partially correct.",
          "Your answer is incorrect.")  # fmt: skip
"""Moodle's default feedback, which isn't reported as a loss."""


class Reader:
    """Reads the questions of a Moodle XML file in order."""

    def __init__(self, file: InputFile) -> None:
        self._file = file
        self._category = ""
        self._questions: list[Draft] = []
        self._groups: dict[str, Group] = {}
        root = parse_xml(file)
        if root is None:
            return
        if root.tag != "quiz" or not any(root.all("question")):
            file.add(root.place, "no-questions", "The file has no Moodle questions.")
        for element in root.all("question"):
            self._take(element)

    def result(self) -> ReadResult:
        """Return the questions, groups, and findings of the file."""
        findings = tuple(sorted(self._file.findings))
        return ReadResult(tuple(self._questions), tuple(self._groups.values()), findings)

    def _take(self, element: Element) -> None:
        kind = element.get("type").strip().lower()
        item = Item(self._file, element)
        if kind == "category":
            category = element.child("category")
            self._category = parse_category(category.text("text").strip()) if category else ""
        elif kind == "description":
            self._description(item)
        elif kind in READERS:
            self._question(item, kind)
        else:
            named = f"type {kind[:40]}" if kind else "unknown type"
            item.skip(element, f"A question of {named} was skipped.")

    def _description(self, item: Item) -> None:
        """Use a text without answers as a group's stem, if a tag names the group.

        Otherwise, report the text as skipped.
        """
        group = tagged(Draft(stem=""), item.tags(), ("group",)).group
        if group:
            self._groups.setdefault(group, Group(group, item.text("questiontext")))
        else:
            hint = (
                "To make this text the shared stem of a group, "
                "tag it and the group's questions with group:name."
            )
            item.skip(item.element, "Text without answers was skipped.", hint)

    def _question(self, item: Item, kind: str) -> None:
        parts = READERS[kind](item)
        if parts is None:
            return
        explanation, references = split_references(item.text("generalfeedback"))
        draft = Draft(
            stem=item.text("questiontext"),
            id=item.element.text("idnumber").strip(),
            title=item.title,
            domain=self._category,
            explanation=explanation,
            references=references,
            line=item.element.line,
            **parts,
        )
        self._report_losses(item)
        draft = normalize(tagged(draft, item.tags()))
        if not report_faults(self._file, draft, item.place):
            self._questions.append(draft)

    def _report_losses(self, item: Item) -> None:
        """Report the hints, combined feedback, and images of a question as losses."""
        for tag in _HINTS:
            elements = [each for each in item.element.all(tag) if each.text().strip()]
            if any(each.text("text").strip() not in _USUAL for each in elements):
                item.lose(elements[0], f"Left out: {tag}.")
        for tag in ("image", "image_base64"):
            if (image := item.element.child(tag)) and image.text().strip():
                item.lose(image, "An image was left out.")
                return


def _limit(draft: Draft) -> str:
    if any(map(may_act, draft.accepted)):
        return "Moodle could run an accepted answer as code."
    too_many = sum(option.correct for option in draft.options) > _MOST_RIGHT
    return f"Moodle can't weight more than {_MOST_RIGHT} correct options." if too_many else ""


def _why(part: str) -> str:
    if part in ("explanation", "references"):
        return "References are listed after the explanation, and each must be a web address."
    return "XML can't store some characters of this text, or Moodle would trim it or run it."


round_trip = write_and_read(
    read, write, _why, stored=_STORED, no_place="Moodle can't store this field.", limit=_limit
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
