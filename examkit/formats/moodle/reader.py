"""Read Moodle XML: questions of the types that a bank has, the rest told."""

from __future__ import annotations

from examkit.formats.moodle.category import domain_of
from examkit.formats.moodle.item import Item
from examkit.formats.moodle.types import READERS
from examkit.formats.shared.draft import (
    Draft,
    Group,
    ReadResult,
    normalize,
)
from examkit.formats.shared.faults import report_faults
from examkit.formats.shared.input_file import InputFile
from examkit.formats.shared.references import split_references
from examkit.formats.shared.tag_fields import tagged
from examkit.formats.shared.xml import Element, parse_xml

_HINTS = ("hint", "correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")
_USUAL = ("Your answer is correct.", "Your answer is partially correct.",
          "Your answer is incorrect.")  # fmt: skip
"""What Moodle itself puts there."""


class Reader:
    """Takes the questions of a file one after the other."""

    def __init__(self, file: InputFile) -> None:
        self._file = file
        self._category = ""
        self._questions: list[Draft] = []
        self._groups: dict[str, Group] = {}
        root = parse_xml(file)
        if root is None:
            return
        if root.tag != "quiz" or not any(root.all("question")):
            file.add(root.place, "no-questions", "There are no questions of Moodle in it.")
        for element in root.all("question"):
            self._take(element)

    def result(self) -> ReadResult:
        """Return what was read."""
        found = tuple(sorted(self._file.findings))
        return ReadResult(tuple(self._questions), tuple(self._groups.values()), found)

    def _take(self, element: Element) -> None:
        kind = element.get("type").strip().lower()
        item = Item(self._file, element)
        if kind == "category":
            category = element.child("category")
            self._category = domain_of(category.text("text").strip()) if category else ""
        elif kind == "description":
            self._description(item)
        elif kind in READERS:
            self._question(item, kind)
        else:
            item.skip(f"A question of the type {kind[:40] or 'unknown'} is skipped.")

    def _description(self, item: Item) -> None:
        """Take a text without answers as the stem of a group, if a tag names the group."""
        group = tagged(Draft(stem=""), item.tags(), ("group",)).group
        if group:
            self._groups.setdefault(group, Group(group, item.text("questiontext")))
        else:
            hint = "Give it and its questions the tag group:name to make it their stem."
            item.skip("A text without answers is skipped.", hint)

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
        self._tell(item)
        draft = normalize(tagged(draft, item.tags()))
        if not report_faults(self._file, draft, item.place):
            self._questions.append(draft)

    def _tell(self, item: Item) -> None:
        """Tell what else the question has."""
        for tag in _HINTS:
            told = [each for each in item.element.all(tag) if each.text().strip()]
            if any(each.text("text").strip() not in _USUAL for each in told):
                item.lose(told[0], f"Left out: {tag}.")
        for tag in ("image", "image_base64"):
            if (image := item.element.child(tag)) and image.text().strip():
                item.lose(image, "Left out: an image.")
                return
