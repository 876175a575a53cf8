"""Dialogs: confirm something, type a line of text, or list the keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Generic, TypeVar, cast

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Button, Input, Static

from examkit.tui import stylesheets
from examkit.tui.key_command import KeyCommand, bindings, remap
from examkit.tui.key_meanings import GROUPS
from examkit.tui.keymap import DIALOG_KEYS, PROMPT_KEYS
from examkit.tui.safe_screen import SafeScreen
from examkit.tui.text_blocks import TextBlock, literal
from examkit.tui.widgets.bars import draw_key
from examkit.tui.widgets.field import Field
from examkit.tui.widgets.prose import Prose
from examkit.tui.widgets.scroll_pane import ScrollPane

T = TypeVar("T")
HELP_KEYS = (("pgdn", "more below"), ("ctrl+p", "find a command by name"), ("esc", "close"))
REASON_LENGTH = 500
"""Maximum number of characters in a line of text."""


class Dialog(SafeScreen[T], ModalScreen[T], Generic[T]):
    """A box with text. Its result is the answer, or None if canceled."""

    CSS_PATH = stylesheets.SCREENS

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        lines = [
            TextBlock(literal(line), gap=number == 0)
            for number, line in enumerate(text.splitlines())
        ]
        self._blocks = [TextBlock(literal(title, "bold")), *lines]

    def on_mount(self) -> None:
        """Apply the stylesheet, which the first dialog reads only after it got its styles."""
        self.app.stylesheet.apply(self)

    def compose(self) -> ComposeResult:
        """Lay out the box."""
        with Vertical():
            yield Prose(self._blocks)
            yield from self.compose_controls()

    def compose_controls(self) -> Iterable[Widget]:
        """Return the widgets below the text."""
        return ()

    def draw_keys(self, commands: Iterable[KeyCommand]) -> Content:
        """Return a line with the keys of commands, the candidate's own where set."""
        own = cast("Any", self.app).context.keys
        return Content("   ").join(draw_key(each) for each in remap(commands, own) if each.in_bar)

    def action_no(self) -> None:
        """Close the dialog without an answer."""
        self.dismiss(None)


class ChoiceDialog(Dialog[T], Generic[T]):
    """Asks for one of several answers, each on a button.

    `choices` maps the labels of the buttons to their answers; the answer None cancels. At first,
    the button at the index `default` has the focus.
    """

    BINDINGS = bindings(DIALOG_KEYS)

    def __init__(
        self, title: str, text: str, choices: Mapping[str, T | None], *, default: int = -1
    ) -> None:
        super().__init__(title, text)
        self._answers = list(choices.values())
        self._buttons = [Button(literal(label), compact=True) for label in choices]
        self._default = default

    def compose_controls(self) -> Iterable[Widget]:
        """Return the row of buttons."""
        return (Horizontal(*self._buttons, id="buttons"),)

    def on_mount(self) -> None:
        """Focus the default button."""
        self.set_focus(self._buttons[self._default])

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Close the dialog with the answer of the button."""
        self.dismiss(self._answers[self._buttons.index(event.button)])

    def action_choose(self) -> None:
        """Press the button that has the focus."""
        self._buttons[self._focused()].press()

    def action_move(self, step: int) -> None:
        """Move the focus by `step` buttons. After the last one comes the first."""
        self.set_focus(self._buttons[(self._focused() + step) % len(self._buttons)])

    def _focused(self) -> int:
        return next((i for i, button in enumerate(self._buttons) if button is self.focused), 0)


def confirm_dialog(title: str, text: str, *, yes: str, no: str) -> ChoiceDialog[bool]:
    """Return a dialog for something that can't be undone: the button to cancel has the focus.

    `yes` and `no` are the labels of the buttons to confirm and to cancel.
    """
    return ChoiceDialog(title, text, {yes: True, no: None})


def start_dialog(title: str, text: str, *, yes: str, no: str) -> ChoiceDialog[bool]:
    """Return a dialog for something harmless: the button to confirm has the focus.

    `yes` and `no` are the labels of the buttons to confirm and to cancel.
    """
    return ChoiceDialog(title, text, {yes: True, no: None}, default=0)


class PromptDialog(Dialog[str]):
    """Asks for a line of text.

    `find_error` returns why a text is invalid, or an empty string. `echo` returns how a text is
    interpreted, such as a full date, which is shown while the candidate types.
    """

    BINDINGS = bindings(PROMPT_KEYS)
    ACCEPT = "save"
    """What Enter does, as a verb."""

    def __init__(
        self,
        title: str,
        text: str,
        value: str = "",
        *,
        placeholder: str = "",
        find_error: Callable[[str], str] = lambda _: "",
        echo: Callable[[str], str] | None = None,
    ) -> None:
        super().__init__(title, text)
        self._keys = (PROMPT_KEYS[0]._replace(label=self.ACCEPT), *PROMPT_KEYS[1:])
        self._field = Field(value, placeholder=placeholder, limit=REASON_LENGTH)
        self._find_error = find_error
        self._echo = echo

    def compose_controls(self) -> Iterable[Widget]:
        """Return the text field, a line for how its text is interpreted, and the keys."""
        yield self._field
        if self._echo:
            yield Static(id="echo", markup=False)
        yield Static(self.draw_keys(self._keys), id="keys")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Close the dialog with the text, or show why the text is invalid."""
        event.stop()
        text = event.value.strip()
        if problem := self._find_error(text):
            self.query_one("#keys", Static).update(literal(problem, "bold"))
        else:
            self.dismiss(text)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Replace an error message with the keys, and show how the changed text is interpreted."""
        self.query_one("#keys", Static).update(self.draw_keys(self._keys))
        if self._echo:
            understood = self._echo(event.value.strip())
            self.query_one("#echo", Static).update(literal(understood, "$text-success"))

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
        super().__init__("Keys on this screen", "")
        for title, names in GROUPS.items():
            self._blocks += _help_group(title, [each for each in commands if each.name in names])

    def compose(self) -> ComposeResult:
        """Lay out the list, and below it the keys of the dialog."""
        with Vertical():
            yield ScrollPane(Prose(self._blocks))
            yield Static(id="keys")

    def on_mount(self) -> None:
        """Update the line of keys after each layout, since the list can then fit or be cut."""
        self.screen_layout_refresh_signal.subscribe(self, lambda _: self.on_scroll_pane_moved())

    def on_resize(self) -> None:
        """Limit the list to the height that the window has left for it."""
        room = self.app.size.height * 96 // 100 - 4
        self.query_one(ScrollPane).styles.max_height = max(1, room)

    def on_scroll_pane_moved(self) -> None:
        """Show the keys of the dialog, first the one that scrolls while there is more below."""
        has_more = self.query_one(ScrollPane).has_more
        self.query_one("#keys", Static).update(
            Content("   ").join(
                Content.assemble((key, "bold $text-accent"), f" {label}")
                for key, label in HELP_KEYS[not has_more :]
            )
        )

    def action_scroll(self, lines: int) -> None:
        """Scroll down by a number of lines, or up if it is negative."""
        self.query_one(ScrollPane).scroll_relative(y=lines, animate=False)


def _help_group(title: str, commands: Sequence[KeyCommand]) -> list[TextBlock]:
    """Return a heading with one line per command, or nothing for an empty group."""
    blocks = [TextBlock(literal(title, "bold $text-accent"))] if commands else []
    for command in commands:
        key = Content.styled(f"  {command.shown_key:<8} ", "bold $text-accent")
        blocks.append(TextBlock(literal(command.tooltip), gap=False).indented(key))
    return blocks
