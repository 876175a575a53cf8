"""The only way from text to the screen: literal content, and paragraphs with a hanging indent."""

# Annotations are not postponed: a named tuple would compile each of them from its text.
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import NamedTuple, Self

from textual.content import Content

from examkit.sanitize import sanitize


def literal(text: str, style: str = "") -> Content:
    """Return text as content without markup and control characters."""
    return Content.styled(sanitize(text), style) if style else Content(sanitize(text))


NOTHING = Content("")
MIN_COLUMNS_WIDTH = 96
"""Cells below which two texts are not shown in columns."""
COLUMN_GAP = "   "


class TextBlock(NamedTuple):
    """A paragraph, list item, code block or table line."""

    content: Content
    first: Content = NOTHING
    """Prefix of the first line."""
    rest: Content = NOTHING
    """Prefix of the other lines, as wide as `first`."""
    gap: bool = True
    """Whether an empty line separates it from the block before."""
    code: bool = False
    """Whether its lines are kept, and cut only if they do not fit."""

    def indented(self, first: Content, rest: Content | None = None) -> Self:
        """Return the block with a prefix on its first line, and blanks or `rest` on the others."""
        below = Content(" " * first.cell_length) if rest is None else rest
        return self._replace(first=first + self.first, rest=below + self.rest)

    def close(self) -> Self:
        """Return the block without an empty line before it."""
        return self._replace(gap=False)

    def suffixed(self, text: Content) -> Self:
        """Return the block with a text at its end."""
        return self._replace(content=self.content + text)

    def lines(self, width: int) -> list[Content]:
        """Return the lines for a width in cells."""
        room = max(8, width - self.first.cell_length)
        wrapped: list[Content] = []
        for line in self.content.split("\n", allow_blank=True):
            wrapped += (line.fold(room) if self.code else line.wrap(room)) or [NOTHING]
        return [
            (self.first if i == 0 else self.rest) + line.rstrip() for i, line in enumerate(wrapped)
        ]


class SideBySide(NamedTuple):
    """Two texts in columns, or one below the other if the columns would be narrow."""

    left: Sequence[TextBlock]
    right: Sequence[TextBlock]
    gap: bool = True

    def lines(self, width: int) -> list[Content]:
        """Return the lines for a width in cells."""
        if width < MIN_COLUMNS_WIDTH:
            return [*lay_out(self.left, width), NOTHING, *lay_out(self.right, width)]
        column = (width - len(COLUMN_GAP)) // 2
        pairs = zip_longest(
            lay_out(self.left, column), lay_out(self.right, column), fillvalue=NOTHING
        )
        return [
            Content("").join([left, Content(" " * (column - left.cell_length) + COLUMN_GAP), right])
            for left, right in pairs
        ]


def lay_out(blocks: Iterable[TextBlock | SideBySide], width: int) -> list[Content]:
    """Return the lines of blocks, one below the other, for a width in cells."""
    lines: list[Content] = []
    for block in blocks:
        if lines and block.gap:
            lines.append(NOTHING)
        lines += block.lines(width)
    return lines


def indent(blocks: Sequence[TextBlock], first: Content) -> list[TextBlock]:
    """Return blocks with a marker before the first, and blanks before the others."""
    blank = Content(" " * first.cell_length)
    return [block.indented(blank if i else first, blank) for i, block in enumerate(blocks)]
