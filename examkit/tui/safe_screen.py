"""The base of screens and dialogs."""

from __future__ import annotations

from typing import Generic, TypeVar

from textual.await_complete import AwaitComplete
from textual.events import Event, Mount
from textual.screen import Screen

T = TypeVar("T")


class SafeScreen(Screen[T], Generic[T]):
    """A screen that closes at most once, and only itself.

    When the app quits while the screen opens, the screen has no children, so it skips `on_mount`.
    """

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Close this screen with its result, unless it is closed or another one is above it."""
        if self.app.screen is not self:
            return AwaitComplete()
        return super().dismiss(result)

    async def on_event(self, event: Event) -> None:
        """Handle an event, but skip `Mount` when the screen is already closing."""
        if isinstance(event, Mount) and not self.display:
            return
        await super().on_event(event)
