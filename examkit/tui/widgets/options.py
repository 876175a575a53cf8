"""The options of a question, with a cursor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.widget import Widget

from examkit.tui.text_blocks import TextBlock, indent, lay_out
from examkit.tui.widgets.prose import Lines


@dataclass(frozen=True, slots=True)
class OptionRow:
    """One row: an option, an item to order, or a left side to match."""

    letter: str
    blocks: tuple[TextBlock, ...]
    chosen: bool = False
    eliminated: bool = False
    box: str = ""
    """Text in the box instead of x: a position in the order, or the letter of a right side."""


class OptionsView(Lines):
    """The rows of a question with a cursor, drawn as one widget."""

    class Selected(Message):
        """Posted when a row is clicked."""

        def __init__(self, position: int) -> None:
            super().__init__()
            self.position = position

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._rows: tuple[OptionRow, ...] = ()
        self._heights: list[int] = []
        self._many = False
        self._cursor_glyph = "▌"
        self.cursor = 0

    def show(
        self, rows: Sequence[OptionRow], cursor: int, *, many: bool, cursor_glyph: str = "▌"
    ) -> None:
        """Replace the rows. `many` is whether more than one can be chosen."""
        self._rows, self.cursor = tuple(rows), cursor
        self._many, self._cursor_glyph = many, cursor_glyph
        self.update_lines()
        self.call_after_refresh(self._scroll_to_cursor)

    def wrap(self, width: int) -> list[Content]:
        """Return the lines, wrapped to a width in cells, and store the height of each row."""
        rows = [self._row_lines(i, row, width) for i, row in enumerate(self._rows)]
        self._heights = [len(lines) for lines in rows]
        return [line for lines in rows for line in lines]

    def on_click(self, event: events.Click) -> None:
        """Post `Selected` with the position of the clicked row."""
        y = event.y
        for position, height in enumerate(self._heights):
            if y < height:
                self.post_message(self.Selected(position))
                return
            y -= height

    def _row_lines(self, position: int, row: OptionRow, width: int) -> list[Content]:
        glyph = self._cursor_glyph if position == self.cursor else " "
        first = Content.assemble(
            (f"{glyph} ", "bold $text-accent"), (self._box(row), "bold"), f" {row.letter.upper()}  "
        )
        lines = lay_out(indent(row.blocks, first), width)
        if row.eliminated:
            lines = [lines[0] + Content(" (struck out)"), *lines[1:]]
            return [line.stylize("$text-muted") for line in lines]
        return [line.stylize("bold") for line in lines] if row.chosen else lines

    def _box(self, row: OptionRow) -> str:
        sign = "-" if row.eliminated else row.box or ("x" if row.chosen else " ")
        return f"[{sign}]" if self._many else f"({sign})"

    def _scroll_to_cursor(self) -> None:
        pane = self.parent
        if isinstance(pane, Widget) and self.cursor < len(self._heights):
            top, height = sum(self._heights[: self.cursor]), self._heights[self.cursor]
            region = Region(0, top, self.content_size.width, height)
            pane.scroll_to_region(region, animate=False, immediate=True)
