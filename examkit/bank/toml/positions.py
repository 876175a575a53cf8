"""Find the line and column of each key in a TOML file, for findings.

TOML parsers don't return positions. This module reads headers and keys and skips values, so that
a path such as `("questions", 3, "options", 0, "text")` has a line.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

KeyPath = tuple[str | int, ...]
"""Path of a key from the root of the file: names of keys, and positions in arrays from 0."""
Position = tuple[int, int]
"""Line and column numbers, from 1."""

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
    """The positions of a file's tables and keys."""

    at: dict[KeyPath, Position] = field(default_factory=dict)

    def nearest(self, loc: KeyPath) -> Position:
        """Return the position of a key, or of the closest table around it if the key is missing."""
        for end in range(len(loc), 0, -1):
            for key in (loc[:end], (*loc[:end], 0)):
                if key in self.at:
                    return self.at[key]
        return 1, 1

    def is_default(self, loc: KeyPath) -> bool:
        """Return whether a question takes the value at `loc` from the top of its file."""
        return (
            len(loc) > 2
            and loc[:2] in self.at
            and loc[:3] not in self.at
            and loc[2:3] in self.at
            and loc[0] == "questions"
        )


def find_positions(source: str) -> Positions:
    """Return the positions in a TOML text; lines with syntax errors are skipped."""
    positions, counts = Positions(), dict[KeyPath, int]()
    starts = [0, *(match.end() for match in re.finditer("\n", source))]
    table: KeyPath = ()
    index = 0
    while index < len(source):
        match = _STATEMENT.match(source, index)
        if match is None:
            index = _next_line(source, index)
        elif match["header"]:
            table = _header(source, match, counts)
            positions.at.setdefault(table, _position(starts, match.start("header")))
            index = _next_line(source, index)
        elif match["key"]:
            loc = (*table, *_parts(match["key"]))
            positions.at.setdefault(loc, _position(starts, match.start("key")))
            index = _end_of_value(source, match.end())
        else:
            index = max(match.end(), index + 1)
    return positions


def _header(source: str, match: re.Match[str], counts: dict[KeyPath, int]) -> KeyPath:
    end = source.find("]", match.end())
    names = _parts(source[match.end() : end if end >= 0 else len(source)])
    loc: KeyPath = ()
    for name in names[:-1]:
        loc = (*loc, name)
        if loc in counts:
            loc = (*loc, counts[loc] - 1)
    loc = (*loc, *names[-1:])
    if match["header"] == "[[":
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
