"""A list with a highlighted line."""

from __future__ import annotations

from textual.style import Style
from textual.widgets import OptionList


class Menu(OptionList):
    """A list whose highlighted line can be in reverse video, as with the terminal's own colors."""

    def get_visual_style(self, *component_classes: str, partial: bool = False) -> Style:
        """Return the style of the part of the list that has these CSS classes.

        The style keeps reverse video, which Textual drops.
        """
        style = super().get_visual_style(*component_classes, partial=partial)
        parts = map(self.get_component_styles, component_classes)
        return style + Style(reverse=any(part.text_style.reverse for part in parts) or None)
