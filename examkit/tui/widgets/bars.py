"""The bars of a screen: its heading, its status, and its keys."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from examkit.tui.key_command import KeyCommand
from examkit.tui.text_blocks import NOTHING, literal

WIDE_GAP, NARROW_GAP = "   ", "  "
"""The space between the keys in the key bar, and a narrower one for when not all keys fit."""
ALWAYS_SHOWN = ("back", "help")
"""The names of commands whose keys are shown even if that leaves no room for earlier ones."""
Text = str | Content
"""Plain text, or text with styles."""


class TopBar(Widget):
    """The heading: one line with texts on the left, in the middle, and on the right."""

    DEFAULT_CSS = """
    TopBar {
        height: 1; padding: 0 1; text-style: bold; margin: 0 0 1 0;
        background: $surface;
    }
    """
    _texts = (NOTHING, NOTHING, NOTHING)

    def set(self, left: Text, middle: Text = "", right: Text = "") -> None:
        """Show three texts without interpreting markup."""
        texts = (_content(left), _content(middle), _content(right))
        if texts != self._texts:
            self._texts = texts
            self.refresh()

    def render(self) -> Content:
        """Draw the line."""
        return three_parts(*self._texts, self.content_size.width)


def _content(text: Text) -> Content:
    return literal(text) if isinstance(text, str) else text


def three_parts(left: Content, middle: Content, right: Content, width: int) -> Content:
    """Return a line of three texts, `width` cells wide. The left one is cut first."""
    room = max(0, width - right.cell_length - 1)
    if left.cell_length + middle.cell_length + 2 > room:
        left = left.truncate(max(0, room - middle.cell_length - 2), ellipsis=True)
    gap = max(2 if left else 0, (width - middle.cell_length) // 2 - left.cell_length)
    gap = min(gap, max(1, room - left.cell_length - middle.cell_length))
    line = (left + " " * gap + middle).truncate(room, ellipsis=True)
    return line + " " * (width - line.cell_length - right.cell_length) + right


class StatusBar(Widget):
    """One line: short texts on the left, most important first, and one on the right."""

    DEFAULT_CSS = "StatusBar { height: 1; padding: 0 1; }"
    _texts = (NOTHING, NOTHING)

    def show(self, left: Sequence[str], right: str = "") -> None:
        """Replace the texts. Markup in them is not interpreted."""
        texts = (literal(" · ".join(filter(None, left))), literal(right))
        if texts != self._texts:
            self._texts = texts
            self.refresh()

    def render(self) -> Content:
        """Draw the line; cut the left text if both don't fit."""
        left, right = self._texts
        return three_parts(left, NOTHING, right, self.content_size.width)


class NoticeBar(Widget):
    """A line for messages, which is empty most of the time."""

    DEFAULT_CSS = "NoticeBar { height: 1; padding: 0 1; }"
    _text = NOTHING

    def show(self, text: Content) -> None:
        """Replace the message."""
        if text != self._text:
            self._text = text
            self.refresh()

    def render(self) -> Content:
        """Draw the message, cut at the end of the line."""
        return self._text.truncate(self.content_size.width, ellipsis=True)


class MessageLine(Static):
    """A message at the bottom, over the keys. Nothing else moves, however long the message is."""

    DEFAULT_CSS = """
    MessageLine {
        display: none; layer: notice; dock: bottom;
        height: auto; max-height: 50%; padding: 0 1;
        background: $surface;
    }
    """

    def show(self, text: str, *, is_warning: bool = False) -> None:
        """Show a message; an empty one removes the line."""
        if text:
            self.update(literal(text, f"bold $text-{'warning' if is_warning else 'success'}"))
        # Each key removes the message, and most find none.
        self.display = bool(text)


class KeyBar(Widget):
    """The keys of a screen: as many as fit, the first ones first.

    The key that leads out of the screen is always there, and so is the help key at the end.
    """

    DEFAULT_CSS = """
    KeyBar {
        height: 1; padding: 0 0 0 1;
        background: $surface;
    }
    """

    def __init__(self, commands: Sequence[KeyCommand]) -> None:
        super().__init__()
        self._commands = tuple(commands)

    def show(self, commands: Sequence[KeyCommand]) -> None:
        """Replace the commands whose keys are shown."""
        if self._commands != tuple(commands):
            self._commands = tuple(commands)
            self.refresh()

    def render(self) -> Content:
        """Draw the line."""
        fitting = self._fit(WIDE_GAP)
        if len(fitting) == sum(command.in_bar for command in self._commands):
            return Content(WIDE_GAP).join(fitting)
        return Content(NARROW_GAP).join(self._fit(NARROW_GAP))

    def _fit(self, gap: str) -> list[Content]:
        """Return the keys that fit on the line with `gap` between them, each with its label."""
        commands = [command for command in self._commands if command.in_bar]
        commands.sort(key=lambda command: command.name == "help")
        keys = [draw_key(command) for command in commands]
        fixed = [command.name in ALWAYS_SHOWN for command in commands]
        room = self.content_size.width + len(gap)
        room -= sum(k.cell_length + len(gap) for k, stays in zip(keys, fixed, strict=True) if stays)
        parts: list[Content] = []
        for key, stays in zip(keys, fixed, strict=True):
            length = 0 if stays else key.cell_length + len(gap)
            if length <= room:
                parts.append(key)
                room -= length
        return parts


def draw_key(command: KeyCommand) -> Content:
    """Return a command's key and label."""
    return Content.assemble((command.shown_key, "bold $text-accent"), f" {command.label}")
