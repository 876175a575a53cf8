"""The line above a screen and the keys below it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from examkit.tui.blocks import NOTHING, literal
from examkit.tui.key_command import KeyCommand


class TopBar(Widget):
    """Left, middle and right on one line; the middle gives way first."""

    DEFAULT_CSS = """
    TopBar {
        height: 2; padding: 0 1; text-style: bold; margin: 0 0 1 0;
        border-bottom: solid $foreground 30%;
    }
    """

    left: reactive[Content] = reactive(NOTHING)
    middle: reactive[Content] = reactive(NOTHING)
    right: reactive[Content] = reactive(NOTHING)

    def set(self, left: str, middle: str = "", right: str = "") -> None:
        """Set all three, as literal text."""
        self.left, self.middle, self.right = literal(left), literal(middle), literal(right)

    def render(self) -> Content:
        """Draw the line."""
        width = self.content_size.width
        return three_parts(self.left, self.middle, self.right, width)


def three_parts(left: Content, middle: Content, right: Content, width: int) -> Content:
    """Put texts at the left, in the middle and at the right of a line."""
    room = max(0, width - right.cell_length - 1)
    if left.cell_length + middle.cell_length + 2 > room:
        left = left.truncate(max(0, room - middle.cell_length - 2), ellipsis=True)
    gap = max(2 if left else 0, (width - middle.cell_length) // 2 - left.cell_length)
    gap = min(gap, max(1, room - left.cell_length - middle.cell_length))
    line = (left + " " * gap + middle).truncate(room, ellipsis=True)
    return line + " " * (width - line.cell_length - right.cell_length) + right


class KeyBar(Widget):
    """The keys of a screen, as many as fit; help is never left out."""

    DEFAULT_CSS = """
    KeyBar {
        height: 2; padding: 0 1;
        border-top: solid $foreground 30%;
    }
    """

    def __init__(self, commands: Sequence[KeyCommand]) -> None:
        super().__init__()
        self._commands = [command for command in commands if command.in_bar]

    def show(self, commands: Sequence[KeyCommand]) -> None:
        """Show other keys."""
        before = self._commands
        self._commands = [command for command in commands if command.in_bar]
        if self._commands != before:
            self.refresh()

    def render(self) -> Content:
        """Draw the line."""
        width = self.content_size.width
        helping = [_key(command) for command in self._commands if command.id == "help"]
        room = width - sum(part.cell_length + 3 for part in helping)
        parts: list[Content] = []
        for command in self._commands:
            part = _key(command)
            if command.id != "help" and part.cell_length <= room:
                parts.append(part)
                room -= part.cell_length + 3
        return Content("   ").join([*parts, *helping])


def _key(command: KeyCommand) -> Content:
    return Content.assemble((command.shown_key, "bold $text-accent"), f" {command.label}")
