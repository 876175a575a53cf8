"""Blocks, such as paragraphs and tables, that report sections are made of.

Every renderer must handle every kind of block.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from examkit.report.number_text import Tone, percent
from examkit.report.ranges import Range, RangeTable

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
class Score:
    """A score with its 80% range and the passing score, on the exam's scale or in percent."""

    value: int
    low: int
    """Lower end of the 80% range."""
    high: int
    passing: int
    scale: tuple[int, int]
    """The lowest and the highest score possible."""
    unit: Literal["", "%"] = ""

    def place(self, value: float) -> float:
        """Return where a score is on the scale, from 0 to 1."""
        least, most = self.scale
        return (value - least) / (most - least)


@dataclass(frozen=True, slots=True)
class Hero:
    """The result, which a report shows first and largest."""

    verdict: str
    """PASS or BELOW PASS; empty if nothing was measured, or too little to tell."""
    tone: Tone
    text: str
    """The result in a few words."""
    score: Score | None
    """The score to draw, or None if nothing was measured."""
    caption: str
    """What the result means, or why there is no score; can be empty."""


@dataclass(frozen=True, slots=True)
class Meter:
    """A chance, drawn as a meter if it is a number."""

    label: str
    text: str
    """The chance as a number, or in words if there is none."""
    share: float | None
    """The chance from 0 to 1; None if it isn't a number."""
    tone: Tone
    remark: str
    """The chance in words, if `text` is a number."""
    notes: tuple[str, ...]
    """Sentences on what the chance means, or what is missing for a number."""


@dataclass(frozen=True, slots=True)
class BarRow:
    """A share with its verdict."""

    label: str
    count: str
    """The share as a fraction, such as "15/20"."""
    share: float | None
    """The share from 0 to 1; None to draw no bar, if there are no or too few answers."""
    remark: str = ""
    short_remark: str = ""
    """The remark for a narrow terminal."""
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Bars:
    """Shares drawn as bars, with the passing score marked on each."""

    name: str
    """Id of the figure on an HTML page."""
    title: str
    rows: tuple[BarRow, ...]
    cut: float
    """The cut score as a share, from 0 to 1."""
    has_percents: bool = True
    """Whether shares are also written in percent, which would add nothing to small counts."""

    @property
    def has_bars(self) -> bool:
        """Return whether there is a bar to draw."""
        return any(row.share is not None for row in self.rows)

    def percent_of(self, row: BarRow) -> str:
        """Return a row's share in percent; empty if the row has none, or if percents are off."""
        if row.share is None or not self.has_percents:
            return ""
        return percent(row.share, self.cut)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A few sentences."""

    text: str


@dataclass(frozen=True, slots=True)
class Items:
    """A list of sentences."""

    items: Iterable[str]
    has_terms: bool = False
    """Whether each sentence begins with a term and a colon, and then explains the term."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """A recommended action.

    Only the app shows its key, and only the command line its command.
    """

    kind: StepKind
    key: str
    text: str
    args: dict[str, Argument] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Steps:
    """A numbered list of actions."""

    steps: tuple[NextStep, ...]


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
    top: float
    """Seconds at the top of the figure; a longer bar is cut there."""
    cut: str
    """Which bars are cut, in a sentence; empty if none is."""


@dataclass(frozen=True, slots=True)
class CalibrationFigure(Figure):
    """For each level of confidence, the stated chance against the share correct."""

    points: tuple[tuple[str, float, Range], ...]
    """For each level, its label, the stated chance from 0 to 1, and the share correct."""


Block = Head | Hero | Meter | Bars | Paragraph | Items | Steps | RangeTable | Figure
Blocks = Iterable[Block]
