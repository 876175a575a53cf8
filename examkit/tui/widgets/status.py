"""A line of words that are left out where there is no room."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from examkit.tui.blocks import NOTHING, literal


class StatusBar(Widget):
    """Words about what is on screen, the most important first, as many as fit."""

    DEFAULT_CSS = "StatusBar { height: 1; padding: 0 1; }"

    parts: reactive[tuple[str, ...]] = reactive(())

    def show(self, parts: Sequence[str]) -> None:
        """Show other words, as literal text."""
        self.parts = tuple(parts)

    def render(self) -> Content:
        """Draw the line; the first part is cut where even that does not fit."""
        width, line = self.content_size.width, NOTHING
        for part in self.parts:
            longer = line + literal(f" · {part}" if line else part)
            if line and longer.cell_length > width:
                break
            line = longer
        return line.truncate(width, ellipsis=True)
