"""Setting the day of the real exam."""

from __future__ import annotations

from datetime import date

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from examkit.tui.commands import ASK, bindings
from examkit.tui.text import Block, shown
from examkit.tui.widgets.prose import Prose


class ExamDayScreen(ModalScreen[str]):
    """Asks for a day; returns it as YYYY-MM-DD, or empty for none."""

    BINDINGS = bindings(ASK)
    DEFAULT_CSS = """
    ExamDayScreen { align: center middle; }
    ExamDayScreen > Vertical {
        width: 66; max-width: 96%; height: auto; max-height: 96%;
        padding: 1 2; border: round $foreground 50%; background: $surface;
    }
    ExamDayScreen Input { margin: 1 0; }
    ExamDayScreen #said { height: 1; }
    """

    def __init__(self, day: str, today: date) -> None:
        super().__init__()
        self._day = day
        self._today = today

    def compose(self) -> ComposeResult:
        """Lay out the box."""
        about = "Home then shows what is worth doing each day. Leave it empty for no day."
        with Vertical():
            yield Prose([Block(shown("Day of the exam", "bold")), Block(shown(about), gap=False)])
            yield Input(self._day, placeholder="2026-12-15", max_length=10)
            yield Static(_keys(), id="said")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the day, or say what is wrong with it."""
        event.stop()
        text = event.value.strip()
        if problem := wrong_day(text, self._today):
            self.query_one("#said", Static).update(shown(problem, "bold"))
        else:
            self.dismiss(text)

    async def action_accept(self) -> None:
        """Take what was typed."""
        await self.query_one(Input).action_submit()

    def action_no(self) -> None:
        """Leave it as it is."""
        self.app.pop_screen()


def wrong_day(text: str, today: date) -> str:
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
