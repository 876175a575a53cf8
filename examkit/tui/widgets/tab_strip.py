"""A line with the names of a screen's views."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widget import Widget

from examkit.tui.text_blocks import NOTHING, literal


class TabStrip(Widget):
    """The names of views with their numbers. The current one is highlighted."""

    DEFAULT_CSS = "TabStrip { height: 1; padding: 0 1; }"

    class Picked(Message):
        """A name was clicked."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self._names = tuple(names)
        self._current = 0

    def show(self, current: int) -> None:
        """Highlight the name with this index."""
        self._current = current
        self.refresh()

    def render(self) -> Content:
        """Draw the line, with numbers if they fit."""
        return NOTHING.join(self._parts())

    def _parts(self) -> list[Content]:
        width = self.content_size.width
        numbered = [f" {number} {name} " for number, name in enumerate(self._names, 1)]
        texts = numbered if len("".join(numbered)) <= width else [f" {n}" for n in self._names]
        return [
            literal(text, "bold underline $text-accent" if i == self._current else "$text-muted")
            for i, text in enumerate(texts)
        ]

    def on_click(self, event: Click) -> None:
        """Pick the name under the mouse."""
        place = event.get_content_offset_capture(self).x
        for index, part in enumerate(self._parts()):
            if 0 <= place < part.cell_length:
                self.post_message(self.Picked(index))
                return
            place -= part.cell_length
