"""Lines of a list in two columns that adapt to the width."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual

from examkit.tui.text_blocks import TextBlock, literal

if TYPE_CHECKING:
    from textual.visual import RenderOptions

GAP = 2
"""Gap between the columns, in cells."""
MIN_LABEL_WIDTH = 24
"""Minimum width of the left column in cells, if it fits, so that short lists look alike."""


class TwoColumnRow(Visual):
    """A label and a description, which wraps within its column."""

    def __init__(self, label: str, about: str, widths: tuple[int, int]) -> None:
        self._label = literal(label, "bold")
        self._about = literal(about)
        self._widths = widths
        self._wrapped: tuple[int, list[Content]] = (0, [])

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """Draw the row."""
        text = Content("\n").join(self._lines(width))
        return text.render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """Return the full width of the container."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Return the number of lines."""
        return len(self._lines(width))

    def _lines(self, width: int) -> list[Content]:
        # Textual asks for the height and the lines several times.
        if self._wrapped[0] != width:
            column = self._label_width(width)
            label = self._label.truncate(column, ellipsis=True)
            first = label + Content(" " * (column - label.cell_length + GAP))
            self._wrapped = (width, TextBlock(self._about).indented(first).lines(width))
        return self._wrapped[1]

    def _label_width(self, width: int) -> int:
        """Return the width of the left column in cells. A third of the row is for descriptions."""
        labels, abouts = self._widths
        return max(1, min(labels, width - GAP - min(abouts, width // 3)))


def make_rows(lines: Iterable[tuple[str, str, str]]) -> Iterator[tuple[str, TwoColumnRow]]:
    """Yield the ID and the row of each line, given its ID, label, and description."""
    rows = [(name, label, about) for name, label, about in lines]
    labels = max((literal(label).cell_length for _, label, _ in rows), default=0)
    abouts = max((literal(about).cell_length for _, _, about in rows), default=0)
    for name, label, about in rows:
        yield name, TwoColumnRow(label, about, (max(labels, MIN_LABEL_WIDTH), abouts))
