"""Work that is counted, not timed: lines that run, and characters that patterns look at.

The same file costs the same on any machine, however busy it is. Time is for
`scripts/bench_formats.py`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from examkit.formats.registry import Format
from examkit.formats.shared.input_file import InputFile

SMALL, TIMES = 2_000, 4
"""Bytes of the small file, and how many times as large the large one is."""
HUGE = 300_000
SLACK = 1.25
"""What a large file may cost beyond that, for sizes that fall on either side of a limit."""
FIXED = 2_000
"""What any file may cost, whatever its size."""
_WHOLE = ("search", "finditer", "findall", "sub", "subn", "split")


class Work:
    """Counts what is done."""

    def __init__(self) -> None:
        self.count = 0

    def trace(self, _: FrameType, event: str, __: Any) -> Any:
        """Count a line."""
        self.count += event == "line"
        return self.trace


class Counted:
    """A pattern that counts the characters it is given, or those that it takes."""

    def __init__(self, pattern: re.Pattern[str], work: Work) -> None:
        self._pattern = pattern
        self._work = work

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._pattern, name)
        return self._counting(name, found) if callable(found) else found

    def _counting(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*given: Any) -> Any:
            text = given[1] if name in ("sub", "subn") else given[0]
            start = given[1] if len(given) > 1 and name not in ("sub", "subn", "split") else 0
            found = call(*given)
            ends = found.end() if isinstance(found, re.Match) else len(text)
            looked = name in _WHOLE or found is not None
            self._work.count += (ends - start) // 10 if looked else 0
            return found

        return counted


@contextmanager
def counting() -> Iterator[Work]:
    """Count the work of the readers until it ends."""
    work = Work()
    places = [
        (vars(module), name, value)
        for title, module in sys.modules.items()
        if title.startswith("examkit.formats.")
        for name, value in vars(module).items()
        if isinstance(value, re.Pattern) and isinstance(value.pattern, str)
    ]
    before = sys.gettrace()
    for held, name, value in places:
        held[name] = Counted(value, work)
    sys.settrace(work.trace)
    try:
        yield work
    finally:
        sys.settrace(before)
        for held, name, value in places:
            held[name] = value


def work_of(form: Format, data: bytes) -> int:
    """Count the work of recognising and reading a file."""
    assert form.read is not None
    with counting() as work:
        file = InputFile("quiz", data)
        form.detect(file)
        form.read(file)
    return work.count


def grows_evenly(
    form: Format,
    unit: str,
    head: str = "",
    tail: str = "",
    *,
    made: Callable[[bytes], bytes] = lambda data: data,
) -> None:
    """Hold a format to work that grows as its file does, and read a large file once.

    The large file also finds a pattern that goes back and forth: it would never end.
    """
    least = max(8, SMALL // len(unit))
    small, large, huge = (
        made((head + unit * times + tail).encode())
        for times in (least, TIMES * least, HUGE // len(unit))
    )
    few, many = work_of(form, small), work_of(form, large)
    assert many <= TIMES * SLACK * few + FIXED, f"{few} steps became {many}"
    assert form.read is not None
    form.read(InputFile("quiz", huge))
