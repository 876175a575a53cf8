"""Time for the benchmark: on one processor, and without waiting for it.

A figure must not depend on what else the machine does, nor on a second processor that happens
to be idle. So the benchmark and all that it starts share one processor, and the time in which a
thread was ready to run but another one had the processor does not count. Linux reports that
time; on other systems it counts.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path


def use_one_processor() -> None:
    """Stay on one processor from now on, with every process that is started."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def waited(thread: str = "thread-self") -> float:
    """Return for how many seconds a thread or process has waited for a processor."""
    with suppress(OSError, IndexError, ValueError):
        return int(Path(f"/proc/{thread}/schedstat").read_text().split()[1]) / 1e9
    return 0.0


def now() -> float:
    """Return a time in seconds that stands still while this thread waits for a processor."""
    return time.perf_counter() - waited()


def timed(action: Callable[[], object]) -> float:
    """Return the seconds that an action takes."""
    start = now()
    action()
    return now() - start
