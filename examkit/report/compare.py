"""Two attempts beside each other, with what luck alone can do between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from examkit.analytics.trend import MockChange, MockResult, compare_mocks
from examkit.report.model import DomainRow, Report
from examkit.report.phrases import (
    percent,
    sentence,
    span,
    step_text,
)
from examkit.report.text_layout import fit, to_single_line
from examkit.sanitize import sanitize

_TITLE = 34


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two attempts on one exam say together."""

    before: Report
    after: Report
    points: tuple[MockResult, MockResult]
    step: MockChange


def compare_attempts(
    before: Report, after: Report, points: tuple[MockResult, MockResult]
) -> Comparison:
    """Put two reports together; their points hold counts and ranges."""
    return Comparison(before, after, points, compare_mocks(*points))


def render(told: Comparison, zone: tzinfo = UTC) -> str:
    """Write the comparison as text."""
    lines = [_attempt(each, zone) for each in told.points]
    lines += _step(told)
    lines += ["", f"{'Domain':<{_TITLE}}  {'before':>8}  {'after':>8}"]
    lines += _domains(told.before.domains, told.after.domains)
    lines.append("Counts of one domain are too few to compare; its estimate is in the report.")
    return sanitize("\n".join(lines)) + "\n"


def _step(told: Comparison) -> list[str]:
    if any(point.abandoned for point in told.points):
        return ["Less than half of the questions of one were reached: its score is not compared."]
    lines = [sentence(step_text(told.step) or "")]
    if not all(point.is_measurable for point in told.points):
        lines.append("Many questions were reused: this compares practice, not knowledge.")
    return lines


def _attempt(each: MockResult, zone: tzinfo) -> str:
    day = datetime.fromtimestamp(each.finished, zone).strftime("%Y-%m-%d %H:%M")
    likely = span(each.low, each.high)
    return (
        f"{day}  {each.right} of {each.asked} right ({percent(each.share)}, likely {likely}), "
        f"{percent(each.fresh)} new"
    )


def _domains(before: Sequence[DomainRow], after: Sequence[DomainRow]) -> list[str]:
    old = {row.id: row for row in before}
    return [
        f"{fit(to_single_line(row.title), _TITLE)}"
        f"  {_counts(old.get(row.id)):>8}  {_counts(row):>8}"
        for row in after
    ]


def _counts(row: DomainRow | None) -> str:
    return f"{row.right}/{row.asked}" if row else "-"
