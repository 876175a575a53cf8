"""Blocks, such as paragraphs and tables, that report sections are made of.

Every renderer must handle every kind of block.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import Literal

StepKind = Literal["drill", "notes", "sure-but-wrong", "wrong", "mock"]
Argument = str | int | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """The heading of a report, which names the attempt."""

    code: str
    """Short name of the exam, in capitals."""
    exam: str
    """Title of the exam."""
    title: str
    """Title of the attempt, for example "mock exam"."""
    started: float
    """When the attempt started, in UTC seconds since 1970."""
    asked: int
    """Number of questions."""
    spent: str
    """The time used, as text."""
    attempt: str
    """Attempt id."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A few sentences.

    On the first page, the section's label is written before the section's first paragraph.
    """

    text: str


@dataclass(frozen=True, slots=True)
class Items:
    """A list of sentences."""

    items: Iterable[str]


@dataclass(frozen=True, slots=True)
class NextStep:
    """A recommended action, with the key that starts it on the report screen."""

    kind: StepKind
    key: str
    text: str
    args: dict[str, Argument] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Steps:
    """A numbered list of actions with their keys."""

    steps: tuple[NextStep, ...]


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
    """A row of a range table."""

    label: str | float
    """A name, or a time in UTC seconds since 1970."""
    cells: tuple[str, ...]
    range: Range | None
    """The share with its range, or None if there is too little data."""
    remark: str = ""
    hollow: bool = False
    """Whether to draw the dot hollow, because the value doesn't measure knowledge."""

    def name(self, zone: tzinfo) -> str:
        """Return the label as text. A time is written as a date in the time zone."""
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


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that only HTML shows; the section also gives its contents in words."""

    name: str
    """Id of the figure on an HTML page."""
    title: str
    caption: str


@dataclass(frozen=True, slots=True)
class TimeFigure(Figure):
    """A bar for each question with its time on screen, filled if the answer was correct."""

    bars: tuple[tuple[float, bool], ...]
    """For each question, the seconds and whether the answer was correct."""
    allowed: float | None
    """Seconds allowed per question, or None if the attempt was untimed."""


@dataclass(frozen=True, slots=True)
class CalibrationFigure(Figure):
    """For each level of confidence, the stated chance against the share correct."""

    points: tuple[tuple[str, float, Range], ...]
    """For each level, its label, the stated chance from 0 to 1, and the share correct."""


@dataclass(frozen=True, slots=True)
class CountFigure(Figure):
    """A bar for each count. The first bar is drawn in the color of correct answers."""

    counts: tuple[tuple[str, int], ...]


Block = Head | Paragraph | Items | Steps | RangeTable | Figure
Blocks = Iterable[Block]
