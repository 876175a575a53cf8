"""Blocks that sections are made of; every renderer can write each kind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import Literal

StepKind = Literal["drill", "notes", "sure-but-wrong", "wrong", "mock"]
Argument = str | int | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """The heading of a whole report: which attempt it is about."""

    code: str
    exam: str
    title: str
    started: float
    """UTC seconds since 1970."""
    asked: int
    spent: str
    attempt: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A few sentences. On the first page, the section's label goes before the first one."""

    text: str


@dataclass(frozen=True, slots=True)
class Items:
    """A list of sentences."""

    items: Iterable[str]


@dataclass(frozen=True, slots=True)
class NextStep:
    """Something to do next, one key away."""

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
    """A column of a range table, between label and range."""

    head: str
    width: int
    """Width in terminal columns, including the gap before it."""
    optional: bool = False
    """Left out below 80 terminal columns."""


@dataclass(frozen=True, slots=True)
class Range:
    """A share from 0 to 1 with its 80% range."""

    low: float
    value: float
    high: float
    outer: tuple[float, float] | None = None
    """The 90% range."""


@dataclass(frozen=True, slots=True)
class RangeRow:
    """A row of a range table."""

    label: str | float
    """A name, or a time in UTC seconds since 1970."""
    cells: tuple[str, ...]
    range: Range | None
    """None if there is too little data."""
    remark: str = ""
    hollow: bool = False
    """Draw the value's dot hollow, because it measures little."""

    def name(self, zone: tzinfo) -> str:
        """Return the label; a time becomes its date in the zone."""
        if isinstance(self.label, str):
            return self.label
        return datetime.fromtimestamp(self.label, zone).strftime("%Y-%m-%d")


@dataclass(frozen=True, slots=True)
class RangeTable:
    """Shares with their ranges against the cut score: a plot, a table, or a figure."""

    name: str
    """Identifies the figure in a page."""
    title: str
    caption: str
    head: str
    """Head of the labels."""
    columns: tuple[Column, ...]
    rows: tuple[RangeRow, ...]
    cut: float
    """The cut score as a share, from 0 to 1."""
    value: str
    """What the dot shows, such as "estimate"."""
    remark: str = ""
    """Head of the remarks."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure for renderers with graphics; the section's sentences say the same."""

    name: str
    """Identifies the figure in a page."""
    title: str
    caption: str


@dataclass(frozen=True, slots=True)
class TimeFigure(Figure):
    """One bar per question: how long it took, filled if it was correct."""

    bars: tuple[tuple[float, bool], ...]
    """Seconds, and whether the answer was correct."""
    allowed: float | None
    """Seconds per question."""


@dataclass(frozen=True, slots=True)
class CalibrationFigure(Figure):
    """Stated chances against the shares that were correct."""

    points: tuple[tuple[str, float, Range], ...]
    """Label, stated chance from 0 to 1, and the share correct."""


@dataclass(frozen=True, slots=True)
class CountFigure(Figure):
    """One bar per count; the first is the good one."""

    counts: tuple[tuple[str, int], ...]


Block = Head | Paragraph | Items | Steps | RangeTable | Figure
Blocks = Iterable[Block]
