"""Dialogs: confirm something, type a line of text, or list the keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, Static

from examkit.tui.key_command import KeyCommand, bindings
from examkit.tui.keymap import CONFIRM_KEYS, PROMPT_KEYS, START_KEYS
from examkit.tui.text_blocks import TextBlock, literal
from examkit.tui.widgets.field import Field
from examkit.tui.widgets.prose import Prose
from examkit.tui.widgets.scroll_pane import ScrollPane

T = TypeVar("T")
REASON_LENGTH = 500
"""Maximum number of characters in a line of text."""


class Dialog(ModalScreen[T], Generic[T]):
    """A box with text and a line of keys. Its result is the answer, or None if canceled."""

    def __init__(self, title: str, text: str, keys: Iterable[tuple[str, str]]) -> None:
        super().__init__()
        lines = [
            TextBlock(literal(line), gap=number == 0)
            for number, line in enumerate(text.splitlines())
        ]
        self._blocks = [TextBlock(literal(title, "bold")), *lines]
        self._keys = Content("     ").join(
            Content.assemble((key, "bold $text-accent"), " ", literal(label)) for key, label in keys
        )

    def compose(self) -> ComposeResult:
        """Lay out the box."""
        with Vertical():
            yield Prose(self._blocks)
            yield from self.compose_field()
            yield Static(self._keys, id="keys")

    def compose_field(self) -> Iterable[Widget]:
        """Return the widgets between the text and the keys."""
        return ()

    def action_no(self) -> None:
        """Close the dialog without an answer."""
        self.dismiss(None)


class ConfirmDialog(Dialog[bool]):
    """Asks for `y` as confirmation before something that can't be undone."""

    YES = "y"
    BINDINGS = bindings(CONFIRM_KEYS)

    def __init__(self, title: str, text: str, *, yes: str, no: str) -> None:
        super().__init__(title, text, ((self.YES, yes), ("n", no)))

    def action_yes(self) -> None:
        """Close the dialog with True."""
        self.dismiss(True)


class StartDialog(ConfirmDialog):
    """Asks for Enter as confirmation before something harmless."""

    YES = "enter"
    BINDINGS = bindings(START_KEYS)


class PromptDialog(Dialog[str]):
    """Asks for a line of text. `find_error` returns why a text is invalid, or an empty string."""

    BINDINGS = bindings(PROMPT_KEYS)

    def __init__(
        self,
        title: str,
        text: str,
        value: str = "",
        *,
        placeholder: str = "",
        find_error: Callable[[str], str] = lambda _: "",
    ) -> None:
        super().__init__(title, text, (("enter", "save"), ("esc", "cancel")))
        self._field = Field(value, placeholder=placeholder, limit=REASON_LENGTH)
        self._find_error = find_error

    def compose_field(self) -> Iterable[Widget]:
        """Return the text field."""
        return (self._field,)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Close the dialog with the text, or show why the text is invalid."""
        event.stop()
        text = event.value.strip()
        if problem := self._find_error(text):
            self.query_one("#keys", Static).update(literal(problem, "bold"))
        else:
            self.dismiss(text)

    async def action_accept(self) -> None:
        """Submit the text."""
        await self._field.action_submit()


class HelpDialog(Dialog[None]):
    """Lists the keys of the current screen. Esc, q, ?, and Enter close it."""

    BINDINGS = [  # noqa: RUF012 -- Textual's form
        ("escape,q,question_mark,enter", "no", "close"),
        ("down,j", "scroll(1)", "down"),
        ("up,k", "scroll(-1)", "up"),
        ("pagedown,space", "scroll(10)", "page down"),
        ("pageup", "scroll(-10)", "page up"),
    ]

    def __init__(self, commands: Sequence[KeyCommand]) -> None:
        super().__init__("Keys on this screen", "", ())
        for number, command in enumerate(commands):
            key = Content.styled(f"{command.shown_key:<8} ", "bold $text-accent")
            self._blocks.append(TextBlock(literal(command.tooltip), gap=number == 0).indented(key))
        more = "Press ctrl+p to find a command by name, or esc to close."
        self._blocks.append(TextBlock(literal(more, "$text-muted")))

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        with ScrollPane():
            yield Prose(self._blocks)

    def action_scroll(self, lines: int) -> None:
        """Scroll down by a number of lines, or up if it is negative."""
        self.query_one(ScrollPane).scroll_relative(y=lines, animate=False)
