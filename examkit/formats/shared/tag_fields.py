"""Fields of a question as tags, for formats that have nothing but tags."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from examkit.formats.shared.draft import Draft

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
