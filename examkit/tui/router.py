"""The interface through which screens open other screens, without importing them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal, Protocol

from textual.screen import Screen

if TYPE_CHECKING:
    from examkit.attempts.live_attempt import LiveAttempt
    from examkit.drills.request import DrillRequest, Pair
    from examkit.errors import ExamkitError
    from examkit.report.sections.notes import NoteToRead
    from examkit.tui.walk import Walk

Page = Literal["drills", "custom drill", "confusions", "history", "topics", "search", "settings"]
"""The name of a screen that opens without further input."""


class Router(Protocol):
    """Opens screens. If one can't be opened, the current screen shows the error.

    Parameters named `attempt`, `exam`, `question`, and `topic` are IDs if they are strings.
    """

    def open_page(self, page: Page) -> None:
        """Open the screen with this name."""

    @property
    def has_open_attempt(self) -> bool:
        """Return whether an attempt is on screen or below other screens."""

    def show_error(self, error: ExamkitError) -> None:
        """Show an error on the current screen."""

    def open_attempt(self, begin: Callable[[], LiveAttempt]) -> None:
        """Show the attempt that `begin` returns, its report if finished, or the error it raises."""

    def resume(self, attempt: str) -> None:
        """Open the unfinished attempt with the ID `attempt`."""

    def prompt_mock(self, exam: str) -> None:
        """Ask for the settings of a mock exam, and start it once the candidate confirms.

        At first, the exam version with the ID `exam` is selected.
        """

    def start_today(self) -> None:
        """Start today's practice."""

    def prompt_today(self) -> None:
        """Preview today's drill, and start it once the candidate confirms."""

    def start_drill(self, request: DrillRequest, wanted: int = 0) -> None:
        """Start a drill, but ask first if it has fewer than `wanted` questions.

        If `wanted` is 0, it stands for the number requested, or the number that match if lower.
        """

    async def choose_slot(
        self, attempt: LiveAttempt, *, clock_hidden: bool, at_end: bool
    ) -> int | Walk | None:
        """Show the navigator, and return what the candidate chooses there.

        That is the index of a slot, a walk through several slots, or None for no change. With
        `clock_hidden`, the time left is hidden until it is nearly up. With `at_end`, the cursor
        starts after the last slot, where Enter submits the attempt.
        """

    def finish(self, screen: Screen[None], attempt: str) -> None:
        """Close the attempt's screen and all screens above it, and show the attempt's result."""

    def show_report(self, attempt: str) -> None:
        """Show the report of a finished attempt."""

    def show_review(self, attempt: str, selection: str) -> None:
        """Show a finished attempt's questions that pass the filter `selection`, like `missed`."""

    def compare(self, attempt: str) -> None:
        """Show how a mock compares with the previous one."""

    def show_notes(self, notes: Sequence[NoteToRead]) -> None:
        """List study notes to read."""

    def read_note(self, ref: str, evidence: str = "") -> None:
        """Open a notes file at the section with the address `file.md#heading-slug`.

        `evidence` is text to highlight in that section.
        """

    def read_topic(self, topic: str) -> None:
        """Open a topic's notes, if it has any."""

    def show_question(self, question: str) -> None:
        """Show a question with its answer and explanation, outside an attempt."""

    def show_confused_pair(self, pair: Pair) -> None:
        """Show the notes on two confused concepts, side by side."""

    def show_text(self, title: str, text: str) -> None:
        """Open a screen with a title and plain text."""
