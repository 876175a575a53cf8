"""One question of GIFT while it is read: its lines, its texts, and what was found in them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from examkit.formats.gift.text import (
    EDGES,
    markdown,
    protect_escapes,
    restore_escapes,
    split_format,
)
from examkit.formats.shared.draft import trimmed
from examkit.formats.shared.faults import QuestionFindings
from examkit.formats.shared.input_file import InputFile

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


def split_blocks(text: str) -> Iterator[Block]:
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


class GiftQuestion(QuestionFindings):
    """Takes texts and faults; offsets are those of the block's text."""

    def __init__(self, file: InputFile, block: Block) -> None:
        super().__init__(file)
        self.block = block
        self.title = ""
        self.options: list[int] = []
        """Where each option is."""
        self._format = "moodle"

    def locate(self, part: int) -> tuple[int, int]:
        """Return line and column of an offset."""
        return self.block.place(part)

    def begin(self, start: int) -> int:
        """Take the title; give where the stem begins."""
        text = self.block.text
        if text.startswith("::", start):
            end = text.find("::", start + 2)
            if end < 0:
                self.warn(start, "title", "The title has no :: at its end.")
                start += 2
            else:
                self.title = trimmed(restore_escapes(text[start + 2 : end]))
                start = end + 2
        stem = restore_escapes(split_format(text[start : start + 200], "")[1].partition("{")[0])
        self.label = self.title or self.block.id or trimmed(stem).partition("\n")[0][:60]
        return start

    def adopt(self, raw: str) -> None:
        """Take the stem's format for all texts that name none."""
        self._format = split_format(raw, self._format)[0]

    def text(self, raw: str, at: int) -> str:
        """Return a text as Markdown; what HTML loses is told."""
        name, rest = split_format(raw, self._format)
        return self._markdown(rest, name, at)

    def bare(self, raw: str, at: int) -> str:
        """Return a text that never names a format, and is plain where the question is HTML."""
        name = "moodle" if self._format == "html" else self._format
        return self._markdown(raw.strip(EDGES), name, at)

    def _markdown(self, text: str, name: str, at: int) -> str:
        made, dropped = markdown(text, name)
        for what in dropped:
            self.lose(at, f"Left out: {what}.")
        return made
