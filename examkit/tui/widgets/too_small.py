"""The notice in a window that is too small for a screen."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from examkit.tui.text_blocks import literal


class TooSmall(Widget):
    """Shows how large the window must be: `smallest` has its columns and rows."""

    def __init__(self, smallest: tuple[int, int]) -> None:
        super().__init__()
        self._smallest = smallest

    def render(self) -> Content:
        """Draw the notice."""
        (width, height), least = self.app.size, self._smallest
        return literal(
            f"This window is {width}x{height}. examkit needs at least {least[0]}x{least[1]}. "
            "Your answers are safe."
        )
