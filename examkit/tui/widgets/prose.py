"""Text that wraps with hanging indents."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from examkit.tui.text import Block, lay_out


class Prose(Widget):
    """Shows blocks, wrapped to its own width, in one widget whatever their number."""

    DEFAULT_CSS = "Prose { width: 1fr; height: auto; }"

    def __init__(self, blocks: Sequence[Block] = (), *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._blocks = tuple(blocks)
        self._laid_out: tuple[int, list[Content]] | None = None

    def show(self, blocks: Sequence[Block]) -> None:
        """Replace what is shown."""
        self._blocks = tuple(blocks)
        self._laid_out = None
        self.refresh(layout=True)

    def lines(self, width: int) -> list[Content]:
        """Lay out for a width, in cells."""
        if self._laid_out is None or self._laid_out[0] != width:
            self._laid_out = (width, lay_out(self._blocks, width))
        return self._laid_out[1]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Tell the layout how many lines there are."""
        return len(self.lines(width))

    def render(self) -> Content:
        """Draw the lines."""
        return Content("\n").join(self.lines(self.content_size.width or 80))
