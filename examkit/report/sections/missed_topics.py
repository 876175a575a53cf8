"""The topics with two or more misses in this attempt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from examkit.report.blocks import BarRow, Bars, Blocks
from examkit.report.report import Report, Section

M = TypeVar("M", bound="Missed")
_MIN_MISSES = 2
"""Minimum number of misses to list a topic or skill; with one each, the order is arbitrary."""


class Missed:
    """A mixin for rows that count questions asked and answered correctly."""

    __slots__ = ()
    asked: int
    right: int

    @property
    def misses(self) -> int:
        """Return how many of the questions were not answered correctly."""
        return self.asked - self.right


def missed_often(rows: Iterable[M]) -> list[M]:
    """Return the rows with two or more misses."""
    return [row for row in rows if row.misses >= _MIN_MISSES]


@dataclass(frozen=True, slots=True)
class TopicRow(Missed):
    """How many questions of a topic were asked, and how many were correct."""

    id: str
    title: str
    asked: int
    right: int

    @property
    def bar(self) -> BarRow:
        """Return the topic as a row of a bar chart, with its share of correct answers."""
        return BarRow(self.title, f"{self.right}/{self.asked}", self.right / self.asked)


@dataclass(frozen=True, slots=True)
class MissedTopicsSection(Section):
    name = "missed-topics"
    heading = "Topics you missed most"

    topics: tuple[TopicRow, ...]
    _cut: float

    @classmethod
    def build(cls, report: Report) -> MissedTopicsSection:
        titles = report.facts.topic_titles
        rows = (
            TopicRow(topic, titles.get(topic, topic), tally.asked, tally.right)
            for topic, tally in report.sheet.topics.items()
        )
        missed = sorted(missed_often(rows), key=lambda row: (-row.misses / row.asked, -row.misses))
        return cls(tuple(missed), report.cut_score.share)

    def details(self) -> Blocks:
        if self.topics:
            rows = tuple(row.bar for row in self.topics)
            title = "Topics with two or more missed questions"
            yield Bars(self.name, title, rows, self._cut, has_percents=False)
