"""Adding keys to questions in a file by hand's width: all else stays as it was written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from examkit.bank.emit import literal
from examkit.bank.locate import locate


def with_keys(source: str, changes: Mapping[int, Mapping[str, Any]]) -> str:
    """Give the text of a questions file with keys set, by the place of the question in it.

    A key that stands there on one line is replaced; another is added below the question's id.
    """
    positions, lines = locate(source).at, source.split("\n")
    edits: list[tuple[int, bool, str]] = []
    for index, values in changes.items():
        head = positions.get(("questions", index, "id"), positions[("questions", index)])
        for name, value in values.items():
            at = positions.get(("questions", index, name))
            place = at[0] if at else head[0]
            edits.append((place, at is not None, f"{name} = {literal(value)}"))
    # From the end, so that the lines before keep their numbers.
    for line, replaces, text in sorted(edits, reverse=True):
        lines[line - 1 if replaces else line : line] = [text]
    return "\n".join(lines)
