"""Blocks, such as paragraphs and tables, that report sections are made of.

Every renderer must handle every kind of block.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from examkit.exam.grading import Outcome
from examkit.report.number_text import BarTone, Tone, percent
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
        """Return the position of a score on the scale, from 0 (lowest possible) to 1 (highest)."""
        least, most = self.scale
        return (value - least) / (most - least)


@dataclass(frozen=True, slots=True)
class Hero:
    """The result of an attempt, which the report shows first and largest."""

    verdict: str
    """PASS or BELOW PASS; empty without a score, or if a mock is too short to tell."""
    tone: Tone
    text: str
    """The result in a few words."""
    score: Score | None
    """The score to draw, or None if nothing was measured."""
    caption: str
    """What the result means, or why there is no score; can be empty."""


@dataclass(frozen=True, slots=True)
class Meter:
    """The chance of passing, in percent or in words. A percentage is also drawn as a meter."""

    label: str
    text: str
    """The chance in percent, or in words if there is no percentage."""
    share: float | None
    """The chance from 0 to 1; None if there is no percentage."""
    tone: Tone
    remark: str
    """The chance in words, if `text` is a percentage; otherwise empty."""
    notes: tuple[str, ...]
    """Sentences that say what the chance means, or why there is no percentage."""


@dataclass(frozen=True, slots=True)
class BarRow:
    """A row of a bar chart: a label, a share of correct answers drawn as a bar, and a remark."""

    label: str
    count: str
    """Number of correct answers out of all questions, such as "15/20"."""
    share: float | None
    """Share of correct answers, from 0 to 1; None to draw no bar, because answers are too few."""
    remark: str = ""
    short_remark: str = ""
    """The remark in fewer words, for a narrow terminal."""
    tone: Tone = "plain"
    """The remark's color."""
    bar_tone: BarTone = "plain"


@dataclass(frozen=True, slots=True)
class Bars:
    """Shares of correct answers, drawn as bars with the passing score marked on each."""

    name: str
    """Id of the figure on an HTML page."""
    title: str
    rows: tuple[BarRow, ...]
    cut: float
    """The cut score as a share, from 0 to 1."""
    has_percents: bool = True
    """Whether to write each share in percent, too; next to a small count, that adds nothing."""

    @property
    def has_bars(self) -> bool:
        """Return whether any row has a share, and so a bar to draw."""
        return any(row.share is not None for row in self.rows)

    def percent_of(self, row: BarRow) -> str:
        """Return a row's share in percent; empty if it has none, or if `has_percents` is false."""
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
    """A list of recommended actions, in order."""

    steps: tuple[NextStep, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that only the HTML report shows; its section also gives the contents in words."""

    name: str
    """Id of the figure on an HTML page."""
    title: str
    caption: str


@dataclass(frozen=True, slots=True)
class TimeFigure(Figure):
    """A bar chart of each question's time on screen. A bar is filled if the answer was correct."""

    bars: tuple[tuple[float, Outcome], ...]
    """For each question, the seconds and the outcome of its answer."""
    allowed: float | None
    """Seconds allowed per question, or None if the attempt was untimed."""
    top: float
    """Seconds at the top of the figure; a longer bar is cut there."""
    cut: str
    """A sentence on the bars that are cut; empty if none is."""


@dataclass(frozen=True, slots=True)
class CalibrationFigure(Figure):
    """A figure that compares each level of confidence with the share of correct answers."""

    points: tuple[tuple[str, float, Range], ...]
    """For each level, its label, the chance it stands for (from 0 to 1), and the share correct."""


Block = Head | Hero | Meter | Bars | Paragraph | Items | Steps | RangeTable | Figure
Blocks = Iterable[Block]
