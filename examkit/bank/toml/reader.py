"""Parse the TOML of a bank's files, with faults as findings, and find the positions of keys."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Any

import tomli

from examkit.bank.toml.syntax import syntax_finding
from examkit.diagnostics import Finding
from examkit.sanitize import has_control, might_need_sanitizing, sanitize

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
        """Return the position of a key, or of the closest table around it if the key is missing.

        If there is neither, return the start of the file.
        """
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
    """Return the positions of tables, keys, and array entries in a TOML text.

    Lines with syntax errors are skipped.
    """
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
            entries, index = _read_value(source, match.end())
            for number, start in enumerate(entries):
                positions.at.setdefault((*loc, number), _position(starts, start))
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


def _read_value(source: str, index: int) -> tuple[list[int], int]:
    """Return the offsets where an array's entries start, and where the value at `index` ends.

    `index` is the offset after the key's equals sign. There are no entries unless the value is an
    array.
    """
    entries: list[int] = []
    depth, is_array, is_next = 0, False, False
    while index < len(source):
        token = _SKIP.match(source, index)
        if token is None:
            return entries, _next_line(source, index)
        text = token[0]
        if depth == 0 and text in "[{":
            is_array = is_next = text == "["
        elif depth == 1 and is_array and text[0] not in "#\n]":
            is_next = _add_entries(entries, text, index, is_next=is_next)
        depth += (text in "[{") - (text in "]}")
        index = token.end()
        if text == "\n" and depth <= 0:
            break
    return entries, index


def _add_entries(entries: list[int], text: str, index: int, *, is_next: bool) -> bool:
    """Add the offsets where entries start in `text`, a part of an array at offset `index`.

    `is_next` is whether an entry can start there, as after an opening bracket or a comma. Return
    whether one can start after the text.
    """
    for part in re.finditer(r"[\"'\[{].*|,|[^\s,]+", text, re.DOTALL):
        if part[0] != "," and is_next:
            entries.append(index + part.start())
        is_next = part[0] == ","
    return is_next


def _next_line(source: str, index: int) -> int:
    end = source.find("\n", index)
    return len(source) if end < 0 else end + 1


def _position(starts: list[int], index: int) -> Position:
    line = bisect_right(starts, index)
    return line, index - starts[line - 1] + 1


MAX_DEPTH = 12
"""How many levels of tables and arrays are sanitized."""
MAX_KEY_PARTS = 8
MAX_KEY_LENGTH = 400
# Searching for a line break is much faster than matching the start of each line.
_DEEP_HEADER = re.compile(r"\n[ \t]*\[[^\]\n.]*(?:\.[^\]\n.]*){8}")
_LONG_KEY = re.compile(r"[^#\"'\n=]{400,}")


def parse(path: str, source: str) -> tuple[dict[str, Any] | None, list[Finding]]:
    """Parse the text of one file, and return its values and the findings.

    The values are None if the text isn't valid TOML. Unsafe characters in the values are replaced
    and reported.
    """
    too_deep = _find_deep_key(path, source)
    if too_deep is not None:
        return None, [too_deep]
    try:
        values = tomli.loads(source)
    except tomli.TOMLDecodeError as error:
        return None, [syntax_finding(path, source, error)]
    except (RecursionError, ValueError, OverflowError):
        message = "A value is nested too deeply, or a number is too large."
        return None, [Finding(path, 1, 1, "toml-limit", "error", message, "Simplify the value.")]
    if not might_need_sanitizing(source):
        return values, []
    return _sanitize_values(path, source, values)


def _find_deep_key(path: str, source: str) -> Finding | None:
    """Return a finding if a key has too many parts to be parsed quickly; None if all are fine."""
    header = _DEEP_HEADER.search(f"\n{source}")
    if header is not None:
        line = source.count("\n", 0, header.start()) + 1
        message = f"The table name has more than {MAX_KEY_PARTS} parts."
        return Finding(path, line, 1, "toml-limit", "error", message, "Use a shorter name.")
    lines = source.split("\n")
    if max(map(len, lines)) < MAX_KEY_LENGTH:
        return None
    for number, text in enumerate(lines, 1):
        key = _LONG_KEY.match(text) if len(text) >= MAX_KEY_LENGTH else None
        if key is not None and key[0].count(".") >= MAX_KEY_PARTS:
            message = f"The key has more than {MAX_KEY_PARTS} parts."
            return Finding(path, number, 1, "toml-limit", "error", message, "Use a shorter key.")
    return None


def _sanitize_values(
    path: str, source: str, values: dict[str, Any]
) -> tuple[dict[str, Any], list[Finding]]:
    unsafe: list[tuple[KeyPath, bool]] = []
    safe = _sanitize(values, (), unsafe)
    if not unsafe:
        return safe, []
    positions = find_positions(source)
    return safe, [
        _unsafe_finding(path, *positions.nearest(loc), control=control) for loc, control in unsafe
    ]


def _unsafe_finding(path: str, line: int, column: int, *, control: bool) -> Finding:
    if control:
        message = "The text has a control character, which could affect the terminal."
        return Finding(path, line, column, "control-character", "error", message, "Remove it.")
    message = "The text has an invisible or direction-changing character, shown as U+FFFD."
    return Finding(path, line, column, "invisible-character", "warning", message, "Remove it.")


def _sanitize(value: Any, loc: KeyPath, unsafe: list[tuple[KeyPath, bool]]) -> Any:
    """Return the value at the path `loc` with unsafe characters in its texts replaced.

    For each unsafe text, add a pair to `unsafe`: its path, and whether it has a control character.
    """
    if len(loc) > MAX_DEPTH:
        return value
    if isinstance(value, str):
        safe = sanitize(value)
        if safe != value.replace("\r", ""):
            unsafe.append((loc, has_control(value)))
        return safe
    if isinstance(value, dict):
        return {
            sanitize(key): _sanitize(inner, (*loc, key), unsafe) for key, inner in value.items()
        }
    if isinstance(value, list):
        return [_sanitize(inner, (*loc, i), unsafe) for i, inner in enumerate(value)]
    return value
