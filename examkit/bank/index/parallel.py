"""A long list of work done by two processes, where the machine has a processor for each."""

from __future__ import annotations

import os
import pickle
import sys
import threading
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


def in_halves(
    work: Callable[[Sequence[T]], list[R]], items: Sequence[T], sizes: Sequence[int]
) -> list[R]:
    """Do the work on the first and the second half side by side, and give both results in order.

    The halves are of about equal `sizes` in sum. The results are pickled on their way between
    the two. What goes wrong in the other process is done again in this one.
    """
    middle = _middle(sizes)
    if not (0 < middle < len(items) and _has_another_processor()):
        return work(items)
    ours, theirs = items[:middle], items[middle:]
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _answer(writing, work, theirs)
    os.close(writing)
    try:
        # Closed whatever happens: the child would wait for ever to be read.
        with os.fdopen(reading, "rb") as answer:
            done = work(ours)
            data = answer.read()
    finally:
        _, status = os.waitpid(child, 0)
    return done + (pickle.loads(data) if status == 0 else work(theirs))  # noqa: S301 -- our own


def _answer(
    writing: int, work: Callable[[Sequence[T]], list[R]], items: Sequence[T]
) -> None:  # pragma: no cover -- runs in a child that ends here
    try:
        data = pickle.dumps(work(items), pickle.HIGHEST_PROTOCOL)
        with os.fdopen(writing, "wb") as answer:
            answer.write(data)
    except BaseException:
        os._exit(1)
    os._exit(0)


def _middle(sizes: Sequence[int]) -> int:
    """Count how many of the first make up half of all."""
    half, so_far = sum(sizes) / 2, 0
    for count, size in enumerate(sizes, 1):
        so_far += size
        if so_far >= half:
            return count
    return len(sizes)


def _has_another_processor() -> bool:
    """Whether a copy of this process can work beside it; one with threads must not be copied."""
    if not hasattr(os, "fork") or sys.platform == "darwin" or threading.active_count() > 1:
        return False
    return len(os.sched_getaffinity(0)) > 1 if hasattr(os, "sched_getaffinity") else False
