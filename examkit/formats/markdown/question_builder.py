"""One question of a Markdown quiz while its lines come in."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from examkit.formats.markdown.lines import Line
from examkit.formats.shared.draft import trimmed

_KEY = re.compile(
    r"(?:#{1,6} )?\b(?:correct )?(?:answers?|solution)\b\s{0,4}(?:is|are)?\s{0,4}:?[\s*]{0,9}"
    r"((?-i:[A-H])\b(?:\s{0,4}(?:,|and|&|/)?\s{0,4}(?-i:[A-H])\b)*)",
    re.I,
)
_SUMMARY = re.compile(r"<summary\b[^>]{0,200}>.{0,300}?</summary>|</?summary>", re.I | re.S)
_HEAD = re.compile(r"\A(?:#{1,6} |\*\*)?Explanation\b[:*]{0,3}\s*", re.I)
_TAGS = re.compile(r"</?(?:details|p|b|strong|br)\b[^>\n]{0,100}>", re.I)


@dataclass(slots=True)
class Option:
    """One option while its lines come in."""

    place: tuple[int, int]
    mark: str
    """Its letter, or what stands in its box."""
    box: bool
    lines: list[str]
    quoted: list[str] = field(default_factory=list)

    def right(self, letters: set[str]) -> bool:
        """Return whether its box is ticked, or its letter is among the answers."""
        return bool(self.mark.strip()) if self.box else self.mark.upper() in letters


@dataclass(slots=True)
class MarkdownQuestion:
    """A question, or a heading that turns out to be none."""

    line: Line
    level: int
    """Of its heading; 0 without one."""
    stem: list[str]
    quoted: bool = False
    """Whether it stands between tags of its own, so that headings belong to it."""
    options: list[Option] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    unfolding: bool = False

    @property
    def label(self) -> str:
        """What findings call it."""
        return next((line.strip() for line in self.stem if line.strip()), "")[:60]

    @property
    def numbered(self) -> bool:
        """Whether the next number at the edge begins another question."""
        return bool(self.options) or (self.level > 0 and not any(map(str.strip, self.stem[1:])))

    @property
    def letters(self) -> set[str]:
        """The letters that the answer names."""
        found = _KEY.search(_SUMMARY.sub("Answer: ", self._told()))
        return set(re.findall(r"[A-H]", found[1])) if found else set()

    def place(self, part: str) -> tuple[int, int]:
        """Return the place of a part of the question."""
        inside = self.options and part in ("options", "answer")
        return self.options[0].place if inside else (self.line.number, 1)

    def take(self, line: Line) -> None:
        """Take a line of the question."""
        if line.what == "open" or (line.what == "close" and self.unfolding):
            self.unfolding = line.what == "open" and "</details>" not in line.text.lower()
            self.after.append(line.whole)
        elif self.unfolding or self.after:
            self.after.append(line.whole)
        elif line.what in ("box", "letter") and self._fits(line):
            box = line.what == "box"
            self.options.append(Option((line.number, line.column), line.mark, box, [line.text]))
        elif self.options:
            self._below(line)
        else:
            self.stem.append(line.whole)

    def _fits(self, line: Line) -> bool:
        """Return whether an option is of the same sort as those before."""
        return not self.options or self.options[0].box == (line.what == "box")

    def _below(self, line: Line) -> None:
        """Take a line below options: more of the last one, or what follows them."""
        option = self.options[-1]
        text = line.whole.strip()
        if line.blank or line.indented:
            if text.startswith(">"):
                option.quoted.append(text[1:].removeprefix(" "))
            else:
                option.lines.append(line.whole[2:] if line.indented else "")
        elif option.lines[-1].strip() and not text.startswith(("*", "[", "<", "Answer")):
            option.lines.append(line.whole)
        else:
            self.after.append(line.whole)

    def explanation(self) -> str:
        """Return what follows the options, without what only names the answer."""
        text = _SUMMARY.sub("", self._told())
        if not self.options[0].box:
            text = _KEY.sub("", text, count=1)
        text = _HEAD.sub("", html.unescape(text).strip())
        return "" if not re.search(r"\w", text) else trimmed(text)

    def _told(self) -> str:
        return _TAGS.sub("", "\n".join(self.after))
