"""The keys of a screen."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.content import Content
from textual.screen import ModalScreen

from examkit.tui.base_screen import ScrollPane
from examkit.tui.blocks import Block, literal
from examkit.tui.keymap import KeyCommand
from examkit.tui.widgets.prose import Prose


class HelpScreen(ModalScreen[None]):
    """Lists every key of the screen below, then goes away with any of the usual keys."""

    BINDINGS = [  # noqa: RUF012 -- Textual's form
        ("escape,q,question_mark,enter", "close", "close"),
        ("down,j", "scroll(1)", "down"),
        ("up,k", "scroll(-1)", "up"),
        ("pagedown,space", "scroll(10)", "page down"),
        ("pageup", "scroll(-10)", "page up"),
    ]
    DEFAULT_CSS = """
    HelpScreen { align: center middle; }
    HelpScreen > ScrollPane {
        width: 74; max-width: 96%; height: auto; max-height: 96%;
        padding: 1 2; border: round $foreground 50%; background: $surface;
    }
    """

    def __init__(self, commands: Sequence[KeyCommand]) -> None:
        super().__init__()
        self._commands = commands

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        with ScrollPane():
            yield Prose([*_rows(self._commands), _more()])

    def action_scroll(self, lines: int) -> None:
        """Scroll so many lines down."""
        self.query_one(ScrollPane).scroll_relative(y=lines, animate=False)

    def action_close(self) -> None:
        """Go back."""
        self.dismiss()


def _rows(commands: Sequence[KeyCommand]) -> list[Block]:
    rows = [Block(literal("Keys on this screen", "bold"))]
    for number, command in enumerate(commands):
        key = Content.styled(f"{command.shown_key:<8} ", "bold $text-accent")
        blank = Content(" " * key.cell_length)
        rows.append(Block(literal(command.tooltip), first=key, rest=blank, gap=number == 0))
    return rows


def _more() -> Block:
    return Block(literal("ctrl+p finds every command by name. Esc closes this.", "$text-muted"))
