"""Where the keys of a TOML file stand: a scan of its text, run only when there is a finding.

TOML parsers give values without positions. The scan reads headers and keys at statement level and
skips values, so that a location such as `("questions", 3, "options", 0, "text")` has a line.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

KeyPath = tuple[str | int, ...]
Position = tuple[int, int]
"""Line and column, from 1."""

_STATEMENT = re.compile(
    r"[ \t]*(?:#[^\n]*)?(?:\n|\Z)|[ \t]*(?P<header>\[\[?)|[ \t]*(?P<key>[^\s#=\[][^=\n]*?)[ \t]*="
)
_PART = re.compile(r"\s*(?:\"((?:[^\"\\]|\\.)*)\"|'([^']*)'|([^.\s\"'\]]+))\s*\.?")
_SKIP = re.compile(
    r"\"\"\"(?:[^\"\\]|\\.|\"(?!\"\"))*\"{3,5}|'''(?:[^']|'(?!''))*'{3,5}"
    r"|\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'|#[^\n]*|[\[\]{}\n]|[^\"'#\[\]{}\n]+",
    re.DOTALL,
)


@dataclass(slots=True)
class Positions:
    """Positions of tables and keys by location."""

    at: dict[KeyPath, Position] = field(default_factory=dict)

    def nearest(self, loc: KeyPath) -> Position:
        """Position of a key, or of the closest table around it."""
        for end in range(len(loc), 0, -1):
            if loc[:end] in self.at:
                return self.at[loc[:end]]
        return 1, 1


def find_positions(source: str) -> Positions:
    """Scan a TOML source. What it cannot read is skipped line by line."""
    positions, counts = Positions(), dict[KeyPath, int]()
    starts = [0, *(found.end() for found in re.finditer("\n", source))]
    table: KeyPath = ()
    index = 0
    while index < len(source):
        found = _STATEMENT.match(source, index)
        if found is None:
            index = _next_line(source, index)
        elif found["header"]:
            table = _header(source, found, counts)
            positions.at.setdefault(table, _position(starts, found.start("header")))
            index = _next_line(source, index)
        elif found["key"]:
            loc = (*table, *_parts(found["key"]))
            positions.at.setdefault(loc, _position(starts, found.start("key")))
            index = _end_of_value(source, found.end())
        else:
            index = max(found.end(), index + 1)
    return positions


def _header(source: str, found: re.Match[str], counts: dict[KeyPath, int]) -> KeyPath:
    end = source.find("]", found.end())
    names = _parts(source[found.end() : end if end >= 0 else len(source)])
    loc: KeyPath = ()
    for name in names[:-1]:
        loc = (*loc, name)
        if loc in counts:
            loc = (*loc, counts[loc] - 1)
    loc = (*loc, *names[-1:])
    if found["header"] == "[[":
        number = counts.get(loc, 0)
        counts[loc] = number + 1
        loc = (*loc, number)
    return loc


def _parts(text: str) -> KeyPath:
    return tuple(a or b or c for a, b, c in _PART.findall(text))


def _end_of_value(source: str, index: int) -> int:
    depth = 0
    while index < len(source):
        token = _SKIP.match(source, index)
        if token is None:
            return _next_line(source, index)
        text = token[0]
        depth += (text in "[{") - (text in "]}")
        index = token.end()
        if text == "\n" and depth <= 0:
            return index
    return index


def _next_line(source: str, index: int) -> int:
    end = source.find("\n", index)
    return len(source) if end < 0 else end + 1


def _position(starts: list[int], index: int) -> Position:
    line = bisect_right(starts, index)
    return line, index - starts[line - 1] + 1
