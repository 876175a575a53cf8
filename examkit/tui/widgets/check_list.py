"""A list of lines with check boxes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from examkit.tui.text_blocks import NOTHING, literal
from examkit.tui.widgets.menu import Menu
from examkit.tui.widgets.table import Cells, Column, Table, TableRow

COLUMNS = (Column(""), Column("", least=12, grows=True), Column("", is_number=True))


class CheckRow(NamedTuple):
    """A line with a check box, a label, and a number of questions."""

    value: str
    label: str
    is_selected: bool
    number: int | None = None
    """How many questions the line stands for; 0 dims the line, and None shows no number."""

    def cells(self) -> Cells:
        """Return the cells of the line: its check box, label, and number."""
        style = "bold" if self.is_selected else "$text-muted" if self.number == 0 else ""
        box = literal("[x]" if self.is_selected else "[ ]", style)
        number = NOTHING if self.number is None else literal(f"{self.number:,}", "$text-muted")
        return box, literal(self.label, style), number


class CheckList(Menu, inherit_bindings=False):
    """A list of lines with check boxes. Enter is left to the screen, where it starts the drill."""

    BINDINGS: ClassVar[list[BindingType]] = [
        each for each in OptionList.BINDINGS if isinstance(each, Binding) and each.key != "enter"
    ]

    class Left(Message):
        """The cursor moved past the end of the list if `step` is 1, or its start if it is -1."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    @property
    def field(self) -> str:
        """Return the name of the drill request's field that the selected lines are for."""
        return self.id or ""

    def show(self, rows: Sequence[CheckRow]) -> None:
        """Replace the lines, and keep the highlight in its place."""
        cells = [row.cells() for row in rows]
        table, place = Table(COLUMNS, cells), self.highlighted
        self.set_options(
            Option(TableRow(table, each), id=row.value)
            for row, each in zip(rows, cells, strict=True)
        )
        self.highlighted = place

    def action_cursor_down(self) -> None:
        """Move down, or leave the list at its end."""
        if self.highlighted == self.option_count - 1:
            self.post_message(self.Left(1))
        else:
            super().action_cursor_down()

    def action_cursor_up(self) -> None:
        """Move up, or leave the list at its start."""
        if self.highlighted == 0:
            self.post_message(self.Left(-1))
        else:
            super().action_cursor_up()
