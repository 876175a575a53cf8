"""A comparison of two mocks, with how much of the change chance alone explains."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from examkit.analytics.trend import MockChange, MockResult, compare_mocks
from examkit.exam.grading import Tally
from examkit.humanize import pluralize
from examkit.report.blocks import Score
from examkit.report.number_text import percent, sentence, span
from examkit.report.report import Report
from examkit.report.sections.domains import DomainRow, DomainsSection
from examkit.report.sections.result import ResultSection
from examkit.report.sections.trend import change_text
from examkit.report.text_layout import fit, to_single_line
from examkit.sanitize import sanitize

_TITLE = 34


@dataclass(frozen=True, slots=True)
class Comparison:
    """The reports of two mocks, possibly of two exam versions, and the change between them."""

    before: Report
    after: Report
    mocks: tuple[MockResult, MockResult]
    change: MockChange


def compare_attempts(
    before: Report, after: Report, mocks: tuple[MockResult, MockResult]
) -> Comparison:
    """Return the comparison of two reports. `mocks` has their results, the earlier one first."""
    return Comparison(before, after, mocks, compare_mocks(*mocks))


def render(comparison: Comparison, zone: tzinfo = UTC) -> str:
    """Return the comparison as text, with times in the time zone `zone`."""
    reports = (comparison.before, comparison.after)
    pairs = zip(comparison.mocks, reports, strict=True)
    lines = [_mock_text(mock, report, zone) for mock, report in pairs]
    lines += _change_lines(comparison)
    lines += ["", f"{'Domain':<{_TITLE}}  {'before':>8}  {'after':>8}"]
    before, after = comparison.before[DomainsSection], comparison.after[DomainsSection]
    lines += _domain_lines(before.domains, after.domains)
    lines.append("Domain counts are too small to compare; see the estimates in each report.")
    return sanitize("\n".join(lines)) + "\n"


def _change_lines(comparison: Comparison) -> list[str]:
    change = sentence(change_text(comparison.change))
    return [*_version_lines(comparison), *_judge(comparison, change)]


def summarize_change(comparison: Comparison) -> list[str]:
    """Return sentences on the change in the score, and on whether chance alone explains it."""
    before, after = (each[ResultSection].score for each in (comparison.before, comparison.after))
    text = sentence(change_text(comparison.change))
    if before and after and before.scale == after.scale:
        text = f"{_difference(before, after)}. {_chance_text(comparison.change)}"
    return [*_judge(comparison, text), *_version_lines(comparison)]


def _judge(comparison: Comparison, change: str) -> list[str]:
    """Return the sentence `change` and any doubt about it, or why scores can't be compared."""
    careless = sum(each.effort.is_careless for each in (comparison.before, comparison.after))
    if careless:
        which = "both mocks" if careless == 2 else "one mock"
        why = f"In {which}, you answered many questions too quickly to have read them"
        return [f"{why}, so scores aren't compared."]
    if any(mock.is_incomplete for mock in comparison.mocks):
        return ["One mock was less than 90% finished, so scores aren't compared."]
    if all(mock.is_measurable for mock in comparison.mocks):
        return [change]
    return [change, "Many questions were repeats, so this shows practice more than knowledge."]


def _difference(before: Score, after: Score) -> str:
    gained = after.value - before.value
    if gained == 0:
        return "The same score"
    size = pluralize(abs(gained), "percentage point" if after.unit else "point")
    return f"{size} {'higher' if gained > 0 else 'lower'}"


def _chance_text(change: MockChange) -> str:
    if abs(change.points) <= change.chance_spread:
        return "Chance alone can explain a change this small."
    times = max(2, round(1 / max(change.within_chance, 0.001)))
    return f"Chance alone would cause a change this large about 1 time in {times}."


@dataclass(frozen=True, slots=True)
class TopicChange:
    """How one topic's questions were answered in each of two mocks."""

    title: str
    before: Tally
    after: Tally

    @property
    def gained(self) -> float:
        """Return the change in the share correct, from -1 to 1."""
        return self.after.share - self.before.share

    @property
    def is_single(self) -> bool:
        """Return whether at least one of the mocks asked only one question about the topic."""
        return min(self.before.asked, self.after.asked) == 1


def changed_topics(comparison: Comparison) -> list[TopicChange]:
    """Return the topics in both mocks whose share correct differs, the biggest change first.

    Topics with only one question in either mock come last, because one answer changes their share
    most.
    """
    before, after = comparison.before.sheet.topics, comparison.after.sheet.topics
    titles = comparison.after.facts.topic_titles
    rows = [
        TopicChange(titles.get(name, name), before[name], tally)
        for name, tally in after.items()
        if name in before
    ]
    changed = [row for row in rows if row.gained]
    return sorted(changed, key=lambda row: (row.is_single, -abs(row.gained), row.title))


def _version_lines(comparison: Comparison) -> list[str]:
    before, after = (each.form.exam.id for each in (comparison.before, comparison.after))
    if before == after:
        return []
    return [f"The exam version changed: {before.upper()} before, {after.upper()} after."]


def _mock_text(mock: MockResult, report: Report, zone: tzinfo) -> str:
    day = datetime.fromtimestamp(report.facts.started, zone).strftime("%Y-%m-%d %H:%M")
    counts = f"{day}  {mock.right} of {mock.asked} correct"
    if report.effort.is_careless:
        return f"{counts}. {report[ResultSection].no_score_reason}"
    likely = span(mock.low, mock.high)
    return f"{counts} ({percent(mock.share)}, likely {likely}), {percent(mock.fresh)} new"


def _domain_lines(before: Sequence[DomainRow], after: Sequence[DomainRow]) -> list[str]:
    old = {row.id: row for row in before}
    return [
        f"{fit(to_single_line(row.title), _TITLE)}"
        f"  {_counts(old.get(row.id)):>8}  {_counts(row):>8}"
        for row in after
    ]


def _counts(row: DomainRow | None) -> str:
    return f"{row.right}/{row.asked}" if row else "-"
