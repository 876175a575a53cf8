"""What is shown in a window that is too small for a screen."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from examkit.tui.text_blocks import literal


class TooSmall(Widget):
    """Says how large the window has to be."""

    def __init__(self, smallest: tuple[int, int]) -> None:
        super().__init__()
        self._smallest = smallest

    def render(self) -> Content:
        """Draw the sentence."""
        (width, height), least = self.app.size, self._smallest
        return literal(
            f"This window has {width}x{height} cells. examkit needs {least[0]}x{least[1]}: "
            "make it larger. Nothing is lost."
        )
