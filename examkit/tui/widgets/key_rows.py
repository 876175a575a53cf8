"""A list of commands, each on one line with its key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.reactive import Reactive

from examkit.tui.text_blocks import literal
from examkit.tui.widgets.prose import Lines

SEPARATOR = " · "
"""The separator between the parts of a row's description."""


class KeyRow(NamedTuple):
    """A command with its key, and what there is to know about it now."""

    id: str
    key: str
    """The key in readable form, such as `esc`; empty if the row has none."""
    label: str
    about: str = ""


class KeyRows(Lines, can_focus=True):
    """One line per command. The cursor shows while the list has the focus."""

    DEFAULT_CSS = "KeyRows { width: 1fr; height: auto; text-wrap: nowrap; }"

    cursor: Reactive[int] = Reactive(0, init=False)
    """The position of the row that Enter opens."""

    class Opened(Message):
        """A row was clicked."""

        def __init__(self, row: str) -> None:
            super().__init__()
            self.row = row

    class Moved(Message):
        """The cursor moved, or its row changed."""

    def __init__(self, rows: Sequence[KeyRow] = (), *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.rows = tuple(rows)

    def show(self, rows: Sequence[KeyRow]) -> None:
        """Replace the rows. The cursor stays on its row, if that is still there."""
        if self.rows == tuple(rows):
            return
        before = self.current
        self.rows = tuple(rows)
        same = [i for i, row in enumerate(self.rows) if before and row.id == before.id]
        self.cursor = same[0] if same else max(0, min(self.cursor, len(self.rows) - 1))
        self.update_lines()

    @property
    def current(self) -> KeyRow | None:
        """Return the row under the cursor, or None without rows."""
        return self.rows[self.cursor] if self.cursor < len(self.rows) else None

    def watch_cursor(self) -> None:
        """Draw the cursor in its new place."""
        self.update_lines()
        self.post_message(self.Moved())

    def watch_has_focus(self, has_focus: bool) -> None:
        """Draw or remove the cursor."""
        super().watch_has_focus(has_focus)
        self.update_lines()

    def on_click(self, event: Click) -> None:
        """Open the row under the mouse."""
        place = event.get_content_offset_capture(self).y
        if place < len(self.rows):
            self.cursor = place
            self.post_message(self.Opened(self.rows[place].id))

    def wrap(self, width: int) -> list[Content]:
        """Return one line per row."""
        keys = max((len(row.key) for row in self.rows), default=0)
        labels = max((literal(row.label).cell_length for row in self.rows), default=0)
        return [
            self._line(row, (keys, labels), width, chosen=self.has_focus and i == self.cursor)
            for i, row in enumerate(self.rows)
        ]

    def _line(self, row: KeyRow, columns: tuple[int, int], width: int, *, chosen: bool) -> Content:
        keys, labels = columns
        label = literal(row.label)
        gap = " " * (labels - label.cell_length + 2)
        about = whole_parts(literal(row.about).plain, width - keys - labels - 5)
        style = "bold $text-accent" if row.key else "$text-muted"
        key = (f" {row.key:<{keys}}  ", style)
        parts = (key, label, gap, (about, "$text-muted"))
        line = Content.assemble(*parts).truncate(width, ellipsis=True, pad=True)
        return Content.styled(line.plain, "bold reverse") if chosen else line


def whole_parts(text: str, width: int) -> str:
    """Return as many of the first parts of a text as fit in `width` cells.

    The parts are separated by " · ". If not even the first one fits, return it in full.
    """
    while literal(text).cell_length > width and SEPARATOR in text:
        text = text.rpartition(SEPARATOR)[0]
    return text
