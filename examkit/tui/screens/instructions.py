"""The instructions before the clock of a mock exam starts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from examkit.humanize import pluralize, unscored_note
from examkit.tui.attempt_commands import ATTEMPT_KEYS, INSTRUCTIONS_KEYS
from examkit.tui.base_screen import BaseScreen
from examkit.tui.key_command import KeyCommand, remap
from examkit.tui.text_blocks import TextBlock, literal
from examkit.tui.widgets.panel import Panel
from examkit.tui.widgets.prose import Prose
from examkit.tui.widgets.scroll_pane import ScrollPane

if TYPE_CHECKING:
    from examkit.tui.mock_request import MockRequest

TIMED = (
    "The clock starts with the first question and keeps running if you leave or your computer "
    "sleeps. Your answers are saved, and you can return until time runs out."
)
UNTIMED = "There is no time limit. Your answers are saved, and you can return at any time."
EXPLAINED = ("choose", "confirm", "previous", "flag", "eliminate", "navigator", "submit", "help")
"""IDs of the commands whose keys the instructions list."""


class InstructionsScreen(BaseScreen[bool]):
    """What to know before a mock exam starts. The result is True to start it."""

    KEYS = INSTRUCTIONS_KEYS

    def __init__(self, request: MockRequest) -> None:
        super().__init__()
        self._request = request
        self._skips_next_time = False

    def compose_body(self) -> Iterable[Widget]:
        """Return what to know, the keys, and the check box."""
        rules = [
            TextBlock(literal(line), gap=False).indented(literal("· "))
            for line in _rules(self._request)
        ]
        yield ScrollPane(
            Panel("Before you start", Prose(rules)),
            Panel("Keys", Prose([*map(_describe_key, self._explained_keys())])),
            Static(id="skip"),
            id="instructions",
        )

    def on_mount(self) -> None:
        """Show the heading and the check box."""
        self.show_heading()
        self._show_check_box()

    def heading(self) -> tuple[str, str, str]:
        """Return what starts, the exam, and the title."""
        return f"Mock exam · {self._request.exam.id.upper()}", "", "Instructions"

    def _explained_keys(self) -> Sequence[KeyCommand]:
        commands = {command.id: command for command in ATTEMPT_KEYS}
        return remap([commands[name] for name in EXPLAINED], self.context.keys)

    def _show_check_box(self) -> None:
        mark = self.context.glyphs.many[self._skips_next_time]
        key = Content.styled(self.context.key_of("select"), "bold $text-accent")
        text = Content.assemble(f"{mark} Don't show this again ", "(", key, ")")
        self.query_one("#skip", Static).update(text)

    def action_skip(self) -> None:
        """Mark or clear the check box that skips the instructions from now on."""
        self._skips_next_time = not self._skips_next_time
        self._show_check_box()

    def action_start(self) -> None:
        """Start the exam, and save whether to skip the instructions from now on."""
        if self._skips_next_time:
            self.try_action(lambda: self.context.change_settings({"skip_instructions": True}))
        self.dismiss(True)

    def action_back(self) -> None:
        """Close the instructions without starting."""
        self.dismiss(False)


def _rules(request: MockRequest) -> Iterable[str]:
    count = pluralize(request.questions, "question")
    limit = f" in {pluralize(request.minutes, 'minute')}" if request.timed else ""
    yield f"{count}{limit}. You see the answers after you submit."
    yield TIMED if request.timed else UNTIMED
    if request.unscored:
        yield unscored_note(request.unscored)
    yield "There is no penalty for guessing. Answer every question."


def _describe_key(command: KeyCommand) -> TextBlock:
    key = Content.styled(f"{command.shown_key:<8}", "bold $text-accent")
    return TextBlock(literal(command.tooltip), gap=False).indented(key)
