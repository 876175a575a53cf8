"""The options of a question, with a cursor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.widget import Widget

from examkit.tui.text_blocks import NOTHING, TextBlock, indent, lay_out
from examkit.tui.widgets.prose import Lines


@dataclass(frozen=True, slots=True)
class OptionRow:
    """One row: an option, an item to order, or a left side to match."""

    letter: str
    blocks: tuple[TextBlock, ...]
    mark: str
    """A sign that shows whether the row is chosen, its place in an order, or its matched letter."""
    chosen: bool = False
    eliminated: bool = False

    @property
    def label(self) -> Content:
        """Return the mark and the letter before the text."""
        style = "bold $text-accent" if self.chosen else "bold"
        return Content.styled(f"{self.mark} {self.letter.upper()}  ", style)

    @property
    def labeled(self) -> Sequence[TextBlock]:
        """Return the text with its label."""
        return indent(self.blocks, self.label)


class OptionsView(Lines):
    """The rows of a question with a cursor, drawn as one widget.

    An empty line separates the rows if all of them then fit without scrolling.
    """

    class Selected(Message):
        """Posted when a row is clicked."""

        def __init__(self, position: int) -> None:
            super().__init__()
            self.position = position

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._rows: tuple[OptionRow, ...] = ()
        self._tops: list[tuple[int, int]] = []
        """For each row, the number of its first line, and of the line after its last."""
        self._cursor_glyph = "▌"
        self._names_eliminated = False
        self._fit: Callable[[int], int] = int
        self._height = 0
        """The height for which the lines are cached."""
        self._shape = (0, 0)
        """The number of rows, and the number of their lines without empty ones between rows."""
        self.cursor: int | None = None

    def show(
        self,
        rows: Sequence[OptionRow],
        cursor: int | None,
        *,
        cursor_glyph: str = "▌",
        names_eliminated: bool = False,
        fit: Callable[[int], int] = int,
    ) -> None:
        """Replace the rows. With `names_eliminated`, words mark the rows that are struck out.

        `cursor` is the index of the row that `cursor_glyph` marks, or None to mark none. `fit`
        takes the widget's width in cells and returns how many of them the rows use.
        """
        self._rows, self.cursor, self._fit = tuple(rows), cursor, fit
        self._cursor_glyph, self._names_eliminated = cursor_glyph, names_eliminated
        before, self._shape = self._shape, (len(rows), self.least_height(self.content_size.width))
        self.update_lines()
        if before != self._shape:
            self.refresh(layout=True)
        self.call_after_refresh(self._scroll_to_cursor)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the number of lines, with empty lines between rows if the container has room."""
        least = self.least_height(width)
        spaced = least + max(0, len(self._rows) - 1)
        return spaced if spaced <= container.height else least

    def least_height(self, width: int) -> int:
        """Return the number of lines at a width in cells, without empty lines between rows."""
        width = self._fit(width)
        return sum(len(self._row_lines(i, row, width)) for i, row in enumerate(self._rows))

    def lines(self, width: int) -> list[Content]:
        """Return the lines for a width in cells and the height on screen."""
        if self.content_size.height != self._height:
            self._height, self._wrapped = self.content_size.height, None
        return super().lines(width)

    def wrap(self, width: int) -> list[Content]:
        """Return the lines, wrapped to a width in cells, and store where each row is.

        Empty lines separate the rows only if that pushes no row out of the height on screen.
        """
        width = self._fit(width)
        rows = [self._row_lines(i, row, width) for i, row in enumerate(self._rows)]
        height = sum(map(len, rows))
        gap = [NOTHING] * (height + len(rows) - 1 <= self._height)
        lines: list[Content] = []
        self._tops = []
        for row in rows:
            top = len(lines) + len(gap) * bool(lines)
            self._tops.append((top, top + len(row)))
            lines += [*gap, *row] if lines else row
        return lines

    def on_click(self, event: events.Click) -> None:
        """Post `Selected` with the position of the clicked row."""
        for position, (top, end) in enumerate(self._tops):
            if top <= event.y < end:
                self.post_message(self.Selected(position))

    def _row_lines(self, position: int, row: OptionRow, width: int) -> list[Content]:
        blocks = row.labeled
        if row.eliminated and self._names_eliminated:
            blocks = (*blocks[:-1], blocks[-1].suffixed(Content("(struck out)")))
        lines = lay_out(blocks, width - 1)
        bar = self._cursor_glyph if position == self.cursor else " "
        start = Content.styled(bar, "bold $text-accent")
        text_start = 1 + row.label.cell_length
        return [_style_line(start + line, row, text_start, width) for line in lines]

    def _scroll_to_cursor(self) -> None:
        pane = self.parent
        if isinstance(pane, Widget) and self.cursor is not None and self.cursor < len(self._tops):
            top, end = self._tops[self.cursor]
            region = Region(0, top, self.content_size.width, end - top)
            pane.scroll_to_region(region, animate=False, immediate=True)


def _style_line(line: Content, row: OptionRow, text_start: int, width: int) -> Content:
    """Return a line of `row` in the row's colors, which fill `width` cells if the row is chosen.

    The text of the line starts at the index `text_start`.
    """
    if row.eliminated:
        return line.stylize("$text-muted", 1).stylize("strike", text_start)
    if row.chosen:
        line += " " * (width - line.cell_length)
        return line.stylize("bold").stylize("on $row-tint")
    return line
