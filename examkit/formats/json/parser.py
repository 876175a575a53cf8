"""JSON from strangers: parsed once within limits, and the place of every part of it."""

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
    """Return long numbers as floats: Python refuses to convert thousands of digits."""
    return int(digits) if len(digits) < _LONGEST_INTEGER else float(digits)


_DECODER = json.JSONDecoder(parse_int=_integer, strict=False)


@dataclass(slots=True)
class Document:
    """A parsed file that knows where its parts stand."""

    text: str
    value: Any
    _places: Places | None = None
    _children: dict[int, dict[Key, int]] = field(default_factory=dict)

    def place(self, *path: Key) -> tuple[int, int]:
        """Return line and column of the value at a path, or of the nearest one around it."""
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
        """Return the offsets of the values inside the container at an offset."""
        if start not in self._children:
            try:
                self._children[start] = _offsets(self.text, start)
            except RecursionError:
                self._children[start] = {}
        return self._children[start]


def parse_json(file: InputFile) -> Document | None:
    """Parse a file; None where it is not well-formed or refused, which a finding then says."""
    try:
        return Document(file.text, _DECODER.decode(file.text))
    except json.JSONDecodeError as error:
        said = f"Not well-formed JSON: {error.msg}."
        file.add((error.lineno, error.colno), "json-syntax", said, "Mend it, or export again.")
    except RecursionError:
        file.add((1, 1), "json-refused", "The values are nested too deeply.", "Export it again.")
    return None


def _after_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _offsets(text: str, start: int) -> dict[Key, int]:
    """List what an object or a list holds; the text is known to be well-formed."""
    found: dict[Key, int] = {}
    kind = text[start : start + 1]
    if kind not in ("{", "["):
        return found
    at = _after_space(text, start + 1)
    while text[at] not in "]}":
        key: Key = len(found)
        if kind == "{":
            key, at = _DECODER.raw_decode(text, at)
            at = _after_space(text, _after_space(text, at) + 1)
        found[key] = at
        at = _after_space(text, _DECODER.raw_decode(text, at)[1])
        if text[at] == ",":
            at = _after_space(text, at + 1)
    return found
