"""How a screen opens another screen without importing it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, Protocol

from textual.screen import Screen

if TYPE_CHECKING:
    from examkit.attempts.live_attempt import LiveAttempt
    from examkit.drills.request import DrillRequest, Pair
    from examkit.report.sections.notes import NoteToRead

Page = Literal["drills", "custom drill", "confusions", "history", "topics", "search"]
"""A screen that opens without further input."""


class Router(Protocol):
    """Opens screens. Shows the error on the current screen if one can't be opened."""

    def open_page(self, page: Page) -> None:
        """Open a screen that needs no further input."""

    def resume(self, attempt: str) -> None:
        """Open an unfinished attempt."""

    def prompt_mock(self, exam: str) -> None:
        """Explain the mock exam, and start it if the candidate agrees."""

    def prompt_drill(self, request: DrillRequest) -> None:
        """Show what a drill asks and why, and start it if the candidate agrees."""

    def start_drill(self, request: DrillRequest, wanted: int = 0) -> None:
        """Start a drill; ask first if it is shorter than the number of questions wanted."""

    async def choose_slot(self, attempt: LiveAttempt) -> int | None:
        """Show all questions of an attempt, and return the slot to go to, if any."""

    def finish(self, screen: Screen[None], attempt: str) -> None:
        """Close the screen of an attempt with all screens above it, and show the report."""

    def show_report(self, attempt: str) -> None:
        """Show the report of a finished attempt."""

    def show_review(self, attempt: str, selection: str) -> None:
        """Show the questions of a finished attempt; `selection` names a filter of the review."""

    def compare(self, attempt: str) -> None:
        """Compare a mock with the one before it."""

    def show_notes(self, notes: Sequence[NoteToRead]) -> None:
        """List notes to read."""

    def read_note(self, ref: str) -> None:
        """Open a notes file at a section, addressed `file.md#heading-slug`."""

    def read_topic(self, topic: str) -> None:
        """Open the notes of a topic, if it has any."""

    def show_question(self, question: str) -> None:
        """Show a question with its explanation, outside any attempt."""

    def show_confused_pair(self, pair: Pair) -> None:
        """Show the notes of two confused concepts."""

    def show_text(self, title: str, text: str) -> None:
        """Show plain text."""
