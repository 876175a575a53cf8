"""The base of screens that show a list to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from examkit.tui.base_screen import BaseScreen
from examkit.tui.common_commands import CLOSING_KEYS
from examkit.tui.key_command import KeyCommand
from examkit.tui.keymap import LIST_KEYS
from examkit.tui.text_blocks import TextBlock, literal
from examkit.tui.widgets.menu import Menu
from examkit.tui.widgets.prose import Prose
from examkit.tui.widgets.table import Cells, Column, Table, TableHeading, TableRow


class ListScreen(BaseScreen[None]):
    """A table with one choice per row, and the titles of its columns above it."""

    KEYS: ClassVar[tuple[KeyCommand, ...]] = LIST_KEYS
    EMPTY: ClassVar[str] = ""
    """The text shown instead of an empty list."""

    COLUMNS: ClassVar[tuple[Column, ...]]

    def empty_text(self) -> str:
        """Return the text shown instead of an empty list."""
        return self.EMPTY

    def rows(self) -> Iterable[tuple[str, Cells]]:
        """Return the ID and the cells of each row. A row without an ID can't be chosen."""
        raise NotImplementedError

    def open_row(self, name: str) -> None:
        """Open what the row with the ID `name` stands for."""
        raise NotImplementedError

    def compose_body(self) -> Iterable[Widget]:
        """Return the titles of the columns, the list, and the text to show instead of no rows."""
        yield TableHeading()
        yield Menu()
        yield Prose([TextBlock(literal(self.empty_text()))], id="empty")

    def on_mount(self) -> None:
        """Show the rows."""
        self.show_rows()

    def show_rows(self) -> None:
        """Update the rows, and keep the same one highlighted, or if it is gone, the next one."""
        menu, name = self.query_one(OptionList), self.highlighted
        place, options = menu.highlighted, list(self._options())
        same = [i for i, option in enumerate(options) if name and option.id == name]
        menu.set_options(options)
        place = same[0] if same else place or 0
        menu.highlighted = min(place, menu.option_count - 1) if menu.option_count else None
        menu.display = menu.option_count > 0
        self.query_one("#empty").display = not menu.display
        self.show_keys(self.current_keys())

    def current_keys(self) -> Sequence[KeyCommand]:
        """Return the commands that do something now. Most need a row."""
        if self.query_one(OptionList).option_count:
            return self.KEYS
        return [command for command in self.KEYS if command in CLOSING_KEYS]

    def _options(self) -> Iterable[Option]:
        """Return the rows as options of the list widget, and show the column titles above it."""
        rows = list(self.rows())
        table = Table(self.COLUMNS, [cells for _, cells in rows])
        self.query_one(TableHeading).show(table)
        return [
            Option(TableRow(table, cells), id=name or None, disabled=not name)
            for name, cells in rows
        ]

    @property
    def highlighted(self) -> str | None:
        """Return the ID of the highlighted row, or None if no row is highlighted."""
        for menu in self.query(OptionList):
            if menu.highlighted_option is not None:
                return menu.highlighted_option.id
        return None

    def action_choose(self) -> None:
        """Open the highlighted item."""
        if name := self.highlighted:
            self.open_row(name)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the selected row."""
        if event.option.id:
            self.open_row(event.option.id)
