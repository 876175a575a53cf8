"""The dialog before a mock exam starts while another one is unfinished."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from examkit.tui.dialogs import ChoiceDialog
from examkit.tui.formatting import format_clock
from examkit.tui.text_blocks import TextBlock, literal
from examkit.tui.widgets.prose import Prose

if TYPE_CHECKING:
    from examkit.attempts.resumable import ResumableAttempt

Answer = Literal["resume", "discard", "over"]
DISCARDING = "If you discard it, you'll lose your answers. Its questions still count as seen."


class RunningMockDialog(ChoiceDialog[Answer]):
    """Asks whether to resume or discard an unfinished mock, and counts down its time.

    `find` returns the mock as it is now, or None once its time is up. The answer is then `over`.
    """

    def __init__(self, find: Callable[[], ResumableAttempt | None]) -> None:
        super().__init__(
            "You have an unfinished mock exam.",
            "",
            {"Resume": "resume", "Discard": "discard", "Cancel": None},
            default=0,
        )
        self._find = find

    def on_mount(self) -> None:
        """Show the mock, and count down every second."""
        self._show_mock()
        self.set_interval(1.0, self._show_mock)

    def _show_mock(self) -> None:
        mock = self._find()
        if mock is None:
            self.dismiss("over")
            return
        left = "" if mock.remaining is None else f", {format_clock(mock.remaining)} left"
        state = f"{mock.row.exam.upper()}, {mock.answered} of {mock.row.asked} answered{left}."
        lines = [TextBlock(literal(state)), TextBlock(literal(DISCARDING), gap=False)]
        self.query_one(Prose).show([self._blocks[0], *lines])
