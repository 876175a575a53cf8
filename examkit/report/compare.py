"""A comparison of two mocks, with how much of the change chance alone explains."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from examkit.analytics.trend import MockChange, MockResult, compare_mocks
from examkit.report.phrases import percent, sentence, span
from examkit.report.report import Report
from examkit.report.sections.domains import DomainRow, DomainsSection
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
    lines = [_mock_text(mock, zone) for mock in comparison.mocks]
    lines += _change_lines(comparison)
    lines += ["", f"{'Domain':<{_TITLE}}  {'before':>8}  {'after':>8}"]
    before, after = comparison.before[DomainsSection], comparison.after[DomainsSection]
    lines += _domain_lines(before.domains, after.domains)
    lines.append("Domain counts are too small to compare; see the estimates in each report.")
    return sanitize("\n".join(lines)) + "\n"


def _change_lines(comparison: Comparison) -> list[str]:
    lines = _version_lines(comparison)
    if any(mock.is_incomplete for mock in comparison.mocks):
        return [*lines, "One mock was less than 90% finished, so scores aren't compared."]
    lines.append(sentence(change_text(comparison.change)))
    if not all(mock.is_measurable for mock in comparison.mocks):
        lines.append("Many questions repeat, so this shows practice more than knowledge.")
    return lines


def _version_lines(comparison: Comparison) -> list[str]:
    before, after = (each.form.exam.id for each in (comparison.before, comparison.after))
    if before == after:
        return []
    return [f"The exam has changed: {before.upper()} before, {after.upper()} after."]


def _mock_text(mock: MockResult, zone: tzinfo) -> str:
    day = datetime.fromtimestamp(mock.finished, zone).strftime("%Y-%m-%d %H:%M")
    likely = span(mock.low, mock.high)
    return (
        f"{day}  {mock.right} of {mock.asked} correct ({percent(mock.share)}, likely {likely}), "
        f"{percent(mock.fresh)} new"
    )


def _domain_lines(before: Sequence[DomainRow], after: Sequence[DomainRow]) -> list[str]:
    old = {row.id: row for row in before}
    return [
        f"{fit(to_single_line(row.title), _TITLE)}"
        f"  {_counts(old.get(row.id)):>8}  {_counts(row):>8}"
        for row in after
    ]


def _counts(row: DomainRow | None) -> str:
    return f"{row.right}/{row.asked}" if row else "-"
