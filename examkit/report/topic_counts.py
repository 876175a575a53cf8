"""How the candidate answered each topic's questions, in all attempts up to a report's own."""

from __future__ import annotations

from collections import Counter

from examkit.report.report import Report
from examkit.report.sections.missed_topics import TopicRow


def count_topics(report: Report) -> list[TopicRow]:
    """Return a row of counts for each topic whose questions were on screen, most misses first."""
    titles = report.facts.topic_titles
    asked = Counter(answer.topic for answer in report.history if answer.shown)
    right = Counter(a.topic for a in report.history if a.shown and a.outcome == "right")
    rows = [TopicRow(name, titles.get(name, name), asked[name], right[name]) for name in asked]
    return sorted(rows, key=lambda row: (-row.misses, row.right / row.asked, row.title))
