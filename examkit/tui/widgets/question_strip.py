"""All slots of a form: as a strip, as a grid, and as the number of slots in each status."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.widget import Widget

from examkit.exam.actions import Status, slot_statuses
from examkit.exam.attempt_state import AttemptState
from examkit.exam.form import Form
from examkit.exam.grading import Outcome
from examkit.tui.glyphs import Glyphs

CELL_WIDTH = 7
"""Usual width of a slot in the grid, in cells: number, status, flag, and gaps."""


LEGEND_WIDTH = 76
"""Width in cells from which the numbers of all statuses fit on one line."""


@dataclass(frozen=True, slots=True)
class SlotCell:
    """The status or outcome of a slot and its flag, as shown."""

    status: Status | Outcome
    flagged: bool


def slot_cells(form: Form, state: AttemptState) -> list[SlotCell]:
    """Return the status and flag of each slot."""
    statuses = slot_statuses(form, state)
    return [SlotCell(each, slot.flagged) for each, slot in zip(statuses, state.slots, strict=True)]


STATUSES: dict[Status | Outcome, str] = {
    status: status for status in ("answered", "incomplete", "unanswered", "unseen")
}
OUTCOMES: dict[Status | Outcome, str] = {
    "right": "correct", "partial": "partial", "wrong": "incorrect", "unanswered": "unanswered",
}  # fmt: skip
"""The outcomes after an attempt, each with its name on screen."""
STYLES: dict[Status | Outcome, str] = {
    "answered": "$text-success", "incomplete": "$text-warning", "unanswered": "",
    "unseen": "$text-muted", "right": "$text-success", "partial": "$text-warning",
    "wrong": "$text-error",
}  # fmt: skip
"""The style of the sign of each status or outcome."""


class SlotsView(Widget):
    """A view of all slots that highlights the current one."""

    def __init__(self, glyphs: Glyphs, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._glyphs = glyphs
        self._cells: tuple[SlotCell, ...] = ()
        self._current = 0

    def show(self, cells: Sequence[SlotCell], current: int) -> None:
        """Replace the slots, and draw those that changed.

        `current` is the index of the slot to highlight.
        """
        before, self._cells = self._cells, tuple(cells)
        if len(before) != len(self._cells):
            self._current = current
            self.refresh(layout=True)
            return
        changed = {i for i, pair in enumerate(zip(before, cells, strict=True)) if len({*pair}) > 1}
        if current != self._current:
            changed |= {current, self._current}
            self._current = current
        if changed:
            self.draw(changed)

    def draw(self, changed: Collection[int]) -> None:
        """Draw the slots with these indexes."""
        self.refresh()

    def _style(self, number: int) -> str:
        return "reverse bold" if number == self._current else ""


class QuestionStrip(SlotsView):
    """One symbol per slot, on a single line. A flag shows whether the slot is answered."""

    DEFAULT_CSS = "QuestionStrip { height: 1; padding: 0 1; }"

    def render(self) -> Content:
        """Draw as many symbols around the current slot as fit."""
        width = max(1, self.content_size.width)
        start = max(0, min(self._current - width // 2, len(self._cells) - width))
        cells = list(enumerate(self._cells))[start : start + width]
        return Content.assemble(*((self._sign(cell), self._style(i)) for i, cell in cells))

    def _sign(self, cell: SlotCell) -> str:
        if not cell.flagged:
            return self._glyphs.of(cell.status)
        is_answered = cell.status == "answered"
        return self._glyphs.flagged if is_answered else self._glyphs.flagged_open


class QuestionGrid(SlotsView):
    """One numbered cell per slot, in rows: as many as fit, or `columns` if that is not 0."""

    DEFAULT_CSS = "QuestionGrid { width: 1fr; height: auto; padding: 0 1; }"

    class Selected(Message):
        """Posted when a cell is clicked."""

        def __init__(self, slot: int) -> None:
            super().__init__()
            self.slot = slot

    def __init__(
        self,
        glyphs: Glyphs,
        *,
        columns: int = 0,
        cell_width: int = CELL_WIDTH,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(glyphs, id=id)
        self._columns = columns
        self.cell_width = cell_width

    @property
    def columns(self) -> int:
        """Return the number of cells per row."""
        return self._columns or self._fitting_columns(self.content_size.width or 78)

    def _fitting_columns(self, width: int) -> int:
        return max(1, width // self.cell_width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the number of rows."""
        return -(-len(self._cells) // (self._columns or self._fitting_columns(width)))

    def region_of(self, slot: int) -> Region:
        """Return the region of the grid that the cell of a slot covers."""
        row, column = divmod(slot, self.columns)
        return Region(column * self.cell_width, row, self.cell_width, 1)

    def draw(self, changed: Collection[int]) -> None:
        """Draw the cells of the slots with these indexes."""
        self.refresh(*map(self.region_of, changed))

    def render(self) -> Content:
        """Draw the cells."""
        cells = [self._draw_cell(i, cell) for i, cell in enumerate(self._cells)]
        rows = [cells[i : i + self.columns] for i in range(0, len(cells), self.columns)]
        return Content("\n").join(Content("").join(row) for row in rows)

    def _draw_cell(self, number: int, cell: SlotCell) -> Content:
        space = "" if self._columns else " "
        style = "$text-warning" if cell.flagged else "$text-muted" * (cell.status == "unseen")
        parts = [
            (f"{number + 1:>{self.cell_width - 3 - len(space)}}{space}", style),
            (self._glyphs.of(cell.status), STYLES[cell.status]),
            (self._glyphs.flagged if cell.flagged else " ", "$text-warning"),
        ]
        text = Content.assemble(*parts)
        if number == self._current:
            text = Content.styled(text.plain, self._style(number))
        return text + " " * (self.cell_width - text.cell_length)

    def on_click(self, event: events.Click) -> None:
        """Post `Selected` with the slot of the clicked cell."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        slot = offset.y * self.columns + offset.x // self.cell_width
        if offset.x < self.columns * self.cell_width and slot < len(self._cells):
            self.post_message(self.Selected(slot))


class Legend(Widget):
    """How many slots have each status, and how many are flagged: one below the other, or in a line.

    `names` maps statuses or outcomes to their names. Each of them has a place, so that nothing
    moves when the first slot gets it.
    """

    DEFAULT_CSS = "Legend { height: auto; padding: 0 1; }"

    def __init__(
        self,
        glyphs: Glyphs,
        names: Mapping[Status | Outcome, str] = STATUSES,
        *,
        in_line: bool = False,
    ) -> None:
        super().__init__(id="legend")
        self._glyphs = glyphs
        self._names = names
        self._gap = "   " if in_line else "\n"
        self._cells: tuple[SlotCell, ...] = ()

    def show(self, cells: Sequence[SlotCell]) -> None:
        """Update the numbers of slots with each status."""
        if self._cells != tuple(cells):
            self._cells = tuple(cells)
            self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the number of lines."""
        if "\n" in self._gap:
            return len(self._names) + 1
        return 1 if width >= LEGEND_WIDTH else 2

    def render(self) -> Content:
        """Draw the numbers."""
        statuses = [cell.status for cell in self._cells]
        lines = [
            Content.assemble(
                (self._glyphs.of(status), STYLES[status]), f" {statuses.count(status)} {name}"
            )
            for status, name in self._names.items()
        ]
        flagged = sum(cell.flagged for cell in self._cells)
        lines.append(
            Content.assemble((self._glyphs.flagged, "$text-warning"), f" {flagged} flagged")
        )
        return Content(self._gap).join(lines)
