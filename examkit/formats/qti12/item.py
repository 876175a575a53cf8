"""One item of QTI 1.2 while it is read: its texts, its scoring, and what they lose."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from examkit.formats.shared.draft import Draft, normalize, trimmed
from examkit.formats.shared.faults import QuestionFindings
from examkit.formats.shared.fields import parse_share
from examkit.formats.shared.html import looks_like_html
from examkit.formats.shared.input_file import InputFile
from examkit.formats.shared.xml import Element, inner

_TYPES = ("question_type", "cc_profile", "bbmd_questiontype", "qmd_itemtype")
_NAMELESS = {"question", ""}


def find_metadata(element: Element) -> dict[str, str]:
    """Return the labelled values of an item or a bank; the first of each label."""
    found: dict[str, str] = {}
    for one in element.every("qtimetadatafield"):
        found.setdefault(one.text("fieldlabel").strip().lower(), one.text("fieldentry").strip())
    return found


class Texts(QuestionFindings):
    """Gives the texts of one item as Markdown, and reports what they lose."""

    def locate(self, part: Element) -> tuple[int, int]:
        """Return line and column of an element."""
        return part.place

    def of(self, element: Element | None) -> str:
        """Return all material inside an element; one behind the other."""
        if element is None:
            return ""
        found = [self._one(text) for text in element.every("mattext")]
        self._tell_media(element)
        return "\n\n".join(text for text in found if text)

    def asked(self, presentation: Element) -> str:
        """Return what is asked: the material that belongs to no answer."""
        found: list[str] = []
        waiting = list(reversed(presentation.children))
        while waiting:
            element = waiting.pop()
            if element.tag == "material":
                found.append(self.of(element))
            elif element.tag in ("flow", "flow_mat"):
                waiting += reversed(element.children)
        return "\n\n".join(text for text in found if text)

    def _one(self, element: Element) -> str:
        source = inner(element)
        kind = element.get("texttype").lower()
        if kind != "text/html" and not (not kind and looks_like_html(source)):
            source = html.escape(element.text()).replace("\n", "<br>")
        return self.html(element, _once(source))

    def _tell_media(self, element: Element) -> None:
        for media in element.every("matimage", "mataudio", "matvideo"):
            self.lose(media, f"Left out: {media.tag[3:]} {media.get('uri')[-60:]}.")


class Item(Texts):
    """Gives what one item holds."""

    def __init__(self, file: InputFile, item: Element, domain: str) -> None:
        super().__init__(file, item.get("ident"))
        self.element = item
        self.shown = item.child("presentation") or Element("presentation", {}, *item.place)
        self.rules = find_conditions(item)
        self.lids = list(self.shown.every("response_lid", "response_grp"))
        self._domain = domain

    @property
    def kind(self) -> str:
        """Return what the item itself says of its type."""
        meta = find_metadata(self.element)
        return next((meta[name] for name in _TYPES if name in meta), "").lower()

    def place(self, part: str) -> tuple[int, int]:
        """Return the place of what holds a part of the question."""
        inside = {"options": "render_choice", "answer": "resprocessing", "stem": "presentation"}
        return self.part(inside.get(part, "response_lid")).place

    def part(self, tag: str) -> Element:
        """Return the first element of a name, or the item itself."""
        return self.element.first(tag) or self.element

    def draft(self, parts: dict[str, Any]) -> Draft:
        """Make the draft from the fields that depend on its type."""
        title = trimmed(self.element.get("title"))
        general = self.feedback("general_fb"), self.feedback("correct_fb")
        if (wrong := self._found("general_incorrect_fb")) is not None:
            self.lose(wrong, "The feedback for wrong answers is left out.")
        draft = Draft(
            stem=self.asked(self.shown),
            id=self.label,
            title="" if title.lower() in _NAMELESS else title,
            domain=self._domain,
            explanation="\n\n".join(text for text in general if text),
            line=self.element.line,
            **parts,
        )
        return normalize(draft)

    def _found(self, name: str) -> Element | None:
        every = self.element.every("itemfeedback")
        return next((one for one in every if one.get("ident") == name), None)

    def feedback(self, name: str) -> str:
        """Return a feedback by its name; nothing where there is none."""
        return self.of(self._found(name)) if name else ""

    def labels(self, lid: Element) -> list[tuple[str, str]]:
        """Return the name and the text of each option."""
        every = lid.every("response_label")
        return [(label.get("ident"), self.of(label)) for label in every]


_TWICE = re.compile(r"\s*&lt;[A-Za-z]")


def _once(source: str) -> str:
    """Undo a second escape, where the text has no tag of its own but begins with an escaped one."""
    twice = "<" not in source and _TWICE.match(source) and "&lt;/" in source
    return html.unescape(source) if twice else source


GENERAL = ("general_fb", "correct_fb", "general_incorrect_fb")
"""Feedback of Canvas that belongs to no option."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One rule of the scoring."""

    element: Element
    equal: tuple[tuple[str, str], ...]
    """Response and value that must be given, without those that must not."""
    points: float
    feedback: tuple[str, ...]
    """Names of what is shown."""

    def value(self, *tags: str) -> str:
        """Return what a comparison such as vargte names; nothing where there is none."""
        found = self.element.first(*tags)
        return found.text().strip() if found else ""


def find_conditions(item: Element) -> tuple[Condition, ...]:
    """Return all rules of an item, in order."""
    return tuple(_condition(element) for element in item.every("respcondition"))


def _condition(element: Element) -> Condition:
    shown = tuple(each.get("linkrefid") for each in element.every("displayfeedback"))
    points = max(map(_points, element.all("setvar")), default=0.0)
    return Condition(element, tuple(_equal(element)), points, shown)


def _points(setvar: Element) -> float:
    """Return the points of a rule; `SCORE.max` is as good as any."""
    text = setvar.text().strip()
    number = parse_share(text)
    return number if number is not None else 1.0 if text.lower().endswith(".max") else 0.0


def _equal(element: Element) -> Iterator[tuple[str, str]]:
    for child in element.children:
        if child.tag == "varequal":
            yield child.get("respident"), child.text().strip()
        elif child.tag != "not":
            yield from _equal(child)


def scored(conditions: tuple[Condition, ...]) -> tuple[Condition, ...]:
    """Return the rules that earn the most points; none where none earns any."""
    most = max((each.points for each in conditions), default=0.0)
    return tuple(each for each in conditions if each.points == most > 0)


def earning(conditions: tuple[Condition, ...]) -> tuple[Condition, ...]:
    """Return the rules that earn any points."""
    return tuple(each for each in conditions if each.points > 0)


def find_feedback(conditions: tuple[Condition, ...]) -> dict[str, str]:
    """Return the name of the feedback of each answer that has its own."""
    found: dict[str, str] = {}
    for each in conditions:
        own = [name for name in each.feedback if name not in GENERAL]
        if len(each.equal) == 1 and own:
            found.setdefault(each.equal[0][1], own[0])
    return found
