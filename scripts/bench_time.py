"""Time for benchmarks: on one processor, without waits for it.

A figure must not depend on other programs or on an idle second processor. So a benchmark and every
process it starts share one processor, and time in which a thread is ready but another one has the
processor does not count. Linux reports that time; on other systems it counts.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path


def use_one_processor() -> None:
    """Pin this process, and every process it starts, to one processor."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def waited(thread: str = "thread-self") -> float:
    """Return the seconds that a thread or process has waited for a processor."""
    with suppress(OSError, IndexError, ValueError):
        return int(Path(f"/proc/{thread}/schedstat").read_text().split()[1]) / 1e9
    return 0.0


def now() -> float:
    """Return a time in seconds that stops while this thread waits for a processor."""
    return time.perf_counter() - waited()


def timed(action: Callable[[], object]) -> float:
    """Return the seconds that an action takes, without waits for a processor."""
    start = now()
    action()
    return now() - start
