"""Tables whose cells wrap in columns. Where columns don't fit, each row becomes a list."""

# Annotations are not postponed, because NamedTuple would compile each one from its text.
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content

from examkit.tui.charts import FAINT
from examkit.tui.text_blocks import NOTHING, TextBlock

CELL = "\n"
"""The separator of the cells in a row's content. A cell of a Markdown table has no line break."""
GAP = 2
"""Gap between columns, in cells."""
MIN_WIDTH = 12
"""Minimum width in cells of a column whose cells wrap."""
HEAD_WIDTH = 16
"""Width in cells up to which a heading doesn't wrap before the cells below it."""


class Table(NamedTuple):
    """The headings of a table, and widths that the layout of each row depends on.

    Widths are in cells, one per column.
    """

    heads: tuple[Content, ...]
    words: tuple[int, ...]
    """Width of the longest word."""
    bodies: tuple[int, ...]
    """Width of the widest cell, where a heading counts as at most `HEAD_WIDTH` wide."""
    texts: tuple[int, ...]
    """Width of the widest cell."""


def make_rows(cells: Sequence[Sequence[Content]]) -> Iterator[TextBlock]:
    """Yield a block for each row of a table, given its cells. The first row has the headings."""
    columns = [[cell.cell_length for cell in column] for column in zip(*cells, strict=False)]
    table = Table(
        heads=tuple(cells[0]),
        words=tuple(max(map(_longest_word, column)) for column in zip(*cells, strict=False)),
        bodies=tuple(max([min(head, HEAD_WIDTH), *column]) for head, *column in columns),
        texts=tuple(map(max, columns)),
    )
    for number, row in enumerate(cells):
        content = Content(CELL).join(row)
        yield TextBlock(
            content if number else content.stylize("bold"),
            gap=number == 0,
            layout=RowLayout(table, number),
        )


def _longest_word(cell: Content) -> int:
    return max(map(cell_len, cell.plain.split()), default=0)


@lru_cache(maxsize=100)
def column_widths(
    words: Sequence[int], bodies: Sequence[int], texts: Sequence[int], room: int
) -> Sequence[int]:
    """Return the widths of columns, in cells; empty if they don't fit in `room` cells.

    `words`, `bodies`, and `texts` are the widths in a `Table`. Columns are as wide as their texts
    if there is room. Otherwise long headings wrap first, and then the widest columns shrink, but no
    word breaks.
    """
    room -= GAP * (len(texts) - 1)
    if sum(texts) <= room:
        return texts
    for limit in range(max(room, MIN_WIDTH), MIN_WIDTH - 1, -1):
        widths = [max(word, min(body, limit)) for word, body in zip(words, bodies, strict=True)]
        if sum(widths) <= room:
            return widths
    return ()


@dataclass(frozen=True)
class RowLayout:
    """Lays out one row of a table."""

    table: Table
    number: int
    """Number of the row; 0 for the headings."""

    def __call__(self, content: Content, room: int) -> list[Content]:
        """Return the lines of the row, up to `room` cells wide. `content` has the row's cells."""
        cells = content.split(CELL, allow_blank=True)
        heads, *needs = self.table
        widths = column_widths(*needs, room)
        if not widths:
            return list(_stack(heads, cells, self.number, room))
        lines = _set_in_columns(cells, widths)
        rule = Content.styled("─" * (sum(widths) + GAP * (len(widths) - 1)), FAINT)
        if self.number == 0:
            return [*lines, rule]
        is_wrapped = any(
            body > width for body, width in zip(self.table.bodies, widths, strict=True)
        )
        return [rule, *lines] if is_wrapped and self.number > 1 else lines


def as_first(row: TextBlock) -> TextBlock:
    """Return a copy of a table row, laid out to come directly below the headings.

    Later rows can have a line or a gap above them, which the copy lacks. A block that isn't a table
    row is returned unchanged.
    """
    layout = row.layout
    return row._replace(layout=replace(layout, number=1)) if isinstance(layout, RowLayout) else row


def _set_in_columns(cells: Sequence[Content], widths: Sequence[int]) -> list[Content]:
    columns = [
        [line.rstrip() for line in cell.wrap(width)]
        for cell, width in zip(cells, widths, strict=False)
    ]
    return [
        Content(" " * GAP).join(
            line.pad_right(width - line.cell_length)
            for line, width in zip(lines, widths, strict=False)
        )
        for lines in zip_longest(*columns, fillvalue=NOTHING)
    ]


def _stack(
    heads: Sequence[Content], cells: Sequence[Content], number: int, room: int
) -> Iterator[Content]:
    """Yield the lines of a row that is too wide for columns.

    These are its first cell, and then each other cell after its heading. `number` is the number of
    the row; row 0, the headings, has no lines.
    """
    if number == 0:
        return
    if number > 1:
        yield NOTHING
    name, *others = cells
    yield from name.stylize("bold").wrap(room)
    for head, cell in zip(heads[1:], others, strict=False):
        if cell:
            text = Content.assemble(head, ": " if head else "", cell)
            yield from TextBlock(text).indented(Content("  ")).lines(room)
