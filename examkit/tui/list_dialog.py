"""Dialogs that offer a list to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from examkit.tui.charts import share_bar
from examkit.tui.dialogs import Dialog
from examkit.tui.key_command import bindings
from examkit.tui.keymap import LIST_DIALOG_KEYS
from examkit.tui.text_blocks import TextBlock, literal
from examkit.tui.widgets.menu import Menu
from examkit.tui.widgets.prose import Prose

SAMPLE = (
    ("success", 0.85, "meets"),
    ("warning", 0.7, "borderline"),
    ("error", 0.45, "needs improvement"),
)
"""The bars in a theme's preview: the name of a color, the share shown, and the color's meaning."""


class ListDialog(Dialog[str]):
    """Asks for one of several answers, each on a line.

    `choices` maps each answer to its text. At first, the answer `current` is highlighted.
    """

    BINDINGS = bindings(LIST_DIALOG_KEYS)

    def __init__(self, title: str, choices: Mapping[str, str], current: str) -> None:
        super().__init__(title, "")
        self._choices = choices
        self._current = current

    def compose_controls(self) -> Iterable[Widget]:
        """Return the list and its keys."""
        options = [Option(literal(text), id=name) for name, text in self._choices.items()]
        return Menu(*options), Static(self.draw_keys(LIST_DIALOG_KEYS), id="keys")

    def on_mount(self) -> None:
        """Highlight the current answer."""
        names, menu = list(self._choices), self.query_one(OptionList)
        menu.highlighted = names.index(self._current) if self._current in names else 0
        menu.focus()

    def action_choose(self) -> None:
        """Choose the highlighted item."""
        self.query_one(OptionList).action_select()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Close the dialog with the chosen answer."""
        self.dismiss(event.option.id)


class ThemeDialog(ListDialog):
    """Asks for a theme. The app shows the highlighted one until the dialog closes."""

    is_preview = True
    """Whether the app shows a theme that the candidate hasn't chosen yet."""

    def __init__(self, names: Sequence[str], current: str) -> None:
        super().__init__("Theme", {name: name for name in names}, current)

    def compose_controls(self) -> Iterable[Widget]:
        """Return the list, and a sample of the theme's colors."""
        menu, keys = super().compose_controls()
        return menu, Prose([_sample(*row) for row in SAMPLE], id="sample"), keys

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Preview the highlighted theme."""
        self.app.theme = event.option.id or self._current

    def action_no(self) -> None:
        """Restore the theme and close the dialog."""
        self.app.theme = self._current
        super().action_no()


def _sample(color: str, share: float, word: str) -> TextBlock:
    bar = share_bar(share, 9, f"${color}", mark=0.72)
    return TextBlock(Content.assemble(bar, "  ", (word, f"$text-{color}")), gap=False)
