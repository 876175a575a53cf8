"""Estimates and verdicts for each topic, from all fresh answers so far."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from examkit.analytics.counted_answers import weigh_answers
from examkit.analytics.estimates import estimate_domains
from examkit.analytics.verdicts import VerdictName, judge_domains
from examkit.humanize import join_titles, pluralize
from examkit.report.blocks import Blocks, Paragraph
from examkit.report.number_text import effective
from examkit.report.ranges import Column, Range, RangeRow, RangeTable
from examkit.report.report import Report, Section
from examkit.report.sections.domains import Judged

_COLUMNS = (Column("answers", 9, optional=True),)
_ORDER = ("weak", "near line", "ok", "too few")


@dataclass(frozen=True, slots=True)
class TopicEstimate(Judged):
    """The estimate and the verdict of one topic."""

    id: str
    title: str
    evidence: float
    """Effective number of fresh answers that the estimate is based on."""
    estimate: float
    """Estimated share correct, from 0 to 1. Its 80% range is from `low` to `high`."""
    low: float
    high: float
    verdict: VerdictName


@dataclass(frozen=True, slots=True)
class KnownTopicsSection(Section):
    name = "known-topics"
    heading = "Topics so far"

    known_topics: tuple[TopicEstimate, ...]
    _cut: float

    @classmethod
    def build(cls, report: Report) -> KnownTopicsSection:
        rows: Iterable[TopicEstimate] = _estimates(report)
        rows = sorted(rows, key=lambda r: (_ORDER.index(r.verdict), -r.evidence, r.id))
        return cls(tuple(rows), report.cut_score.share)

    def details(self) -> Blocks:
        judged = [row for row in self.known_topics if row.has_verdict]
        if judged:
            yield RangeTable(
                name=self.name,
                title="Topic estimates",
                caption="The dot is your estimated share of correct answers. The line is its "
                "likely range.",
                head="Topic",
                columns=_COLUMNS,
                rows=tuple(map(_range_row, judged)),
                cut=self._cut,
                value="estimate",
                remark="verdict",
            )
        if unknown := [row.title for row in self.known_topics if not row.has_verdict]:
            yield Paragraph(unknown_text(unknown, has_others=bool(judged)))


def unknown_text(titles: Sequence[str], *, has_others: bool) -> str:
    """Return a sentence on the topics, named by `titles`, without enough answers for an estimate.

    `has_others` is whether other topics have enough.
    """
    count = pluralize(len(titles), f"{'more ' if has_others else ''}topic")
    return f"Not enough data yet for {count}: {join_titles(titles)}."


def _range_row(row: TopicEstimate) -> RangeRow:
    return RangeRow(
        label=row.title,
        cells=(effective(row.evidence).removeprefix("about "),),
        range=Range(row.low, row.estimate, row.high),
        remark=row.short_word,
        tone=row.tone,
    )


def _estimates(report: Report) -> Iterable[TopicEstimate]:
    settings, titles = report.facts.settings, report.facts.topic_titles
    names = sorted({answer.topic for answer in report.usable})
    weighted = weigh_answers(report.usable, names, settings.weights, by="topic")
    fade = settings.weights.fade(report.age_days)
    estimates = estimate_domains(weighted, settings.estimate, fade)
    verdicts = judge_domains(estimates, report.cut_score.share, settings.verdict)
    for estimate, verdict in zip(estimates, verdicts, strict=True):
        topic = estimate.domain
        if estimate.asked > 0:
            yield TopicEstimate(
                id=topic,
                title=titles.get(topic, topic),
                evidence=estimate.asked,
                estimate=estimate.point,
                low=estimate.low,
                high=estimate.high,
                verdict=verdict.word,
            )
