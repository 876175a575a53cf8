"""Text that wraps with hanging indents."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from examkit.tui.blocks import Block, SideBySide, lay_out
from examkit.tui.widgets.line_widget import Lines


class Prose(Lines):
    """Shows blocks, wrapped to its own width, in one widget whatever their number."""

    def __init__(self, blocks: Sequence[Block | SideBySide] = (), *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._blocks = tuple(blocks)

    def show(self, blocks: Sequence[Block | SideBySide]) -> None:
        """Replace what is shown."""
        self._blocks = tuple(blocks)
        self.changed()

    def wrap(self, width: int) -> list[Content]:
        """Lay out the blocks."""
        return lay_out(self._blocks, width)
