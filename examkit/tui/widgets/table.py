"""A table whose rows are lines of a list. Its columns adapt to the width."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual

from examkit.tui.text_blocks import NOTHING
from examkit.tui.widgets.prose import Lines

if TYPE_CHECKING:
    from textual.visual import RenderOptions

GAP = 2
"""Gap between the columns, in cells."""
BAR_GROUND = "not reverse $foreground on $background"
"""The style of a bar on a highlighted row in reverse video, the same as on other rows."""


class Column(NamedTuple):
    """A column of a table."""

    title: str
    is_number: bool = False
    """Whether its cells are aligned to the right."""
    least: int = 0
    """The width in cells that its text can be wrapped to; 0 if it never wraps."""
    rank: int = 0
    """In a narrow table, columns of the highest rank are left out first; those of rank 0 never."""
    grows: bool = False
    """Whether it takes the room that the other columns leave."""
    is_bar: bool = False
    """Whether its cells are bars, which keep their colors on a highlighted row."""


Cells = Sequence[Content]
"""The cells of a row. If there are fewer than columns, the last cell spans the others."""


class Table:
    """A table that lays out its rows for a width in cells."""

    def __init__(self, columns: Sequence[Column], rows: Sequence[Cells]) -> None:
        self._columns = columns
        self.rows = rows
        self._natural = [self._natural_width(i) for i in range(len(columns))]
        self._fitted: tuple[int, list[int]] = (0, [])

    def _natural_width(self, index: int) -> int:
        """Return the width of a column's widest cell or title; 0 if all its cells are empty."""
        count = len(self._columns)
        cells = (row[index] for row in self.rows if index < len(row) - (len(row) < count))
        width = max((cell.cell_length for cell in cells), default=0)
        return max(width, len(self._columns[index].title)) if width else 0

    def heading(self, width: int) -> Content:
        """Return the line with the titles of the columns."""
        titles = [Content.styled(column.title, "$text-muted") for column in self._columns]
        return self._line(titles, width).rstrip()

    def height(self, cells: Cells, width: int) -> int:
        """Return the number of lines of a row in a table `width` cells wide."""
        rooms = self._rooms(len(cells), width)
        if all(cell.cell_length <= room for cell, room in zip(cells, rooms, strict=True) if room):
            return 1
        return len(self.lines(cells, width))

    def reversed(self, cells: Cells) -> Cells:
        """Return the cells of a row in reverse video: in its colors, except for bars.

        The cells' own colors would be unreadable in reverse.
        """
        is_whole = len(cells) == len(self._columns)
        return [
            cell.stylize_before(BAR_GROUND) if column.is_bar and is_whole else Content(cell.plain)
            for cell, column in zip(cells, self._columns, strict=False)
        ]

    def lines(self, cells: Cells, width: int) -> list[Content]:
        """Return the lines of a row in a table `width` cells wide."""
        wrapped = [
            cell.wrap(room) if cell.cell_length > room > 0 else [cell]
            for cell, room in zip(cells, self._rooms(len(cells), width), strict=True)
        ]
        return [self._line(line, width) for line in zip_longest(*wrapped, fillvalue=NOTHING)]

    def _line(self, cells: Cells, width: int) -> Content:
        parts = [
            _aligned(cell, room, is_number=column.is_number and len(cells) == len(self._columns))
            for cell, room, column in zip(
                cells, self._rooms(len(cells), width), self._columns, strict=False
            )
            if room
        ]
        return Content(" " * GAP).join(parts).truncate(width)

    def _rooms(self, cells: int, width: int) -> list[int]:
        """Return the width of each of `cells` cells in a row; 0 if its column is left out."""
        widths = self.widths(width)
        if cells == len(widths):
            return widths
        first = widths[: cells - 1]
        return [*first, max(1, width - sum(room + GAP for room in first if room))]

    def widths(self, width: int) -> list[int]:
        """Return the width of each column, 0 if it is left out, for a table `width` cells wide."""
        if self._fitted[0] != width:
            self._fitted = (width, _fit(self._columns, self._natural, width))
        return self._fitted[1]


def _aligned(cell: Content, width: int, *, is_number: bool) -> Content:
    cell = cell.truncate(width, ellipsis=True)
    space = Content(" " * (width - cell.cell_length))
    return space + cell if is_number else cell + space


def _fit(columns: Sequence[Column], natural: Sequence[int], width: int) -> list[int]:
    """Return column widths that fit together in `width` cells, if possible; 0 for columns left out.

    `natural` has the width of each column without wrapping.
    """
    widths = list(natural)
    ranks = sorted({column.rank for column in columns} - {0}, reverse=True)
    for rank in ranks:
        if _shortage(columns, widths, width, shrunk=True) <= 0:
            break
        widths = [0 if c.rank == rank else w for c, w in zip(columns, widths, strict=True)]
    for i, column in enumerate(columns):
        if column.least and widths[i]:
            short = _shortage(columns, widths, width)
            widths[i] -= max(0, min(short, widths[i] - column.least))
        if column.grows:
            widths[i] += max(0, -_shortage(columns, widths, width))
    return widths


def _shortage(
    columns: Sequence[Column], widths: Sequence[int], width: int, *, shrunk: bool = False
) -> int:
    """Return how many cells the columns are too wide; negative if there is room left.

    With `shrunk`, columns that can wrap count as wrapped to their least width.
    """
    rooms = [
        min(room, column.least) if shrunk and column.least else room
        for room, column in zip(widths, columns, strict=True)
        if room
    ]
    return sum(rooms) + GAP * (len(rooms) - 1) - width


class TableRow(Visual):
    """A row of a table as a line of a list."""

    def __init__(self, table: Table, cells: Cells) -> None:
        self._table = table
        self._cells = cells

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """Draw the row."""
        cells = self._table.reversed(self._cells) if style.reverse else self._cells
        text = Content("\n").join(self._table.lines(cells, width))
        return text.render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """Return the full width of the container."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Return the number of lines."""
        return self._table.height(self._cells, width)


class TableHeading(Lines):
    """The titles of a table's columns, above the list with its rows."""

    DEFAULT_CSS = "TableHeading { padding: 0 2 0 1; max-width: 104; }"

    def __init__(self) -> None:
        super().__init__(id="columns")
        self._table = Table((), ())

    def show(self, table: Table) -> None:
        """Show the titles of a table."""
        self._table = table
        self.update_lines()

    def wrap(self, width: int) -> list[Content]:
        """Return the line with the titles."""
        return [self._table.heading(width)]
