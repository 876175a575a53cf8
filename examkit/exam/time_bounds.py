"""Which dates and durations an attempt can have."""

from __future__ import annotations

from math import copysign, isfinite

EARLIEST = 0.0
LATEST = 253_402_214_400.0
"""Start of December 31, 9999, in UTC seconds. In every time zone, it is still in that year."""
LONGEST = LATEST - EARLIEST
"""Longest duration in seconds: from the earliest to the latest date."""


def is_date(seconds: object) -> bool:
    """Return whether a value is a float that gives a date from 1970 to 9999 in UTC seconds."""
    return isinstance(seconds, float) and isfinite(seconds) and EARLIEST <= seconds <= LATEST


def is_duration(seconds: object) -> bool:
    """Return whether a value is a finite float of at least 0 seconds and at most `LONGEST`."""
    return isinstance(seconds, float) and isfinite(seconds) and 0.0 <= seconds <= LONGEST


def is_negative_zero(seconds: float) -> bool:
    """Return whether a number is -0.0, which a database returns as 0.0."""
    return seconds == 0.0 and copysign(1.0, seconds) < 0
