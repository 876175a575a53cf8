"""The clocks that attempts are timed with. Tests can replace them."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from functools import cache
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class ClockReading:
    """One reading of all clocks, in seconds."""

    wall: float
    """UTC seconds since 1970. People and time servers can change this clock."""
    boot: float
    """Seconds since the computer was started, including suspended time. It never goes back."""
    boot_id: str
    """Id of this run of the computer. Values of `boot` are comparable only within one run."""


DAY = 86_400.0
"""Seconds in a day."""


class Clock(Protocol):
    """A source of clock readings, which tests replace with their own."""

    def now(self) -> ClockReading:
        """Read all clocks together."""
        ...


TURN = 0.1
"""Seconds between SQLite's attempts to lock a file that another program uses."""


def rest() -> None:
    """Wait for `TURN` seconds, so that another program that waits for a file can lock it."""
    time.sleep(TURN)


class SystemClock:
    """The computer's clocks."""

    def now(self) -> ClockReading:
        """Read all clocks together."""
        return ClockReading(wall=time.time(), boot=_boot_seconds(), boot_id=_boot_id())


def _boot_seconds() -> float:
    # On Linux, only CLOCK_BOOTTIME counts suspended time. Elsewhere, the monotonic clock does.
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if clock is None else time.clock_gettime(clock)


@cache
def _boot_id() -> str:
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        # Other systems have no id for a run of the computer, so the time it started serves as one.
        return f"started-{round((time.time() - _boot_seconds()) / 60)}"


def local_zone() -> tzinfo:
    """Return the local time zone."""
    return datetime.now(UTC).astimezone().tzinfo or UTC
