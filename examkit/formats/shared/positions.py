"""Where an offset of a text stands, as findings take it."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate


class Places:
    """Lines and columns of offsets in one text."""

    def __init__(self, text: str) -> None:
        lengths = (len(line) + 1 for line in text.split("\n"))
        self._starts = [0, *accumulate(lengths)]

    def start(self, line: int) -> int:
        """Return the offset at which a line begins; lines from 1."""
        return self._starts[line - 1]

    def at(self, offset: int) -> tuple[int, int]:
        """Return line and column, from 1."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
