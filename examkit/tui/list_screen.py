"""The base of all screens that are a list to choose from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from examkit.tui.base_screen import BaseScreen
from examkit.tui.key_command import KeyCommand
from examkit.tui.keymap import LIST_KEYS
from examkit.tui.text_blocks import TextBlock, literal
from examkit.tui.widgets.prose import Prose
from examkit.tui.widgets.two_column_row import make_rows


class ListScreen(BaseScreen[None]):
    """A list with one line per choice."""

    KEYS: ClassVar[tuple[KeyCommand, ...]] = LIST_KEYS
    EMPTY: ClassVar[str] = ""
    """Explains an empty list, and what fills it."""

    def rows(self) -> Iterable[tuple[str, str, str]]:
        """Return each line as its id, its label, and a description."""
        raise NotImplementedError

    def open_row(self, name: str) -> None:
        """Open a line by its id."""
        raise NotImplementedError

    def compose_body(self) -> Iterable[Widget]:
        """Return the list, or a text if it is empty."""
        if options := [Option(row, id=name) for name, row in make_rows(self.rows())]:
            yield OptionList(*options)
        else:
            yield Prose([TextBlock(literal(self.EMPTY))], id="empty")

    @property
    def highlighted(self) -> str | None:
        """Return the id of the highlighted line."""
        for menu in self.query(OptionList):
            if menu.highlighted_option is not None:
                return menu.highlighted_option.id
        return None

    def action_choose(self) -> None:
        """Open the highlighted line."""
        if name := self.highlighted:
            self.open_row(name)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the line that was selected."""
        if event.option.id:
            self.open_row(event.option.id)
