"""Scoring of QTI 1.2: which answers earn points, and which feedback belongs to which."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from examkit.formats.shared.decimals import share_of
from examkit.formats.shared.xml import Element

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


def conditions_of(item: Element) -> tuple[Condition, ...]:
    """Return all rules of an item, in order."""
    return tuple(_condition(element) for element in item.every("respcondition"))


def _condition(element: Element) -> Condition:
    shown = tuple(each.get("linkrefid") for each in element.every("displayfeedback"))
    points = max(map(_points, element.all("setvar")), default=0.0)
    return Condition(element, tuple(_equal(element)), points, shown)


def _points(setvar: Element) -> float:
    """Return the points of a rule; `SCORE.max` is as good as any."""
    text = setvar.text().strip()
    number = share_of(text)
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


def feedback_of(conditions: tuple[Condition, ...]) -> dict[str, str]:
    """Return the name of the feedback of each answer that has its own."""
    found: dict[str, str] = {}
    for each in conditions:
        own = [name for name in each.feedback if name not in GENERAL]
        if len(each.equal) == 1 and own:
            found.setdefault(each.equal[0][1], own[0])
    return found
