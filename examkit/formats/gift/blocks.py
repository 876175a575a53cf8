"""Blocks of GIFT: lines between empty lines, and what their comments say."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from examkit.formats.gift.text import EDGES, protect_escapes

_NOTE = re.compile(r"\[(id|tag):((?:[^\[\]\\]|\\.)*)\]")
_ESCAPE = re.compile(r"\\([\[\]\\])")
_ADDRESS = re.compile(r"//[\w-]+\.[\w.-]+/")


@dataclass(slots=True)
class Block:
    """Lines that belong together, trimmed and without comments; escapes are hidden."""

    id: str = ""
    tags: list[str] = field(default_factory=list)
    text: str = ""
    address: tuple[int, int] | None = None
    """Where a line looks like an address but reads as a comment."""
    noted: tuple[int, int] | None = None
    """Where a comment gives an id or a tag."""
    _starts: list[int] = field(default_factory=list)
    _places: list[tuple[int, int]] = field(default_factory=list)
    _lines: list[str] = field(default_factory=list)

    def add(self, number: int, line: str) -> None:
        """Take one line of the file."""
        text = line.strip(EDGES)
        place = number, line.find(text) + 1
        if text.startswith("//"):
            self._comment(place, text)
            return
        end = self._starts[-1] + len(self._lines[-1]) + 1 if self._lines else 0
        self._starts.append(end)
        self._places.append(place)
        self._lines.append(text)

    def closed(self) -> Block:
        """Make its text, once all lines are in."""
        self.text = protect_escapes("\n".join(self._lines))
        return self

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column of a character of the text."""
        at = max(0, bisect_right(self._starts, offset) - 1)
        line, column = self._places[at]
        return line, column + offset - self._starts[at]

    def _comment(self, place: tuple[int, int], text: str) -> None:
        for name, value in _NOTE.findall(text):
            self.noted = self.noted or place
            said = _ESCAPE.sub(r"\1", value).strip()
            if name == "tag":
                self.tags.append(said)
            else:
                self.id = self.id or said
        if self._lines and _ADDRESS.match(text):
            self.address = self.address or place


def note(name: str, value: str) -> str:
    """Write an id or a tag as comments hold it; line breaks become spaces."""
    safe = re.sub(r"([\[\]\\])", r"\\\1", value)
    return f"[{name}:{safe}]".replace("\r", " ").replace("\n", " ")


def blocks_of(text: str) -> Iterator[Block]:
    """Return the blocks of a file; a line with nothing but 0 counts as empty, as in Moodle."""
    block, filled = Block(), False
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip() and line.strip(EDGES) != "0":
            block.add(number, line)
            filled = True
        elif filled:
            yield block.closed()
            block, filled = Block(), False
    if filled:
        yield block.closed()
