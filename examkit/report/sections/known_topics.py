"""Estimates and verdicts for each topic, from all fresh answers so far."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from examkit.analytics.estimates import estimate_domains
from examkit.analytics.evidence import weigh_answers
from examkit.analytics.verdicts import VerdictName, judge_domains
from examkit.report.blocks import Blocks, Items
from examkit.report.phrases import counted_answers, percent, span
from examkit.report.report import Report, Section
from examkit.report.sections.domains import Judged

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

    @classmethod
    def build(cls, report: Report) -> KnownTopicsSection:
        rows = _estimates(report)
        return cls(tuple(sorted(rows, key=lambda r: (_ORDER.index(r.verdict), -r.evidence, r.id))))

    def details(self) -> Blocks:
        yield Items(map(topic_text, self.known_topics))


def _estimates(report: Report) -> Iterable[TopicEstimate]:
    settings, titles = report.facts.settings, report.facts.topic_titles
    names = sorted({answer.topic for answer in report.usable})
    evidence = weigh_answers(report.usable, names, settings.evidence, by="topic")
    fade = settings.evidence.fade(report.age_days)
    estimates = estimate_domains(evidence, settings.estimate, fade)
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


def topic_text(row: TopicEstimate) -> str:
    """Return text with a topic's title, verdict, and estimate."""
    if not row.has_verdict:
        return f"{row.title}: not enough data ({counted_answers(row.evidence)})"
    numbers = f"{percent(row.estimate)}, likely {span(row.low, row.high)}"
    return f"{row.title}: {row.word}, {numbers}, from {counted_answers(row.evidence)}"
