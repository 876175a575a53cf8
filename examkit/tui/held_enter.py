"""The base of screens that Enter opens and on which Enter does something, too."""

from __future__ import annotations

from typing import Generic

from textual.timer import Timer

from examkit.tui.base_screen import BaseScreen, T

QUIET = 0.5
"""Seconds without enter after which it counts as released; keys repeat faster than that."""


class HeldEnterScreen(BaseScreen[T], Generic[T]):
    """Ignores enter until it is released, so holding it doesn't start what the screen offers."""

    _quiet: Timer | None = None
    _is_released = False

    def on_mount(self) -> None:
        """Show the heading, and wait from the first frame on until enter is released."""
        super().on_mount()
        self.call_after_refresh(self._wait)

    def _wait(self) -> None:
        self._quiet = self.set_timer(QUIET, self._release)

    def _release(self) -> None:
        self._is_released = True

    def is_enter_held(self) -> bool:
        """Return whether Enter is still held since the screen opened. If so, restart the wait."""
        if self._quiet is not None and not self._is_released:
            self._quiet.reset()
        return not self._is_released
