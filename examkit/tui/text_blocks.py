"""Text as it is laid out on screen: literal content in blocks with hanging indents."""

# Annotations are not postponed, because NamedTuple would compile each one from its text.
from collections.abc import Callable, Iterable, Sequence
from itertools import zip_longest
from typing import NamedTuple, Protocol, Self

from textual.content import Content

from examkit.sanitize import sanitize


def literal(text: str, style: str = "") -> Content:
    """Return text as content that shows literally: no markup, no control characters."""
    return Content.styled(sanitize(text), style) if style else Content(sanitize(text))


NOTHING = Content("")
MIN_COLUMNS_WIDTH = 86
"""Width in cells below which two texts are stacked instead of shown in columns."""
COLUMN_GAP = "   "
TAIL_GAP = "  "
"""The space between a block and a remark after it."""
MEASURE = 88
"""Maximum width of a line of text, in cells. Longer ones are hard to read."""
EVIDENCE = "on $evidence-tint"
"""The style of evidence, the words that prove the answer to a question."""


class Block(Protocol):
    """A part of a text, laid out below the previous one."""

    @property
    def gap(self) -> bool:
        """Return whether an empty line separates this block from the previous one."""

    def lines(self, width: int) -> list[Content]:
        """Return the lines, wrapped to a width in cells."""


class TextBlock(NamedTuple):
    """A paragraph, list item, code block, or table row."""

    content: Content
    first: Content = NOTHING
    """Prefix of the first line."""
    rest: Content = NOTHING
    """Prefix of the other lines; as wide as `first`."""
    gap: bool = True
    """Whether an empty line separates this block from the previous one."""
    code: bool = False
    """Whether lines break only at the width, not between words, as in code."""
    layout: Callable[[Content, int], list[Content]] | None = None
    """A function that returns the content's lines for a width in cells; None to wrap words."""
    tail: Content = NOTHING
    """A remark after the content. It gets its own line if it doesn't fit on the last one."""

    def indented(self, first: Content, rest: Content | None = None) -> Self:
        """Return the block with a prefix on its first line, and `rest` or spaces on the others."""
        below = Content(" " * first.cell_length) if rest is None else rest
        return self._replace(first=first + self.first, rest=below + self.rest)

    def close(self) -> Self:
        """Return the block without the empty line before it."""
        return self._replace(gap=False)

    def stylized(self, style: str) -> Self:
        """Return the block with a style on its text."""
        return self._replace(content=self.content.stylize_before(style))

    def suffixed(self, text: Content) -> Self:
        """Return the block with a remark at its end."""
        return self._replace(tail=text)

    def lines(self, width: int) -> list[Content]:
        """Return the lines, wrapped to a width in cells."""
        room = max(8, width - self.first.cell_length)
        return [
            (self.first if i == 0 else self.rest) + line.rstrip()
            for i, line in enumerate(self._add_tail(self._wrap(room), room))
        ]

    def _add_tail(self, lines: list[Content], room: int) -> list[Content]:
        if not self.tail:
            return lines
        last = lines[-1].rstrip() + TAIL_GAP + self.tail
        if last.cell_length <= room:
            return [*lines[:-1], last]
        return [*lines, *self.tail.wrap(room)]

    def _wrap(self, room: int) -> list[Content]:
        if self.layout:
            return self.layout(self.content, room)
        wrapped: list[Content] = []
        for line in self.content.split("\n", allow_blank=True):
            wrapped += (line.fold(room) if self.code else line.wrap(room)) or [NOTHING]
        return wrapped


class SideBySide(NamedTuple):
    """Two texts in columns, or stacked if the columns would be too narrow."""

    left: Sequence[Block]
    right: Sequence[Block]
    above: int = 0
    """How many left blocks the right text starts below. It starts higher to avoid extra lines."""
    gap: bool = True

    def lines(self, width: int) -> list[Content]:
        """Return the lines, wrapped to a width in cells."""
        column = column_width(width, self.left)
        if not has_columns(width, self.left):
            return lay_out((*self.left, *self.right), column)
        return [
            Content("").join([left, Content(" " * (column - left.cell_length) + COLUMN_GAP), right])
            for left, right in self._pairs(column)
        ]

    def _pairs(self, column: int) -> Iterable[tuple[Content, Content]]:
        left, right = lay_out(self.left, column), lay_out(self.right, column)
        start = len(lay_out(self.left[: self.above], column)) + 1 if self.above else 0
        space = [NOTHING] * max(0, min(start, len(left) - len(right)))
        return zip_longest(left, [*space, *right], fillvalue=NOTHING)


class LeftColumn(NamedTuple):
    """A text that won't move when a `SideBySide` later shows it in the left column."""

    blocks: Sequence[Block]
    others: Sequence[Block] = ()
    """The other blocks in that later left column. Their code can be too wide for columns."""
    gap: bool = True

    def lines(self, width: int) -> list[Content]:
        """Return the lines, wrapped to a width in cells."""
        return lay_out(self.blocks, column_width(width, [*self.blocks, *self.others]))


def has_columns(width: int, left: Sequence[Block]) -> bool:
    """Return whether there is room for two columns without breaking code in the left one."""
    return width >= MIN_COLUMNS_WIDTH and code_width(left) <= _half(width)


def column_width(width: int, left: Sequence[Block]) -> int:
    """Return the width of a column in cells if two fit in `width` cells, or else of a single text.

    Neither is wider than `MEASURE`. `left` has the blocks of the left column.
    """
    return _half(width) if has_columns(width, left) else min(width, MEASURE)


def _half(width: int) -> int:
    return min(MEASURE, (width - len(COLUMN_GAP)) // 2)


class Annotated(NamedTuple):
    """A text with a bar in the margin of the lines that have evidence."""

    blocks: Sequence[Block]
    gap: bool = True

    def lines(self, width: int) -> list[Content]:
        """Return the lines, wrapped to a width in cells."""
        bar = Content.styled("▌ ", "$text-success")
        return [
            (bar if has_evidence(line) else Content("  ")) + line
            for line in lay_out(self.blocks, width - bar.cell_length)
        ]


def code_width(blocks: Iterable[Block]) -> int:
    """Return the width of the longest line of code, in cells; 0 without code."""
    return max(
        (
            block.first.cell_length + line.cell_length
            for block in blocks
            if isinstance(block, TextBlock) and block.code
            for line in block.content.split("\n")
        ),
        default=0,
    )


def has_evidence(text: Content) -> bool:
    """Return whether a text contains highlighted evidence."""
    return any(span.style == EVIDENCE for span in text.spans)


def lay_out(blocks: Iterable[Block], width: int) -> list[Content]:
    """Return the lines of all blocks in order, wrapped to a width in cells."""
    lines: list[Content] = []
    for block in blocks:
        if lines and block.gap:
            lines.append(NOTHING)
        lines += block.lines(width)
    return lines


def indent(blocks: Sequence[TextBlock], first: Content) -> list[TextBlock]:
    """Return blocks with a prefix before the first line, and spaces before all others."""
    blank = Content(" " * first.cell_length)
    return [block.indented(blank if i else first, blank) for i, block in enumerate(blocks)]
