"""Asking for one line of text: the day of the exam, a reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from examkit.tui.blocks import Block, literal
from examkit.tui.keymap import PROMPT_KEYS, bindings
from examkit.tui.widgets.field import Field
from examkit.tui.widgets.prose import Prose


class PromptScreen(ModalScreen[str]):
    """Asks for a line; returns it, or nothing where the candidate goes back."""

    BINDINGS = bindings(PROMPT_KEYS)
    DEFAULT_CSS = """
    PromptScreen { align: center middle; }
    PromptScreen > Vertical {
        width: 66; max-width: 96%; height: auto; max-height: 96%;
        padding: 1 2; border: round $foreground 50%; background: $surface;
    }
    PromptScreen Input { margin: 1 0; }
    PromptScreen #said { height: 1; }
    """

    def __init__(
        self,
        title: str,
        about: str,
        text: str = "",
        *,
        placeholder: str = "",
        wrong: Callable[[str], str] = lambda _: "",
    ) -> None:
        super().__init__()
        self._blocks = [Block(literal(title, "bold")), Block(literal(about), gap=False)]
        self._text = text
        self._placeholder = placeholder
        self._wrong = wrong

    def compose(self) -> ComposeResult:
        """Lay out the box."""
        with Vertical():
            yield Prose(self._blocks)
            yield Field(self._text, placeholder=self._placeholder, limit=500)
            yield Static(_keys(), id="said")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the line, or say what is wrong with it."""
        event.stop()
        text = event.value.strip()
        if problem := self._wrong(text):
            self.query_one("#said", Static).update(literal(problem, "bold"))
        else:
            self.dismiss(text)

    async def action_accept(self) -> None:
        """Take what was typed."""
        await self.query_one(Input).action_submit()

    def action_no(self) -> None:
        """Leave it as it is."""
        self.app.pop_screen()


def date_error(text: str, today: date) -> str:
    """Say what is wrong with a day as it was typed; empty for nothing."""
    if not text:
        return ""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return "Write it as year, month, day: 2026-12-15."
    return "That day is over." if day < today else ""


def _keys() -> Content:
    return Content.assemble(
        ("enter", "bold $text-accent"), " set     ", ("esc", "bold $text-accent"), " back"
    )
