"""The options of a question: one widget, cursor and choices drawn by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.widget import Widget

from examkit.tui.blocks import Block, indent, lay_out
from examkit.tui.widgets.line_widget import Lines


@dataclass(frozen=True, slots=True)
class OptionRow:
    """One option as it is shown."""

    letter: str
    blocks: tuple[Block, ...]
    chosen: bool = False
    struck: bool = False
    mark: str = ""
    """What stands in its box: a place in the order, the letter of a right side."""


class OptionsView(Lines):
    """Shows options with a cursor and tells which one is clicked."""

    class Picked(Message):
        """An option was clicked."""

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
        """Replace what is shown, in place."""
        self._rows, self.cursor = tuple(rows), cursor
        self._many, self._cursor_glyph = many, cursor_glyph
        self.changed()
        self.call_after_refresh(self._keep_cursor_in_view)

    def wrap(self, width: int) -> list[Content]:
        """Lay out the options, and remember how high each is."""
        rows = [self._row_lines(i, row, width) for i, row in enumerate(self._rows)]
        self._heights = [len(lines) for lines in rows]
        return [line for lines in rows for line in lines]

    def on_click(self, event: events.Click) -> None:
        """Find the option under the mouse."""
        y = event.y
        for position, height in enumerate(self._heights):
            if y < height:
                self.post_message(self.Picked(position))
                return
            y -= height

    def _row_lines(self, position: int, row: OptionRow, width: int) -> list[Content]:
        here = position == self.cursor
        glyph = self._cursor_glyph if here else " "
        first = Content.assemble(
            (f"{glyph} ", "bold $text-accent"), (self._box(row), "bold"), f" {row.letter.upper()}  "
        )
        lines = lay_out(indent(row.blocks, first), width)
        if row.struck:
            lines = [lines[0] + Content(" (struck out)"), *lines[1:]]
            return [line.stylize("$text-muted") for line in lines]
        return [line.stylize("bold") for line in lines] if row.chosen else lines

    def _box(self, row: OptionRow) -> str:
        sign = "-" if row.struck else row.mark or ("x" if row.chosen else " ")
        if self._many:
            return f"[{sign}]"
        return f"({sign})"

    def _keep_cursor_in_view(self) -> None:
        parent = self.parent
        if isinstance(parent, Widget) and self.cursor < len(self._heights):
            top, height = sum(self._heights[: self.cursor]), self._heights[self.cursor]
            region = Region(0, top, self.content_size.width, height)
            parent.scroll_to_region(region, animate=False, immediate=True)
