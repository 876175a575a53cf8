"""All slots of a form at a glance: a strip below the question, a grid in the overview."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from examkit.exam.actions import Status
from examkit.tui.glyphs import UNICODE, Glyphs

CELL = 7
"""Width of a cell of the grid: cursor, number, status, flag, gap."""


@dataclass(frozen=True, slots=True)
class SlotCell:
    """One slot as it is shown."""

    status: Status
    flagged: bool


class QuestionStrip(Widget):
    """One sign a slot, on one line, the current one marked."""

    DEFAULT_CSS = "QuestionStrip { height: 1; padding: 0 1; }"

    def __init__(self, glyphs: Glyphs = UNICODE, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._glyphs = glyphs
        self._cells: tuple[SlotCell, ...] = ()
        self._current = 0

    def show(self, cells: Sequence[SlotCell], current: int) -> None:
        """Replace what is shown."""
        self._cells, self._current = tuple(cells), current
        self.refresh()

    def render(self) -> Content:
        """Draw the signs around the current one that fit."""
        width = max(1, self.content_size.width)
        start = max(0, min(self._current - width // 2, len(self._cells) - width))
        cells = list(enumerate(self._cells))[start : start + width]
        return Content.assemble(*(self._sign(i, cell) for i, cell in cells))

    def _sign(self, number: int, cell: SlotCell) -> tuple[str, str]:
        sign = self._glyphs.flagged if cell.flagged else self._glyphs.of(cell.status)
        return sign, "reverse bold" if number == self._current else ""


class QuestionGrid(Widget):
    """Numbered cells with a cursor; tells which one is clicked."""

    DEFAULT_CSS = "QuestionGrid { width: 1fr; height: auto; padding: 0 1; }"

    class Picked(Message):
        """A cell was clicked."""

        def __init__(self, slot: int) -> None:
            super().__init__()
            self.slot = slot

    def __init__(self, glyphs: Glyphs = UNICODE, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._glyphs = glyphs
        self._cells: tuple[SlotCell, ...] = ()
        self.cursor = 0

    @property
    def columns(self) -> int:
        """Cells in a row."""
        return max(1, (self.content_size.width or 78) // CELL)

    def show(self, cells: Sequence[SlotCell], cursor: int) -> None:
        """Replace what is shown."""
        self._cells, self.cursor = tuple(cells), cursor
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Tell the layout how many rows there are."""
        return -(-len(self._cells) // max(1, width // CELL))

    def render(self) -> Content:
        """Draw the cells."""
        cells = [self._cell(i, cell) for i, cell in enumerate(self._cells)]
        rows = [cells[i : i + self.columns] for i in range(0, len(cells), self.columns)]
        return Content("\n").join(Content("").join(row) for row in rows)

    def on_click(self, event: events.Click) -> None:
        """Find the cell under the mouse."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        slot = offset.y * self.columns + offset.x // CELL
        if offset.x < self.columns * CELL and slot < len(self._cells):
            self.post_message(self.Picked(slot))

    def _cell(self, number: int, cell: SlotCell) -> Content:
        here = number == self.cursor
        flag = self._glyphs.flagged if cell.flagged else " "
        text = f"{number + 1:>3} {self._glyphs.of(cell.status)}{flag}"
        style = "reverse bold" if here else ""
        return Content.assemble((text, style), " ")
