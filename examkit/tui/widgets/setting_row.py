"""A row of the settings screen: what is set, its value, and what it does."""

from __future__ import annotations

from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from examkit.tui.glyphs import UNICODE
from examkit.tui.text_blocks import NOTHING, literal

LABEL_WIDTH = 27
HELP_WIDTH = 49
MIN_VALUE_WIDTH = 36
LEFT = "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK} "
RIGHT = " \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"
"""Signs around the value of the row that has the focus, if arrow keys change it."""


class SettingRow(Widget, can_focus=True):
    """A label, a value, and a sentence of help if it fits. A click chooses the row."""

    DEFAULT_CSS = """
    SettingRow {
        height: 1;
        &:focus { background: $row-tint; }
    }
    """

    class Clicked(Message):
        """The row was clicked while it had the focus."""

    def __init__(
        self, name: str, label: str, help_text: str = "", *, label_width: int = LABEL_WIDTH
    ) -> None:
        super().__init__(name=name)
        self.label = label
        self.help_text = help_text
        self._label_width = label_width
        self._value = NOTHING
        self._steps = True
        self._was_focused = False

    def show(self, value: str, *, warns: bool = False, steps: bool = True) -> None:
        """Show a value, in color if `warns`. With `steps`, arrow keys change the value."""
        self._steps = steps
        self._value = literal(value, "$text-warning" if warns else "")
        self.refresh(layout=False)

    @property
    def shows_help(self) -> bool:
        """Return whether the row is wide enough for its help."""
        needed = self._label_width + MIN_VALUE_WIDTH + HELP_WIDTH
        return bool(self.help_text) and self.content_size.width >= needed

    def render(self) -> Content:
        """Draw the row."""
        room = self.content_size.width - self._label_width - HELP_WIDTH * self.shows_help - 1
        line = Content("").join([self._draw_label(), self._draw_value(room)])
        if self.shows_help:
            line += literal(self.help_text, "$text-muted")
        return line.truncate(self.content_size.width, ellipsis=True)

    def _draw_label(self) -> Content:
        mark = f"{UNICODE.cursor} " if self.has_focus else "  "
        style = "bold" if self.has_focus else ""
        label = literal(self.label.ljust(self._label_width - len(mark)), style)
        return Content.styled(mark, "$text-accent") + label

    def _draw_value(self, room: int) -> Content:
        """Return the value, cut or padded to `room` cells, followed by an empty cell."""
        value = self._value.truncate(room - 4 * (self.has_focus and self._steps), ellipsis=True)
        if self.has_focus:
            value = (Content(LEFT) + value + RIGHT if self._steps else value).stylize("bold")
        return value.pad_right(max(1, room + 1 - value.cell_length))

    def on_mouse_down(self) -> None:
        """Note whether the click only moves the focus here."""
        self._was_focused = self.has_focus

    def on_click(self) -> None:
        """Choose the row if it had the focus already."""
        if self._was_focused:
            self.post_message(self.Clicked())
