"""The only way from text to the screen.

`shown` makes literal `Content` of any text: no markup, no control characters. `Block`s are
paragraphs with a hanging indent, laid out for a width.
"""

# Annotations are not postponed: a named tuple would compile each of them from its text.
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import NamedTuple, Self

from textual.content import Content

from examkit.sanitize import sanitize


def literal(text: str, style: str = "") -> Content:
    """Make text literal and harmless."""
    return Content.styled(sanitize(text), style) if style else Content(sanitize(text))


NOTHING = Content("")
ROOM_FOR_TWO = 96
"""Cells that two columns of text need at least."""
BETWEEN = "   "


class Block(NamedTuple):
    """A paragraph, list item, code block or table line."""

    content: Content
    first: Content = NOTHING
    """What stands before its first line."""
    rest: Content = NOTHING
    """What stands before its other lines; as wide as `first`."""
    gap: bool = True
    """Whether an empty line parts it from the block before."""
    code: bool = False
    """Keep its lines; cut them only where they do not fit."""

    def indented(self, first: Content, rest: Content | None = None) -> Self:
        """Put something before all its lines."""
        below = Content(" " * first.cell_length) if rest is None else rest
        return self._replace(first=first + self.first, rest=below + self.rest)

    def close(self) -> Self:
        """Put it right below the block before."""
        return self._replace(gap=False)

    def suffixed(self, text: Content) -> Self:
        """Put something after its last word."""
        return self._replace(content=self.content + text)

    def lines(self, width: int) -> list[Content]:
        """Wrap to a width, in cells."""
        room = max(8, width - self.first.cell_length)
        wrapped: list[Content] = []
        for line in self.content.split("\n", allow_blank=True):
            wrapped += (line.fold(room) if self.code else line.wrap(room)) or [NOTHING]
        return [
            (self.first if i == 0 else self.rest) + line.rstrip() for i, line in enumerate(wrapped)
        ]


class SideBySide(NamedTuple):
    """Two texts in columns, or one below the other where these would be narrow."""

    left: Sequence[Block]
    right: Sequence[Block]
    gap: bool = True

    def lines(self, width: int) -> list[Content]:
        """Wrap to a width, in cells."""
        if width < ROOM_FOR_TWO:
            return [*lay_out(self.left, width), NOTHING, *lay_out(self.right, width)]
        column = (width - len(BETWEEN)) // 2
        pairs = zip_longest(
            lay_out(self.left, column), lay_out(self.right, column), fillvalue=NOTHING
        )
        return [
            Content("").join([left, Content(" " * (column - left.cell_length) + BETWEEN), right])
            for left, right in pairs
        ]


def lay_out(blocks: Iterable[Block | SideBySide], width: int) -> list[Content]:
    """Wrap blocks one below the other."""
    lines: list[Content] = []
    for block in blocks:
        if lines and block.gap:
            lines.append(NOTHING)
        lines += block.lines(width)
    return lines


def indent(blocks: Sequence[Block], first: Content) -> list[Block]:
    """Hang blocks from a marker: it stands before the first, blanks before the others."""
    blank = Content(" " * first.cell_length)
    return [block.indented(blank if i else first, blank) for i, block in enumerate(blocks)]
