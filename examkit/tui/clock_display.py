"""The display of the exam clock: the time left in an attempt, and the warning about it.

`exam/exam_clock.py` decides when the candidate is warned: at 30 and at 5 minutes left.
"""

from __future__ import annotations

from textual.content import Content

from examkit.exam.exam_clock import TIME_NEARLY_UP_S, TIME_RUNNING_SHORT_S, time_warning
from examkit.tui.formatting import format_clock
from examkit.tui.text_blocks import NOTHING

WARNING_LASTS_S = 60.0


class ClockDisplay:
    """The clock of an attempt, and the warnings about the time left.

    `seconds` is the time left, or None without a time limit. `key` is the key that shows a hidden
    clock. When time is nearly up, the clock shows even if it is hidden.
    """

    def __init__(self, seconds: float | None, *, hidden: bool = False, key: str = "t") -> None:
        self.hidden = hidden
        self.key = key
        self._seconds = seconds
        self._warning = ""
        self._warned_at = 0.0

    def update(self, seconds: float | None) -> None:
        """Set the seconds left, and if a warning is due, show it for a minute."""
        before, self._seconds = self._seconds, seconds
        if before is None or seconds is None:
            return
        if warning := time_warning(before, seconds):
            self._warning, self._warned_at = warning, seconds
        elif seconds < self._warned_at - WARNING_LASTS_S:
            self._warning = ""

    def draw(self) -> Content:
        """Return the time left in the color of its urgency, or if hidden, the key that shows it.

        The text is empty without a time limit.
        """
        if self._seconds is None:
            return NOTHING
        if self.hidden and self._seconds > TIME_NEARLY_UP_S:
            return Content(f"time hidden ({self.key})")
        return Content.styled(format_clock(self._seconds), self._style())

    def draw_warning(self) -> Content:
        """Return the current warning, or an empty text."""
        return Content.styled(self._warning, self._style()) if self._warning else NOTHING

    def _style(self) -> str:
        if self._seconds is None or self._seconds > TIME_RUNNING_SHORT_S:
            return "bold"
        is_nearly_up = self._seconds <= TIME_NEARLY_UP_S
        return "bold $text-error" if is_nearly_up else "bold $text-warning"
