"""Numbers, references, and tags as formats without a place of their own hold them."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from examkit.formats.shared.draft import Draft, trimmed
from examkit.question_types.numbers import number_fault, parse_number


def format_decimal(number: float) -> str:
    """Write every digit of a number, and no exponent."""
    text = format(Decimal(repr(number)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def to_number(value: Any) -> float | None:
    """Return a number, also from a text; None for anything else, and for what is not finite."""
    if isinstance(value, str):
        return parse_number(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def parse_share(text: str) -> float | None:
    """Return a weight or a number of points; its comma is never one of thousands."""
    return parse_number(text, comma_is_decimal=True)


def checked_number(value: Any, tell: Callable[[str, str], None]) -> float | None:
    """Return a number, or None after telling what is wrong with a text that isn't one."""
    number = to_number(value)
    if number is None and isinstance(value, str) and value.strip():
        tell(*number_fault(value))
    return number


_HEAD = "References:"
_LIST = re.compile(rf"(?:\A|\n\n){_HEAD}\n\n((?:- \S+(?:\n|\Z))+)\Z")


def with_references(explanation: str, references: Sequence[str]) -> str:
    """Add the references as a list at the end."""
    if not references:
        return explanation
    listed = "\n".join(f"- {address}" for address in references)
    return "\n\n".join(part for part in (explanation, f"{_HEAD}\n\n{listed}") if part)


def split_references(text: str) -> tuple[str, tuple[str, ...]]:
    """Take a list of references off the end."""
    found = _LIST.search(text)
    if found is None:
        return text, ()
    listed = tuple(line.removeprefix("- ") for line in found[1].strip().split("\n"))
    return trimmed(text[: found.start()]), listed


FIELDS = ("topic", "difficulty", "note", "group")


def make_tags(draft: Draft, fields: Iterable[str] = FIELDS) -> tuple[str, ...]:
    """Return fields as `name:value`, then the free tags."""
    named = tuple(f"{name}:{getattr(draft, name)}" for name in fields if getattr(draft, name))
    return (*named, *draft.tags)


def tagged(draft: Draft, tags: Iterable[str], fields: Iterable[str] = FIELDS) -> Draft:
    """Put tags back into the fields they name; the rest stay tags."""
    known = tuple(fields)
    found: dict[str, str] = {}
    rest: list[str] = []
    for tag in tags:
        name, colon, value = tag.partition(":")
        if colon and value and name in known and name not in found:
            found[name] = value
        elif tag:
            rest.append(tag)
    return replace(draft, tags=tuple(rest), **found)  # type: ignore[arg-type]


_STAR = re.compile(r"(?<!\\)\*")
_CONTEXT = re.compile(r"\$\w+\$(?:/|\Z)")


def parse_category(path: str) -> str:
    """Take off a category's path what every course has."""
    if found := _CONTEXT.match(path):
        path = path[found.end() :]
    return "" if path == "top" else path.removeprefix("top/")


def format_category(domain: str) -> str:
    """Return the path of a category for a domain."""
    return f"$course$/top{'/' if domain else ''}{domain}"


_FULL = (
    "100 90 83.33333 80 75 70 66.66667 60 50 40 33.33333 30 25 20 16.66667 14.28571 12.5 11.11111"
    " 10 5 0"
)
WEIGHTS = {float(weight): weight for weight in _FULL.split()}
"""Weights that Moodle takes, in percent, as they are written; their negatives too."""


def escape_star(text: str) -> str:
    """Write a short answer so that Moodle does not take its `*` for any text."""
    return text.replace("*", "\\*")


def read_star(text: str) -> str | None:
    """Return a short answer of Moodle as people type it; None where a `*` stands for any text."""
    return None if _STAR.search(text) else text.replace("\\*", "*")


def legal(weight: float) -> bool:
    """Return whether Moodle takes a weight."""
    return any(abs(abs(weight) - known) <= 0.001 for known in WEIGHTS)


def weight_for(count: int) -> str:
    """Return the legal weight that is nearest to one of so many equal parts."""
    return WEIGHTS[min(WEIGHTS, key=lambda known: abs(known - 100 / count))]
