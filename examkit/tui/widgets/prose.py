"""Widgets that draw wrapped lines of text."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widget import Widget

from examkit.tui.text_blocks import Block, lay_out


class Lines(Widget):
    """A widget as high as its lines. Subclasses implement `wrap`, which runs once per width."""

    DEFAULT_CSS = "Lines { width: 1fr; height: auto; text-wrap: nowrap; }"

    # Textual's own property would lay out the screen again after each change of height.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._wrapped: tuple[int, list[Content]] | None = None

    def wrap(self, width: int) -> list[Content]:
        """Return the lines, wrapped to a width in cells."""
        raise NotImplementedError

    def lines(self, width: int) -> list[Content]:
        """Return the lines for a width in cells, from a cache until the content changes."""
        if self._wrapped is None or self._wrapped[0] != width:
            self._wrapped = (width, self.wrap(width))
        return self._wrapped[1]

    def update_lines(self) -> None:
        """Draw changed content, and lay out the screen only if the number of lines changed."""
        before, self._wrapped = self._wrapped, None
        width = self.content_size.width
        fits = before is not None and before[0] == width
        self.refresh(layout=not (before and fits and len(before[1]) == len(self.lines(width))))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the number of lines."""
        return len(self.lines(width))

    def render(self) -> Content:
        """Draw the lines."""
        return Content("\n").join(self.lines(self.content_size.width or 80))


class Prose(Lines):
    """Text blocks, wrapped to the width of the widget."""

    def __init__(
        self,
        blocks: Sequence[Block] = (),
        *,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self._blocks = tuple(blocks)

    @property
    def is_empty(self) -> bool:
        """Return whether there is no text."""
        return not self._blocks

    def show(self, blocks: Sequence[Block]) -> None:
        """Replace the text."""
        self._blocks = tuple(blocks)
        self.update_lines()

    def wrap(self, width: int) -> list[Content]:
        """Return the lines, wrapped to a width in cells."""
        return lay_out(self._blocks, width)
