"""Tables of shares with their ranges, which a plot can draw."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo

from examkit.report.number_text import Tone


@dataclass(frozen=True, slots=True)
class Column:
    """An additional column of a range table, between the labels and the ranges."""

    head: str
    width: int
    """Width in terminal columns, including the gap before it."""
    optional: bool = False
    """Whether to hide the column on a terminal narrower than 80 columns."""


@dataclass(frozen=True, slots=True)
class Range:
    """A share with its 80% range, each from 0 to 1."""

    low: float
    value: float
    high: float
    outer: tuple[float, float] | None = None
    """The 90% range, or None if it isn't shown."""


@dataclass(frozen=True, slots=True)
class RangeRow:
    """A row of a range table: a label, cells for the additional columns, and a share."""

    label: str | float
    """A name, or a time in UTC seconds since 1970."""
    cells: tuple[str, ...]
    range: Range | None
    """The share with its range, or None if there is too little data."""
    remark: str = ""
    tone: Tone = "plain"
    hollow: bool = False
    """Whether to draw the dot hollow, because the value doesn't measure knowledge."""

    def name(self, zone: tzinfo) -> str:
        """Return the label as text. A time is written as a date in the time zone `zone`."""
        if isinstance(self.label, str):
            return self.label
        return datetime.fromtimestamp(self.label, zone).strftime("%Y-%m-%d")


@dataclass(frozen=True, slots=True)
class RangeTable:
    """Shares with their ranges and the cut score, written as a plot, a table, or a figure."""

    name: str
    """Id of the figure on an HTML page."""
    title: str
    caption: str
    head: str
    """Heading of the column of labels."""
    columns: tuple[Column, ...]
    rows: tuple[RangeRow, ...]
    cut: float
    """The cut score as a share, from 0 to 1."""
    value: str
    """What the dot shows, such as "estimate"."""
    remark: str = ""
    """Heading of the column of remarks."""
