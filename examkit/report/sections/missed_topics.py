"""The topics with two or more misses in this attempt."""

from __future__ import annotations

from dataclasses import dataclass

from examkit.report.blocks import BarRow, Bars, Blocks
from examkit.report.report import Report, Section

_MIN_MISSES = 2


@dataclass(frozen=True, slots=True)
class TopicRow:
    """How many questions of a topic were asked, and how many were correct."""

    id: str
    title: str
    asked: int
    right: int

    @property
    def misses(self) -> int:
        """Return how many of the topic's questions were not answered correctly."""
        return self.asked - self.right


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
        missed = [row for row in rows if row.misses >= _MIN_MISSES]
        missed.sort(key=lambda row: (-row.misses / row.asked, -row.misses))
        return cls(tuple(missed), report.cut_score.share)

    def details(self) -> Blocks:
        rows = tuple(
            BarRow(row.title, f"{row.right}/{row.asked}", row.right / row.asked)
            for row in self.topics
        )
        if rows:
            yield Bars(self.name, "Topics with two or more misses", rows, self._cut)
