"""References inside an explanation, for formats that have no place for them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from examkit.formats.shared.draft import trimmed

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
