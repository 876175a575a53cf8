"""A list with a highlighted line."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from textual.strip import Strip
from textual.style import Style
from textual.widgets import OptionList

from examkit.tui.glyphs import UNICODE


class Menu(OptionList):
    """A list whose highlighted line is tinted and starts with a bar.

    With the terminal's own colors, which can't be mixed, the line is in reverse video instead.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"menu--cursor"}

    def get_visual_style(self, *component_classes: str, partial: bool = False) -> Style:
        """Return the style of the part of the list that has these CSS classes.

        The style keeps reverse video, which Textual drops.
        """
        style = super().get_visual_style(*component_classes, partial=partial)
        parts = map(self.get_component_styles, component_classes)
        return style + Style(reverse=any(part.text_style.reverse for part in parts) or None)

    def render_line(self, y: int) -> Strip:
        """Draw a line of the list, with a bar at its start if it is highlighted."""
        line = super().render_line(y)
        style = next((part.style for part in line), None)
        # Only the padding of the highlighted line is bold.
        if not style or not style.bold or style.reverse:
            return line
        cursor = self.get_component_rich_style("menu--cursor", partial=True)
        return Strip([Segment(UNICODE.cursor, style + cursor), *line.crop(1)], line.cell_length)
