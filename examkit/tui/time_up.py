"""The dialog when time is up."""

from __future__ import annotations

from textual.widgets import Button

from examkit.tui.dialogs import ChoiceDialog

PAUSE_S = 1.0
"""Seconds during which keys do nothing, because they were meant for the question."""


class TimeUpDialog(ChoiceDialog[bool]):
    """Says that time is up and how many answers were submitted. Every way out leads to the report.

    Keys do nothing at first: the candidate was typing when the dialog appeared.
    """

    def __init__(self, answers: int) -> None:
        submitted = {
            0: "You didn't answer any questions.",
            1: "Your answer has been submitted.",
        }.get(answers, f"Your {answers} answers have been submitted.")
        super().__init__("Time is up.", submitted, {"See your report": True})
        self._accepts_keys = False

    def on_mount(self) -> None:
        """Accept keys after a pause."""
        self.set_timer(PAUSE_S, self.accept_keys)

    def accept_keys(self) -> None:
        """Let keys close the dialog from now on."""
        self._accepts_keys = True

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Keep the dialog open while keys typed for the question can still arrive."""
        if not self._accepts_keys:
            event.prevent_default()

    def action_no(self) -> None:
        """Close the dialog, unless keys typed for the question can still arrive."""
        if self._accepts_keys:
            super().action_no()
