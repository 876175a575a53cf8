"""Lines of a list in two columns, which fit whatever width there is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual

from examkit.tui.blocks import Block, literal

if TYPE_CHECKING:
    from textual.visual import RenderOptions

GAP = 2
"""Cells between the columns."""
LEAST = 24
"""Cells of the left column where there is room, so that short lists stand alike."""


class TwoColumnRow(Visual):
    """A label and what is told about it; what does not fit goes on below itself."""

    def __init__(self, label: str, about: str, widths: tuple[int, int]) -> None:
        self._label = literal(label, "bold")
        self._about = literal(about)
        self._widths = widths
        self._wrapped: tuple[int, list[Content]] = (0, [])

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """Draw it."""
        return self._laid_out(width).render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """Take what there is."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Count its lines."""
        return len(self._lines(width))

    def _laid_out(self, width: int) -> Content:
        return Content("\n").join(self._lines(width))

    def _lines(self, width: int) -> list[Content]:
        # Textual asks for height and lines several times over.
        if self._wrapped[0] != width:
            column = self._column(width)
            label = self._label.truncate(column, ellipsis=True)
            first = label + Content(" " * (column - label.cell_length + GAP))
            self._wrapped = (width, Block(self._about).indented(first).lines(width))
        return self._wrapped[1]

    def _column(self, width: int) -> int:
        """Return the left column's cells: the labels', but a third is for what is told."""
        labels, abouts = self._widths
        return max(1, min(labels, width - GAP - min(abouts, width // 3)))


def make_rows(lines: Iterable[tuple[str, str, str]]) -> Iterator[tuple[str, TwoColumnRow]]:
    """Make rows of one list from names, labels and what is told about them."""
    told = list(lines)
    labels = max((literal(label).cell_length for _, label, _ in told), default=0)
    abouts = max((literal(about).cell_length for _, _, about in told), default=0)
    for name, label, about in told:
        yield name, TwoColumnRow(label, about, (max(labels, LEAST), abouts))
