"""The only door to time."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from functools import cache
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class ClockReading:
    """One reading of the clocks, all in seconds."""

    wall: float
    """UTC, since 1970. Can be stepped by people and by time servers."""
    boot: float
    """Since the machine started, suspended time included. Never goes back while it runs."""
    boot_id: str
    """Names this run of the machine; `boot` readings compare only where it is equal."""


DAY = 86_400.0
"""Seconds in a day."""


class Clock(Protocol):
    """Where the engine gets the time from; tests bring their own."""

    def now(self) -> ClockReading:
        """Read all clocks at once."""
        ...


TURN = 0.1
"""Seconds between two looks of SQLite at a file that another program has locked."""


def rest() -> None:
    """Let programs that wait for a file have their turn."""
    time.sleep(TURN)


class SystemClock:
    """The machine's clocks."""

    def now(self) -> ClockReading:
        """Read all clocks at once."""
        return ClockReading(wall=time.time(), boot=_boot_seconds(), boot_id=_boot_id())


def _boot_seconds() -> float:
    # CLOCK_BOOTTIME counts suspended time, which CLOCK_MONOTONIC leaves out on Linux;
    # elsewhere the monotonic clock counts it.
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if clock is None else time.clock_gettime(clock)


@cache
def _boot_id() -> str:
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        # Other systems have no name for a run of the machine: the time it started will do.
        return f"started-{round((time.time() - _boot_seconds()) / 60)}"


def local_zone() -> tzinfo:
    """Return the local time zone."""
    return datetime.now(UTC).astimezone().tzinfo or UTC
