"""Questions to answer with yes or no."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from examkit.tui.blocks import Block, literal
from examkit.tui.keymap import CONFIRM_KEYS, START_KEYS, bindings
from examkit.tui.widgets.prose import Prose


class ConfirmScreen(ModalScreen[bool]):
    """Asks something and returns the answer; knows nothing of who asked."""

    YES = "y"
    BINDINGS = bindings(CONFIRM_KEYS)
    DEFAULT_CSS = """
    ConfirmScreen { align: center middle; }
    ConfirmScreen > Vertical {
        width: 66; max-width: 96%; height: auto; max-height: 96%;
        padding: 1 2; border: round $foreground 50%; background: $surface;
    }
    ConfirmScreen #answers { height: 1; margin-top: 1; }
    """

    def __init__(self, title: str, text: str, *, yes: str, no: str) -> None:
        super().__init__()
        self._blocks = [Block(literal(title, "bold"))]
        self._blocks += [
            Block(literal(line), gap=number == 0) for number, line in enumerate(text.splitlines())
        ]
        self._answers = Content.assemble(
            (self.YES, "bold $text-accent"), " ", literal(yes), "     ",
            ("n", "bold $text-accent"), " ", literal(no),
        )  # fmt: skip

    def compose(self) -> ComposeResult:
        """Lay out the box."""
        with Vertical():
            yield Prose(self._blocks)
            yield Static(self._answers, id="answers")

    def action_yes(self) -> None:
        """Answer yes."""
        self.dismiss(True)

    def action_no(self) -> None:
        """Answer no."""
        self.dismiss(False)


class StartDialog(ConfirmScreen):
    """Offers to start something, which does no harm: enter is enough."""

    YES = "enter"
    BINDINGS = bindings(START_KEYS)
