"""The results of all mocks so far, and whether the latest change is more than chance."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from examkit.analytics.trend import MockChange, MockResult, latest_change
from examkit.humanize import pluralize
from examkit.report.blocks import Blocks, Paragraph
from examkit.report.number_text import percent
from examkit.report.ranges import Column, Range, RangeRow, RangeTable
from examkit.report.report import Report, Section
from examkit.report.sections.header import iso_time

_COLUMNS = (Column("correct", 9), Column("new", 6))


@dataclass(frozen=True, slots=True)
class StepRow:
    """The change between the last two mocks."""

    points: int
    """Percentage points gained."""
    luck: int
    """Percentage points within which a change by chance alone stays in 4 of 5 cases."""
    by_luck: float
    """Probability of a change this large in one direction by chance, from 0 to 0.5."""


@dataclass(frozen=True, slots=True)
class TrendRow:
    """The result of one mock, with the 80% range of its share correct."""

    attempt: str
    """Attempt id."""
    finished: str
    """When the mock ended, in UTC as ISO 8601."""
    asked: int
    """Number of scored questions."""
    right: int
    """Number of scored questions answered correctly."""
    fresh: float
    """Share of new questions, from 0 to 1."""
    low: float
    high: float
    reached: float
    """Share of questions that were on screen, from 0 to 1."""
    measures: bool
    """Whether the mock measures knowledge: enough of its questions were new, and enough reached."""


@dataclass(frozen=True, slots=True)
class TrendSection(Section):
    name = "trend"
    heading = "Trend"

    trend: tuple[TrendRow, ...]
    step: StepRow | None
    """The change since the last comparable mock; None without one, or if this isn't comparable."""
    _mocks: tuple[MockResult, ...]
    _change: MockChange | None
    _cut: float

    @classmethod
    def build(cls, report: Report) -> TrendSection:
        mocks, change = report.facts.mocks, _latest_change(report)
        rows = tuple(map(_trend_row, mocks))
        return cls(rows, _step_row(change), mocks, change, report.cut_score.share)

    def details(self) -> Blocks:
        if len(self._mocks) < 2:
            return
        if self._change is not None:
            yield Paragraph(change_text(self._change))
        yield RangeTable(
            name=self.name,
            title="Mocks over time",
            caption="Share of correct answers, with its likely range. A hollow dot means that many "
            "questions were repeats.",
            head="Mock",
            columns=_COLUMNS,
            rows=tuple(map(_range_row, self._mocks)),
            cut=self._cut,
            value="share",
        )


def _latest_change(report: Report) -> MockChange | None:
    mocks = report.facts.mocks
    if not mocks or mocks[-1].attempt != report.facts.attempt_id or not mocks[-1].is_measurable:
        return None
    return latest_change(mocks)


def _step_row(change: MockChange | None) -> StepRow | None:
    if change is None:
        return None
    return StepRow(change.points, change.chance_spread, change.within_chance)


def _range_row(mock: MockResult) -> RangeRow:
    return RangeRow(
        label=mock.finished,
        cells=(f"{mock.right}/{mock.asked}", percent(mock.fresh)),
        range=Range(mock.low, mock.share, mock.high),
        remark="" if mock.is_measurable else "repeated",
        hollow=not mock.is_measurable,
    )


def _trend_row(mock: MockResult) -> TrendRow:
    values = {**asdict(mock), "finished": iso_time(mock.finished)}
    return TrendRow(**values, measures=mock.is_measurable)


def change_text(change: MockChange) -> str:
    """Return sentences on the change between two mocks, and on what chance alone explains."""
    chance = pluralize(change.chance_spread, "point")
    if change.points == 0:
        return f"No change. Chance alone can explain up to {chance}."
    way = "Up" if change.points > 0 else "Down"
    size = pluralize(abs(change.points), "point")
    if abs(change.points) <= change.chance_spread:
        return f"{way} {size}. Chance alone can explain a difference of up to {chance}."
    times = max(2, round(1 / max(change.within_chance, 0.001)))
    return f"{way} {size}. Chance alone would cause a change this large about 1 time in {times}."
