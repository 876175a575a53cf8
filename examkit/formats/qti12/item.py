"""One item of QTI 1.2: its texts, its scoring, and what is left out of them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from examkit.formats.shared.draft import Draft, normalize, trimmed
from examkit.formats.shared.faults import QuestionFindings
from examkit.formats.shared.html import looks_like_html
from examkit.formats.shared.input_file import InputFile
from examkit.formats.shared.text_conventions import parse_share
from examkit.formats.shared.xml import Element, inner

_TYPES = ("question_type", "cc_profile", "bbmd_questiontype", "qmd_itemtype")
_NAMELESS = {"question", ""}


def find_metadata(element: Element) -> dict[str, str]:
    """Return the metadata of an item or a bank as a mapping from lowercase labels to values.

    If a label is repeated, its first value counts.
    """
    values: dict[str, str] = {}
    for one in element.every("qtimetadatafield"):
        values.setdefault(one.text("fieldlabel").strip().lower(), one.text("fieldentry").strip())
    return values


class Texts(QuestionFindings):
    """Converts the texts of one item to Markdown, and reports what is left out."""

    def locate(self, part: Element) -> tuple[int, int]:
        """Return the line and column of an element."""
        return part.place

    def of(self, element: Element | None) -> str:
        """Return all text inside an element as Markdown, with a paragraph for each `mattext`."""
        if element is None:
            return ""
        texts = [self._one(text) for text in element.every("mattext")]
        self._report_media(element)
        return "\n\n".join(text for text in texts if text)

    def asked(self, presentation: Element) -> str:
        """Return the stem: the text that doesn't belong to an answer."""
        texts: list[str] = []
        waiting = list(reversed(presentation.children))
        while waiting:
            element = waiting.pop()
            if element.tag == "material":
                texts.append(self.of(element))
            elif element.tag in ("flow", "flow_mat"):
                waiting += reversed(element.children)
        return "\n\n".join(text for text in texts if text)

    def _one(self, element: Element) -> str:
        source = inner(element)
        kind = element.get("texttype").lower()
        if kind != "text/html" and not (not kind and looks_like_html(source)):
            source = html.escape(element.text()).replace("\n", "<br>")
        return self.html(element, _once(source))

    def _report_media(self, element: Element) -> None:
        for media in element.every("matimage", "mataudio", "matvideo"):
            self.lose(media, f"Left out: {media.tag[3:]} {media.get('uri')[-60:]}.")


class Item(Texts):
    """Reads one item, and reports its faults and losses."""

    def __init__(self, file: InputFile, item: Element, domain: str) -> None:
        super().__init__(file, item.get("ident"))
        self.element = item
        self.shown = item.child("presentation") or Element("presentation", {}, *item.place)
        self.rules = find_conditions(item)
        self.lids = list(self.shown.every("response_lid", "response_grp"))
        self._domain = domain

    @property
    def kind(self) -> str:
        """Return the lowercase question type that the item names, or an empty string."""
        meta = find_metadata(self.element)
        return next((meta[name] for name in _TYPES if name in meta), "").lower()

    def place(self, part: str) -> tuple[int, int]:
        """Return the line and column of `part`, a field of the draft, or else of the whole item."""
        inside = {"options": "render_choice", "answer": "resprocessing", "stem": "presentation"}
        return self.part(inside.get(part, "response_lid")).place

    def part(self, tag: str) -> Element:
        """Return the first element with this tag, or the item itself."""
        return self.element.first(tag) or self.element

    def draft(self, parts: dict[str, Any]) -> Draft:
        """Convert the item to a draft. `parts` maps the names of its type's fields to values."""
        title = trimmed(self.element.get("title"))
        general = self.feedback("general_fb"), self.feedback("correct_fb")
        if (wrong := self._feedback_element("general_incorrect_fb")) is not None:
            self.lose(wrong, "Feedback for incorrect answers was left out.")
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

    def _feedback_element(self, name: str) -> Element | None:
        every = self.element.every("itemfeedback")
        return next((one for one in every if one.get("ident") == name), None)

    def feedback(self, name: str) -> str:
        """Return the text of the feedback with this name, or an empty string."""
        return self.of(self._feedback_element(name)) if name else ""

    def labels(self, lid: Element) -> list[tuple[str, str]]:
        """Return pairs of identifier and text, one for each option of `lid`, a response element."""
        every = lid.every("response_label")
        return [(label.get("ident"), self.of(label)) for label in every]


_TWICE = re.compile(r"\s*&lt;[A-Za-z]")


def _once(source: str) -> str:
    """Unescape a text that was escaped twice: it starts with an escaped tag and has no real one."""
    twice = "<" not in source and _TWICE.match(source) and "&lt;/" in source
    return html.unescape(source) if twice else source


GENERAL = ("general_fb", "correct_fb", "general_incorrect_fb")
"""Names of the feedback that Canvas gives on a whole question."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition in an item's scoring, with its points and feedback."""

    element: Element
    equal: tuple[tuple[str, str], ...]
    """Pairs of a response and the value it must have. Values it must not have are left out."""
    points: float
    feedback: tuple[str, ...]
    """Names of the feedback that the condition shows."""

    def value(self, *tags: str) -> str:
        """Return the value of the first comparison with any of these tags, or an empty string."""
        comparison = self.element.first(*tags)
        return comparison.text().strip() if comparison else ""


def find_conditions(item: Element) -> tuple[Condition, ...]:
    """Return an item's scoring conditions, in order."""
    return tuple(_condition(element) for element in item.every("respcondition"))


def _condition(element: Element) -> Condition:
    shown = tuple(each.get("linkrefid") for each in element.every("displayfeedback"))
    points = max(map(_points, element.all("setvar")), default=0.0)
    return Condition(element, tuple(_equal(element)), points, shown)


def _points(setvar: Element) -> float:
    """Return the points that a condition sets. `SCORE.max` counts as 1 point."""
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
    """Return the conditions that earn the most points, or an empty tuple if none earns points."""
    most = max((each.points for each in conditions), default=0.0)
    return tuple(each for each in conditions if each.points == most > 0)


def earning(conditions: tuple[Condition, ...]) -> tuple[Condition, ...]:
    """Return the conditions that earn points."""
    return tuple(each for each in conditions if each.points > 0)


def find_feedback(conditions: tuple[Condition, ...]) -> dict[str, str]:
    """Return a mapping from each answer with feedback of its own to the name of that feedback."""
    names: dict[str, str] = {}
    for each in conditions:
        own = [name for name in each.feedback if name not in GENERAL]
        if len(each.equal) == 1 and own:
            names.setdefault(each.equal[0][1], own[0])
    return names
