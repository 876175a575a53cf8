"""The exam clock: how much time an attempt has used.

A mock's clock starts with its first question and never stops. Sleep, a crash, or a reboot doesn't
stop it, and setting the system clock doesn't move it. A drill counts only time on screen. Time
never runs backward.
"""

from __future__ import annotations

from dataclasses import dataclass

from examkit.humanize import pluralize
from examkit.system_clock import ClockReading

CLOCK_TOLERANCE = 120.0
"""Seconds that the wall clock can differ from the boot clock before it counts as changed."""
TIME_RUNNING_SHORT_S, TIME_NEARLY_UP_S = 1_800.0, 300.0
"""Seconds left at which the candidate is warned: at 30 minutes and at 5 minutes."""


@dataclass(frozen=True, slots=True)
class ClockAnchor:
    """A reading of the clocks, and the seconds on the attempt's clock at that moment."""

    moment: ClockReading
    elapsed: float


def scale_minutes(minutes: float, questions: int, full_length: int) -> float:
    """Return the minutes for a form of `questions` questions.

    Each question gets as much time as in the full exam: `minutes` for `full_length` questions.
    """
    return minutes * questions / full_length


def elapsed_seconds(anchor: ClockAnchor, now: ClockReading, at_least: float = 0.0) -> float:
    """Return the seconds on the attempt's clock at `now`, never less than `at_least`.

    Uses the boot clock, or the wall clock if the computer was restarted since the anchor.
    """
    if now.boot_id == anchor.moment.boot_id:
        span = now.boot - anchor.moment.boot
    else:
        span = now.wall - anchor.moment.wall
    return max(anchor.elapsed + span, at_least)


def clock_changed(anchor: ClockAnchor, now: ClockReading, last_wall: float) -> bool:
    """Return whether the wall clock was set since the anchor, as far as that can be detected.

    `last_wall` is what the wall clock showed at the last event, in UTC seconds since 1970.
    """
    if now.boot_id != anchor.moment.boot_id:
        return now.wall < last_wall - 2.0
    wall_span = now.wall - anchor.moment.wall
    boot_span = now.boot - anchor.moment.boot
    return abs(wall_span - boot_span) > CLOCK_TOLERANCE


def clocks_part(anchor: ClockAnchor, at: float, wall: float) -> bool:
    """Return whether an event shows that the wall clock was set since the anchor.

    `at` is the event's time on the attempt's clock, which nobody can set, and `wall` its time on
    the wall clock. Both must advance by the same number of seconds.
    """
    return abs((wall - anchor.moment.wall) - (at - anchor.elapsed)) > CLOCK_TOLERANCE


def time_warning(before: float, after: float) -> str:
    """Return a warning once 30 or 5 minutes are left, or an empty string at other times.

    `before` and `after` are the seconds left at the previous check and now. The warning gives the
    time left now, which is below 30 or 5 minutes if the checks are far apart.
    """
    limits = (TIME_RUNNING_SHORT_S, TIME_NEARLY_UP_S)
    if not any(after <= limit < before for limit in limits):
        return ""
    return f"{_format_time_left(after)} left"


def _format_time_left(seconds: float) -> str:
    """Return a time in words: in whole minutes, or in seconds if it is below two minutes."""
    if seconds < 120:
        return pluralize(max(0, int(seconds)), "second")
    return pluralize(round(seconds / 60), "minute")
