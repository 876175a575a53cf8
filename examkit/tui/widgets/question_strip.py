"""All slots of a form: a strip below the question, and a grid in the navigator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from examkit.exam.actions import Status
from examkit.tui.glyphs import Glyphs

CELL_WIDTH = 7
"""Width of one slot in the grid, in cells: number, status, flag, and gaps."""


@dataclass(frozen=True, slots=True)
class SlotCell:
    """The status and flag of a slot, as shown."""

    status: Status
    flagged: bool


class SlotsView(Widget):
    """A view of all slots that highlights the current one."""

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._cells: tuple[SlotCell, ...] = ()
        self._current = 0

    def show(self, cells: Sequence[SlotCell], current: int) -> None:
        """Replace the slots."""
        before, shown = (self._cells, self._current), (tuple(cells), current)
        if shown != before:
            self._cells, self._current = shown
            self.refresh(layout=len(self._cells) != len(before[0]))

    def _style(self, number: int) -> str:
        return "reverse bold" if number == self._current else ""


class QuestionStrip(SlotsView):
    """One symbol per slot, on a single line."""

    DEFAULT_CSS = "QuestionStrip { height: 1; padding: 0 1; }"

    def render(self) -> Content:
        """Draw as many symbols around the current slot as fit."""
        width = max(1, self.content_size.width)
        start = max(0, min(self._current - width // 2, len(self._cells) - width))
        cells = list(enumerate(self._cells))[start : start + width]
        return Content.assemble(*((self._sign(cell), self._style(i)) for i, cell in cells))

    def _sign(self, cell: SlotCell) -> str:
        return self._glyphs.flagged if cell.flagged else self._glyphs.of(cell.status)


class QuestionGrid(SlotsView):
    """One numbered cell per slot, in rows."""

    DEFAULT_CSS = "QuestionGrid { width: 1fr; height: auto; padding: 0 1; }"

    class Selected(Message):
        """Posted when a cell is clicked."""

        def __init__(self, slot: int) -> None:
            super().__init__()
            self.slot = slot

    @property
    def columns(self) -> int:
        """Return the number of cells per row."""
        return max(1, (self.content_size.width or 78) // CELL_WIDTH)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the number of rows."""
        return -(-len(self._cells) // max(1, width // CELL_WIDTH))

    def render(self) -> Content:
        """Draw the cells."""
        cells = [self._draw(i, cell) for i, cell in enumerate(self._cells)]
        rows = [cells[i : i + self.columns] for i in range(0, len(cells), self.columns)]
        return Content("\n").join(Content("").join(row) for row in rows)

    def _draw(self, number: int, cell: SlotCell) -> Content:
        flag = self._glyphs.flagged if cell.flagged else " "
        text = f"{number + 1:>3} {self._glyphs.of(cell.status)}{flag}"
        return Content.assemble((text, self._style(number)), " ")

    def on_click(self, event: events.Click) -> None:
        """Post `Selected` with the slot of the clicked cell."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        slot = offset.y * self.columns + offset.x // CELL_WIDTH
        if offset.x < self.columns * CELL_WIDTH and slot < len(self._cells):
            self.post_message(self.Selected(slot))
