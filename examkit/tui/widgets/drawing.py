"""A widget that draws lines for the width that it has."""

from __future__ import annotations

from collections.abc import Callable

from textual.content import Content

from examkit.tui.widgets.prose import Lines

Draw = Callable[[int], list[Content]]
"""A function that returns lines for a width in cells."""


class Drawing(Lines):
    """Lines from a function, which runs once per width."""

    def __init__(self, draw: Draw = lambda _: [], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._draw = draw

    def show(self, draw: Draw) -> None:
        """Replace the function, and draw the lines that it returns."""
        self._draw = draw
        self.update_lines()

    def wrap(self, width: int) -> list[Content]:
        """Return the lines for a width in cells. A line that is too long ends with an ellipsis."""
        return [line.truncate(width, ellipsis=True) for line in self._draw(width)]
