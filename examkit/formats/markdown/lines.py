"""The lines of a Markdown quiz, and what each one is: heading, option, answer, or text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

What = Literal["heading", "numbered", "box", "letter", "open", "close", "quiz", "end", "text"]

_PATTERNS: tuple[tuple[What, re.Pattern[str]], ...] = (
    ("heading", re.compile(r"(?P<mark>#{1,6})[ \t]+(?P<text>.*)")),
    ("box", re.compile(r" {0,3}[-*+] (?P<text>\[(?P<mark>[ xX]?)\](?: .*|\Z))")),
    ("letter", re.compile(r" {0,6}[-*+] (?:\*\*)?(?P<mark>[A-Ha-h])[.):](?:\*\*)? (?P<text>.*)")),
    ("letter", re.compile(r" {0,3}(?:\*\*)?(?P<mark>[A-H])[.)](?:\*\*)? (?P<text>.*)")),
    ("numbered", re.compile(r"(?P<mark>\d{1,4})[.)] (?P<text>.*)")),
    ("open", re.compile(r"\s*<details\b(?P<mark>)(?P<text>.*)", re.I)),
    ("close", re.compile(r"(?P<text>.*)</details>(?P<mark>)\s*\Z", re.I)),
    ("quiz", re.compile(r"\s*<quiz(?P<mark>)(?P<text>)\b[^>]*>\s*\Z", re.I)),
    ("end", re.compile(r"\s*</quiz>(?P<mark>)(?P<text>)\s*\Z", re.I)),
)
_NOISE = re.compile(r"\s*(?:\*\*)?\[?⬆|\s*---+\s*\Z|\s*<!--.*-->\s*\Z")
_FENCE = re.compile(r" {0,6}(`{3,}|~{3,})")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a quiz with its number and kind. Inside a code block, its kind is always `text`."""

    number: int
    what: What
    text: str
    """The text after the mark, or the whole line if it has no mark."""
    mark: str = ""
    """The `#` signs of a heading, the letter of an option, or the content of its box."""
    whole: str = ""
    column: int = 1

    @property
    def blank(self) -> bool:
        """Whether the line is empty."""
        return not self.whole.strip()

    @property
    def indented(self) -> bool:
        """Whether the line is indented, and so belongs to the item above."""
        return self.whole.startswith(("  ", "\t"))


def split_lines(text: str) -> Iterator[Line]:
    """Yield the lines of a file, except horizontal rules, comments, and links to the page's top."""
    fence = ""
    for number, whole in enumerate(text.split("\n"), 1):
        match = _FENCE.match(whole)
        if fence:
            if match and match[1].startswith(fence) and not whole.strip().strip(fence[0]):
                fence = ""
            yield Line(number, "text", whole, whole=whole)
        elif match:
            fence = match[1]
            yield Line(number, "text", whole, whole=whole)
        elif not _NOISE.match(whole):
            yield _line(number, whole)


def _line(number: int, whole: str) -> Line:
    short = whole if len(whole) < 20_000 else ""
    for what, pattern in _PATTERNS:
        if match := pattern.match(short):
            text = match["text"]
            if what == "box":
                text = text.partition("]")[2].removeprefix(" ")
            elif what == "heading":
                text = _unclosed(text)
            column = len(whole) - len(whole.lstrip()) + 1
            return Line(number, what, text, match["mark"], whole, column)
    return Line(number, "text", whole, whole=whole)


def _unclosed(heading: str) -> str:
    """Return a heading's text without the `#` signs that can close it."""
    bare = heading.rstrip().rstrip("#")
    return bare.rstrip() if not bare or bare[-1] in " \t" else heading.rstrip()
