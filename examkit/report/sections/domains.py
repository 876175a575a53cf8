"""The domains: counts from this attempt, and estimates and verdicts from all fresh answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from examkit.analytics.estimates import DomainEstimate
from examkit.analytics.readiness import round_to_5
from examkit.analytics.verdicts import Verdict, VerdictName, judge_domains
from examkit.report.blocks import BarRow, Bars, Blocks, Items, Paragraph
from examkit.report.number_text import (
    Tone,
    effective,
    number,
)
from examkit.report.ranges import Column, Range, RangeRow, RangeTable
from examkit.report.report import Report, Section

_COLUMNS = (Column("of exam", 9, optional=True),)
_WIDE_TAIL = 0.05
_ALL_ATTEMPTS = "Verdicts are based on all your attempts."
_WORDS: dict[VerdictName, str] = {
    "weak": "needs improvement",
    "near line": "borderline",
    "ok": "meets the passing score",
    "too few": "not enough data",
}
"""Verdicts in the words of AWS's own reports. JSON has the keys, which never change."""


_TONES: dict[VerdictName, Tone] = {
    "weak": "error",
    "near line": "warning",
    "ok": "success",
    "too few": "plain",
}


class Judged:
    """A mixin for rows that have a verdict on a domain or a topic."""

    __slots__ = ()
    verdict: VerdictName

    @property
    def has_verdict(self) -> bool:
        """Return whether there were enough answers for a verdict."""
        return self.verdict != "too few"

    @property
    def word(self) -> str:
        """Return the verdict in the words of AWS's own reports."""
        return _WORDS[self.verdict]

    @property
    def short_word(self) -> str:
        """Return the verdict in words that fit into a table on a narrow terminal."""
        return "meets passing" if self.verdict == "ok" else self.word

    @property
    def tone(self) -> Tone:
        """Return the color of the verdict."""
        return _TONES[self.verdict]


@dataclass(frozen=True, slots=True)
class DomainRow(Judged):
    """One domain: its counts, its estimate, and its verdict."""

    id: str
    title: str
    weight: float
    """Weight of the domain in percent of the exam."""
    asked: int
    right: int
    evidence: float
    """Effective number of fresh answers that the estimate is based on."""
    estimate: float
    """Estimated share correct in the domain, from 0 to 1. Its 80% range is `low` to `high`."""
    low: float
    high: float
    low90: float
    """Lower end of the 90% range."""
    high90: float
    verdict: VerdictName
    below: float
    """Probability that the domain is below the cut score, from 0 to 1."""
    leaning_low: bool
    behind: bool
    """Whether the domain is weak only because it is far behind the other domains."""

    @property
    def share(self) -> float | None:
        """Return the share correct in this attempt, from 0 to 1; None without questions."""
        return self.right / self.asked if self.asked else None

    @property
    def count(self) -> str:
        """Return the correct answers in this attempt as a fraction; a dash without questions."""
        return f"{self.right}/{self.asked}" if self.asked else "-"


@dataclass(frozen=True, slots=True)
class DomainsSection(Section):
    name = "domains"
    label = "Domains in this attempt"
    heading = "Domain estimates"

    domains: tuple[DomainRow, ...]
    _cut: float
    _is_mock: bool
    _enough: float
    """Effective number of fresh answers that an estimate needs."""
    _uses_others: bool
    """Whether estimates and verdicts use answers of other attempts."""

    @classmethod
    def build(cls, report: Report) -> DomainsSection:
        rows = domain_rows(report, report.estimates)
        enough, others = report.facts.settings.verdict.enough, report.uses_other_attempts
        return cls(rows, report.cut_score.share, report.is_mock, enough, others)

    @property
    def shown(self) -> tuple[DomainRow, ...]:
        """Return the domains to show: all in a mock, but in a drill only those with questions."""
        return tuple(row for row in self.domains if self._is_mock or row.asked)

    @property
    def verdict_source(self) -> str:
        """Return a sentence on what a drill's verdicts are based on, if other attempts count, too.

        Otherwise, and in a mock, it is empty. Without this sentence, a verdict would seem to follow
        from the few answers next to it.
        """
        judged = any(row.has_verdict for row in self.shown)
        return _ALL_ATTEMPTS if judged and self._uses_others and not self._is_mock else ""

    def summary(self) -> Blocks:
        is_alone = not self._uses_others
        rows = tuple(_bar_row(row, is_alone=is_alone) for row in self.shown)
        yield Bars(self.name, "Correct answers by domain", rows, self._cut)
        if self.verdict_source:
            yield Paragraph(self.verdict_source)

    def details(self) -> Blocks:
        judged = [row for row in self.shown if row.has_verdict]
        if judged:
            yield RangeTable(
                name=f"{self.name}-estimates",
                title="Domain estimates",
                caption="The dot is your estimated share of correct answers in the whole domain. "
                "The thick line is its likely range, the thin line is a wider range, and the "
                "vertical mark is the passing score.",
                head="Domain",
                columns=_COLUMNS,
                rows=tuple(map(_range_row, judged)),
                cut=self._cut,
                value="estimate",
            )
        others = self._uses_others
        yield Items(behind_text(row, others=others) for row in judged if row.behind)
        unknown = [row for row in self.shown if not row.has_verdict]
        if unknown:
            yield Paragraph(missing_text(unknown, self._enough))


def domain_rows(report: Report, estimates: Sequence[DomainEstimate]) -> tuple[DomainRow, ...]:
    """Return a row for each estimate, with its verdict and the domain's counts in this attempt."""
    verdicts = judge_domains(estimates, report.cut_score.share, report.facts.settings.verdict)
    pairs = zip(estimates, verdicts, strict=True)
    return tuple(_domain_row(report, estimate, verdict) for estimate, verdict in pairs)


def _domain_row(report: Report, estimate: DomainEstimate, verdict: Verdict) -> DomainRow:
    tally = report.sheet.domains[estimate.domain]
    return DomainRow(
        id=estimate.domain,
        title=report.form.exam.domain(estimate.domain).title,
        weight=round(100 * report.cut_score.weights[estimate.domain], 1),
        asked=tally.asked,
        right=tally.right,
        evidence=estimate.asked,
        estimate=estimate.point,
        low=estimate.low,
        high=estimate.high,
        low90=estimate.quantile(_WIDE_TAIL),
        high90=estimate.quantile(1 - _WIDE_TAIL),
        verdict=verdict.word,
        below=verdict.p_below_cut,
        leaning_low=verdict.leaning_low,
        behind=verdict.behind,
    )


def _bar_row(row: DomainRow, *, is_alone: bool) -> BarRow:
    """Return a domain's bar, in the color of its verdict if that is based on this attempt alone.

    The bar shows this attempt. In the color of a verdict on all attempts, it would contradict it.
    """
    return BarRow(
        label=row.title,
        count=row.count,
        share=row.share if row.has_verdict else None,
        remark=row.word,
        short_remark=row.short_word,
        tone=row.tone,
        bar_tone=row.tone if is_alone else "plain",
    )


def _range_row(row: DomainRow) -> RangeRow:
    return RangeRow(
        label=row.title,
        cells=(f"{row.weight:.0f}%",),
        range=Range(row.low, row.estimate, row.high, (row.low90, row.high90)),
    )


def missing_text(rows: Sequence[DomainRow], enough: float) -> str:
    """Return sentences on how many answers an estimate needs, and how many each domain has.

    `rows` are the domains without enough answers, and `enough` is the effective number needed.
    """
    counts = [f"{row.title} {_count(row.evidence, enough)}" for row in rows]
    so_far = ", ".join(counts) if any(row.evidence for row in rows) else "none"
    return f"Estimates need {number(enough)} first-time answers per domain. So far: {so_far}."


def _count(evidence: float, enough: float) -> str:
    """Return a number of answers as text, with a decimal if it would round up to `enough`."""
    return number(evidence) if evidence < enough <= round(evidence) else effective(evidence, enough)


def behind_text(row: DomainRow, *, others: bool) -> str:
    """Return a sentence on a domain that is weak because the others are far better.

    With `others`, the sentence adds that answers of other attempts count, too.
    """
    return (
        f"{'Across all your attempts, ' if others else ''}{row.title} is well behind your other "
        f"domains and probably below the passing score ({round_to_5(row.below)}% likely)."
    )
