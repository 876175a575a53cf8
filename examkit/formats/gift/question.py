"""Texts of GIFT with their escapes and formats, and the lines and findings of one question."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape

from examkit.formats.shared.draft import trimmed
from examkit.formats.shared.faults import QuestionFindings
from examkit.formats.shared.html import html_to_markdown, looks_like_html, may_act, shown
from examkit.formats.shared.input_file import InputFile

# An escape becomes two lone surrogates: no decoded file contains them, and offsets stay valid.
_FILL = "\ud800"
_MARKS = ":#={}~n\\"
_CODES = {mark: chr(0xD801 + i) for i, mark in enumerate(_MARKS)}
_ESCAPE = re.compile(r"\\([:#={}~n\\])")
_BREAK = _CODES["n"]
GAP = "\ud8ff"
"""Marks the place of the answers inside a stem."""
_ALONE = re.compile(rf"^{GAP}$", re.M)
"""A gap that is alone on its line, where Markdown would show a horizontal rule."""
_SHOWN = {ord(code): mark for mark, code in _CODES.items()} | {ord(_FILL): None, ord(_BREAK): "\n"}
_SHOWN_BUT_BREAKS = {code: mark for code, mark in _SHOWN.items() if mark != "\n"}
_PARAGRAPH = re.compile(rf"{_BREAK}[\s{_BREAK}]*{_BREAK}")
FORMAT = re.compile(r"\[(html|markdown|plain|moodle)\]")
"""The format named before a text. Other words in brackets are text."""
EDGES = " \t\n"
"""The characters trimmed around texts and lines."""


def protect_escapes(text: str) -> str:
    """Replace each two-character escape with two characters that have no meaning in GIFT.

    Offsets in the text stay valid.
    """
    return _ESCAPE.sub(lambda match: _FILL + _CODES[match[1]], text)


def restore_escapes(text: str) -> str:
    """Replace protected escapes with the characters they stand for."""
    return text.translate(_SHOWN)


def escaped(text: str, marks: str = "\\~=#{}:") -> str:
    """Escape line breaks and `marks`, by default all characters with a meaning in GIFT."""
    for mark in marks:
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\n", "\\n")


def escaped_text(text: str, is_named: bool = False) -> str:
    """Escape a text for GIFT, so that its start isn't read as a weight or a format.

    If necessary, or if `is_named` is set, the name of its format is written before it.
    """
    named = is_named or text.startswith("%") or FORMAT.match(text) is not None or may_act(text)
    return formatted(text) if named else escaped(text)


def formatted(text: str) -> str:
    """Escape a text, and write its format before it: `markdown`, or `html` if that is safer."""
    form, safe = shown(text)
    return f"[{form}]{escaped(safe)}"


def split_format(text: str, default: str) -> tuple[str, str]:
    """Split a text into the name of its format (`default` if it names none) and the rest."""
    match = FORMAT.match(text := text.strip(EDGES))
    return (match[1], text[match.end() :]) if match else (default, text)


def markdown(text: str, name: str) -> tuple[str, tuple[str, ...]]:
    """Convert a text with protected escapes to Markdown.

    Returns the Markdown, and descriptions of what is left out. `name` is the text's format.
    """
    dropped: tuple[str, ...] = ()
    if name == "markdown":
        result = trimmed(restore_escapes(text))
    elif name == "html" or (name == "moodle" and looks_like_html(restore_escapes(text))):
        result, dropped = html_to_markdown(restore_escapes(text))
    else:
        result, dropped = _from_plain(text)
    return _ALONE.sub(r"\\_____", result).replace(GAP, "_____"), dropped


def _from_plain(text: str) -> tuple[str, tuple[str, ...]]:
    """Convert plain text to Markdown that shows the same characters and escaped line breaks.

    Returns the Markdown, and descriptions of what is left out.
    """
    plain = escape(text.translate(_SHOWN_BUT_BREAKS), quote=False)
    return html_to_markdown(_PARAGRAPH.sub("<p>", plain).replace(_BREAK, "<br>"))


_NOTE = re.compile(r"\[(id|tag):((?:[^\[\]\\]|\\.)*)\]")
_NOTE_ESCAPE = re.compile(r"\\([\[\]\\])")
_ADDRESS = re.compile(r"//[\w-]+\.[\w.-]+/")


@dataclass(slots=True)
class Block:
    """Consecutive nonempty lines of a GIFT file, without comments. Escapes are protected."""

    id: str = ""
    tags: list[str] = field(default_factory=list)
    text: str = ""
    address: tuple[int, int] | None = None
    """The place of a line that looks like a web address but is a comment."""
    noted: tuple[int, int] | None = None
    """The place of a comment that gives an id or a tag."""
    _starts: list[int] = field(default_factory=list)
    _places: list[tuple[int, int]] = field(default_factory=list)
    _lines: list[str] = field(default_factory=list)

    def add(self, number: int, line: str) -> None:
        """Add a line of the file, and its number. Only an id and tags are read from a comment."""
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
        """Join the added lines into `text`, and return the block."""
        self.text = protect_escapes("\n".join(self._lines))
        return self

    def place(self, offset: int) -> tuple[int, int]:
        """Return the line and column, in the file, of an offset in `text`."""
        at = max(0, bisect_right(self._starts, offset) - 1)
        line, column = self._places[at]
        return line, column + offset - self._starts[at]

    def _comment(self, place: tuple[int, int], text: str) -> None:
        for name, value in _NOTE.findall(text):
            self.noted = self.noted or place
            content = _NOTE_ESCAPE.sub(r"\1", value).strip()
            if name == "tag":
                self.tags.append(content)
            else:
                self.id = self.id or content
        if self._lines and _ADDRESS.match(text):
            self.address = self.address or place


def note(name: str, value: str) -> str:
    """Format an id or a tag for a comment, as `[name:value]`. Line breaks become spaces."""
    safe = re.sub(r"([\[\]\\])", r"\\\1", value)
    return f"[{name}:{safe}]".replace("\r", " ").replace("\n", " ")


def split_blocks(text: str) -> Iterator[Block]:
    """Yield a file's blocks, separated by empty lines. As in Moodle, a lone 0 is an empty line."""
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
    """Reads the texts of one question, and reports its faults. Offsets are in the block's text."""

    def __init__(self, file: InputFile, block: Block) -> None:
        super().__init__(file)
        self.block = block
        self.title = ""
        self.options: list[int] = []
        """The offset of each option."""
        self._format = "moodle"

    def locate(self, part: int) -> tuple[int, int]:
        """Return the line and column of the offset `part`."""
        return self.block.place(part)

    def begin(self, start: int) -> int:
        """Read the title, if there is one, at the offset `start`. Return the offset of the stem."""
        text = self.block.text
        if text.startswith("::", start):
            end = text.find("::", start + 2)
            if end < 0:
                self.warn(start, "title", "The title has no closing ::.")
                start += 2
            else:
                self.title = trimmed(restore_escapes(text[start + 2 : end]))
                start = end + 2
        stem = restore_escapes(split_format(text[start : start + 200], "")[1].partition("{")[0])
        self.label = self.title or self.block.id or trimmed(stem).partition("\n")[0][:60]
        return start

    def adopt(self, raw: str) -> None:
        """Use the format of the stem, `raw`, for all texts that don't name a format."""
        self._format = split_format(raw, self._format)[0]

    def text(self, raw: str, at: int) -> str:
        """Convert `raw`, the text at the offset `at`, to Markdown, and report what is left out."""
        name, rest = split_format(raw, self._format)
        return self._markdown(rest, name, at)

    def bare(self, raw: str, at: int) -> str:
        """Convert `raw`, a text that can't name its format, to Markdown.

        It has the format of the stem, or a detected one if the stem is HTML. `at` is its offset.
        """
        name = "moodle" if self._format == "html" else self._format
        return self._markdown(raw.strip(EDGES), name, at)

    def _markdown(self, text: str, name: str, at: int) -> str:
        result, dropped = markdown(text, name)
        for what in dropped:
            self.lose(at, f"Left out: {what}.")
        return result
