"""The base of screens that show one text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.widget import Widget

from examkit.tui.base_screen import BaseScreen
from examkit.tui.common_commands import READING_KEYS
from examkit.tui.key_command import KeyCommand
from examkit.tui.text_blocks import Block, TextBlock, literal
from examkit.tui.widgets.prose import Prose
from examkit.tui.widgets.scroll_pane import ScrollPane


class ReadingScreen(BaseScreen[None]):
    """A screen with one scrolling text."""

    KEYS: ClassVar[tuple[KeyCommand, ...]] = READING_KEYS

    def blocks(self) -> Sequence[Block]:
        """Return the text as blocks."""
        raise NotImplementedError

    def compose_body(self) -> Iterable[Widget]:
        """Return the scrolling text."""
        return (ScrollPane(Prose(self.blocks(), id="text")),)

    def _longest_pane(self) -> ScrollPane:
        return self.query_one(ScrollPane)

    def show_text(self) -> None:
        """Update the heading and the text, and scroll to the top."""
        self.show_heading()
        self.query_one("#text", Prose).show(self.blocks())
        self.query_one(ScrollPane).scroll_home(animate=False)


class TextScreen(ReadingScreen):
    """A screen with plain text."""

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._title = title
        self._text = text

    def heading(self) -> tuple[str, str, str]:
        """Return the title."""
        return self._title, "", ""

    def blocks(self) -> list[TextBlock]:
        """Return one block per line of the text."""
        return [TextBlock(literal(line), gap=False) for line in self._text.splitlines()]
