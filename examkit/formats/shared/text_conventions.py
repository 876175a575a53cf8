"""Numbers, references, tags, and categories as text, for formats without fields for them."""

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
    """Write a number with all its digits and without an exponent."""
    text = format(Decimal(repr(number)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def to_number(value: Any) -> float | None:
    """Convert a number or a text to a float. Return None if it isn't a finite number."""
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
    """Parse a weight or number of points. Return None if that fails. Commas are decimal points."""
    return parse_number(text, comma_is_decimal=True)


def checked_number(value: Any, report: Callable[[str, str], None]) -> float | None:
    """Convert a value to a number, or return None.

    If the value is a text that isn't a number, `report` gets a message and a hint.
    """
    number = to_number(value)
    if number is None and isinstance(value, str) and value.strip():
        report(*number_fault(value))
    return number


_HEAD = "References:"
_LIST = re.compile(rf"(?:\A|\n\n){_HEAD}\n\n((?:- \S+(?:\n|\Z))+)\Z")


def with_references(explanation: str, references: Sequence[str]) -> str:
    """Return the explanation with a list of the references at its end."""
    if not references:
        return explanation
    listed = "\n".join(f"- {address}" for address in references)
    return "\n\n".join(part for part in (explanation, f"{_HEAD}\n\n{listed}") if part)


def split_references(text: str) -> tuple[str, tuple[str, ...]]:
    """Split a list of references off the end of a text. Return the text and the references."""
    match = _LIST.search(text)
    if match is None:
        return text, ()
    listed = tuple(line.removeprefix("- ") for line in match[1].strip().split("\n"))
    return trimmed(text[: match.start()]), listed


FIELDS = ("topic", "difficulty", "note", "group")


def make_tags(draft: Draft, fields: Iterable[str] = FIELDS) -> tuple[str, ...]:
    """Return tags such as `topic:storage` for the `fields` that are set, then the other tags."""
    named = tuple(f"{name}:{getattr(draft, name)}" for name in fields if getattr(draft, name))
    return (*named, *draft.tags)


def tagged(draft: Draft, tags: Iterable[str], fields: Iterable[str] = FIELDS) -> Draft:
    """Return the draft with the `fields` that `name:value` tags give. The other tags stay tags."""
    known = tuple(fields)
    values: dict[str, str] = {}
    rest: list[str] = []
    for tag in tags:
        name, colon, value = tag.partition(":")
        if colon and value and name in known and name not in values:
            values[name] = value
        elif tag:
            rest.append(tag)
    return replace(draft, tags=tuple(rest), **values)  # type: ignore[arg-type]


_STAR = re.compile(r"(?<!\\)\*")
_CONTEXT = re.compile(r"\$\w+\$(?:/|\Z)")


def parse_category(path: str) -> str:
    """Return the domain in a Moodle category path, without a prefix such as `$course$/top/`."""
    if prefix := _CONTEXT.match(path):
        path = path[prefix.end() :]
    return "" if path == "top" else path.removeprefix("top/")


def format_category(domain: str) -> str:
    """Return the path of the Moodle category for a domain."""
    return f"$course$/top{'/' if domain else ''}{domain}"


def escape_star(text: str) -> str:
    """Escape each `*` of a short answer, which Moodle would match with any text."""
    return text.replace("*", "\\*")


def read_star(text: str) -> str | None:
    """Return a Moodle short answer without escapes, or None if a `*` in it matches any text."""
    return None if _STAR.search(text) else text.replace("\\*", "*")
