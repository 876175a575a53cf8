"""The base of screens and dialogs."""

from __future__ import annotations

from typing import Generic, TypeVar

from textual.await_complete import AwaitComplete
from textual.events import Event, Mount, Resize, ScreenResume
from textual.screen import Screen

T = TypeVar("T")


class SafeScreen(Screen[T], Generic[T]):
    """A screen that closes at most once and never closes another one.

    When the app quits while the screen opens, some of its widgets are missing, so it draws nothing.
    """

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Close this screen with its result, unless it is closed or another one is above it."""
        if self.app.screen is not self:
            return AwaitComplete()
        return super().dismiss(result)

    async def on_event(self, event: Event) -> None:
        """Handle an event, but do not draw when the screen or the app is already closing."""
        # Styles were applied when the screen was composed, a moment before it resumes first.
        if isinstance(event, ScreenResume) and not self.stack_updates:
            event.refresh_styles = False
        is_open = self.display and self.is_attached and self.app.is_running
        if is_open or not isinstance(event, (Mount, Resize, ScreenResume)):
            await super().on_event(event)
