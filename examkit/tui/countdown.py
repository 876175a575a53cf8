"""The time left in an attempt, as screens show it."""

from __future__ import annotations

from textual.content import Content

from examkit.exam.timing import TIME_WARNINGS_S, time_warning
from examkit.tui.formatting import format_clock
from examkit.tui.text_blocks import NOTHING

ALWAYS_SHOWN_S = 300.0
"""When this many seconds or fewer are left, the clock shows even if it is hidden."""
WARNING_LASTS_S = 60.0


class Countdown:
    """The seconds left, None without a time limit, and the warning about them."""

    def __init__(self, seconds: float | None, *, hidden: bool = False) -> None:
        self.hidden = hidden
        self._seconds = seconds
        self._warning = ""
        self._warned_at = 0.0

    def update(self, seconds: float | None) -> None:
        """Set the seconds left. Crossing a limit starts a warning, which lasts a minute."""
        before, self._seconds = self._seconds, seconds
        if before is None or seconds is None:
            return
        if warning := time_warning(before, seconds):
            self._warning, self._warned_at = warning, seconds
        elif seconds < self._warned_at - WARNING_LASTS_S:
            self._warning = ""

    def draw(self) -> Content:
        """Return the clock in the color of its urgency, or how to show it if hidden."""
        if self._seconds is None:
            return NOTHING
        if self.hidden and self._seconds > ALWAYS_SHOWN_S:
            return Content("time hidden (t)")
        return Content.styled(format_clock(self._seconds), self._style())

    def draw_warning(self) -> Content:
        """Return the current warning, or an empty text."""
        return Content.styled(self._warning, self._style()) if self._warning else NOTHING

    def _style(self) -> str:
        long, short = TIME_WARNINGS_S
        if self._seconds is None or self._seconds > long:
            return "bold"
        return "bold $text-error" if self._seconds <= short else "bold $text-warning"
