"""Untrusted JSON, parsed once and within limits, with the place of every value."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

from examkit.formats.shared.input_file import InputFile, Places

Key = str | int
_SPACE = re.compile(r"[ \t\n\r]*")
_LONGEST_INTEGER = 300


def _integer(digits: str) -> int | float:
    """Return an integer, or a float if it has too many digits for Python to convert."""
    return int(digits) if len(digits) < _LONGEST_INTEGER else float(digits)


_DECODER = json.JSONDecoder(parse_int=_integer, strict=False)


@dataclass(slots=True)
class Document:
    """A parsed JSON file that can find the line and column of each value."""

    text: str
    value: Any
    _places: Places | None = None
    _children: dict[int, dict[Key, int]] = field(default_factory=dict)

    def place(self, *path: Key) -> tuple[int, int]:
        """Return the line and column of the value at `path`, the keys and indexes that lead to it.

        If there is no such value, return those of the closest object or list around it.
        """
        start = _after_space(self.text, 0)
        for key in path:
            inside = self._inside(start)
            if key not in inside:
                break
            start = inside[key]
        if self._places is None:
            self._places = Places(self.text)
        return self._places.at(start)

    def _inside(self, start: int) -> dict[Key, int]:
        """Return a mapping from keys or indexes to the offsets of their values.

        They are those of the object or list at the offset `start`.
        """
        if start not in self._children:
            try:
                self._children[start] = _offsets(self.text, start)
            except RecursionError:
                self._children[start] = {}
        return self._children[start]


def parse_json(file: InputFile) -> Document | None:
    """Parse a file. If it isn't valid JSON or is nested too deeply, report that and return None."""
    try:
        return Document(file.text, _DECODER.decode(file.text))
    except json.JSONDecodeError as error:
        message = f"The file isn't valid JSON: {error.msg}."
        file.add(
            (error.lineno, error.colno), "json-syntax", message, "Fix the file, or export it again."
        )
    except RecursionError:
        file.add(
            (1, 1), "json-refused", "The values are nested too deeply.", "Export the file again."
        )
    return None


def _after_space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def _offsets(text: str, start: int) -> dict[Key, int]:
    """Return a mapping from keys or indexes to the offsets of their values.

    They are those of the object or list at the offset `start` of `text`, which must be valid JSON.
    If there is another kind of value, the mapping is empty.
    """
    offsets: dict[Key, int] = {}
    kind = text[start : start + 1]
    if kind not in ("{", "["):
        return offsets
    at = _after_space(text, start + 1)
    while text[at] not in "]}":
        key: Key = len(offsets)
        if kind == "{":
            key, at = _DECODER.raw_decode(text, at)
            at = _after_space(text, _after_space(text, at) + 1)
        offsets[key] = at
        at = _after_space(text, _DECODER.raw_decode(text, at)[1])
        if text[at] == ",":
            at = _after_space(text, at + 1)
    return offsets
