"""What a line of a Markdown quiz is: heading, option, answer, or text."""

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
    """One line with its number; inside code it is always text."""

    number: int
    what: What
    text: str
    """What stands behind the mark; the whole line where it is text."""
    mark: str = ""
    """Level of a heading, letter of an option, what stands in its box."""
    whole: str = ""
    column: int = 1

    @property
    def blank(self) -> bool:
        """Whether nothing stands in it."""
        return not self.whole.strip()

    @property
    def indented(self) -> bool:
        """Whether it belongs to an item above."""
        return self.whole.startswith(("  ", "\t"))


def split_lines(text: str) -> Iterator[Line]:
    """Return the lines of a file; rules, comments and links to the top are left out."""
    fence = ""
    for number, whole in enumerate(text.split("\n"), 1):
        found = _FENCE.match(whole)
        if fence:
            if found and found[1].startswith(fence) and not whole.strip().strip(fence[0]):
                fence = ""
            yield Line(number, "text", whole, whole=whole)
        elif found:
            fence = found[1]
            yield Line(number, "text", whole, whole=whole)
        elif not _NOISE.match(whole):
            yield _line(number, whole)


def _line(number: int, whole: str) -> Line:
    short = whole if len(whole) < 20_000 else ""
    for what, pattern in _PATTERNS:
        if found := pattern.match(short):
            text = found["text"]
            if what == "box":
                text = text.partition("]")[2].removeprefix(" ")
            elif what == "heading":
                text = _unclosed(text)
            column = len(whole) - len(whole.lstrip()) + 1
            return Line(number, what, text, found["mark"], whole, column)
    return Line(number, "text", whole, whole=whole)


def _unclosed(heading: str) -> str:
    """Take off the marks that may end a heading."""
    bare = heading.rstrip().rstrip("#")
    return bare.rstrip() if not bare or bare[-1] in " \t" else heading.rstrip()
