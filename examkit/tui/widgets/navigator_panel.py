"""The navigator next to a question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from examkit.exam.actions import Status
from examkit.exam.grading import Outcome
from examkit.tui.glyphs import Glyphs
from examkit.tui.widgets.panel import Panel
from examkit.tui.widgets.question_strip import STATUSES, Legend, QuestionGrid, SlotCell
from examkit.tui.widgets.scroll_pane import ScrollPane

COLUMNS = 5
FRAME_WIDTH = 4
"""Width in cells of the border and the space on both sides."""


class NavigatorPanel(Panel):
    """All slots of a form in a frame, with the number of slots in each status.

    `slots` is the number of all slots, and `names` maps statuses or outcomes to their names.
    """

    def __init__(
        self,
        glyphs: Glyphs,
        slots: int,
        names: Mapping[Status | Outcome, str] = STATUSES,
    ) -> None:
        self._grid = QuestionGrid(glyphs, columns=COLUMNS, cell_width=5 if slots < 100 else 6)
        self._pane = ScrollPane(self._grid)
        self._legend = Legend(glyphs, names)
        super().__init__("Navigator", self._pane, self._legend, id="navigator")
        # The numbers are right below the last row, and the rows scroll if there is no room.
        self._pane.styles.max_height = -(-slots // COLUMNS)
        self.styles.width = COLUMNS * self._grid.cell_width + FRAME_WIDTH

    def show(self, cells: Sequence[SlotCell], current: int) -> None:
        """Replace the slots, and scroll to the current one, which has the index `current`."""
        self._grid.show(cells, current)
        self._legend.show(cells)
        region = self._grid.region_of(current)
        self._pane.scroll_to_region(region, animate=False, immediate=True)
