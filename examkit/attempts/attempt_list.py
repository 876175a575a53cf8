"""What a list of attempts shows about each finished attempt."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from examkit.bank.model import Exam
    from examkit.store.records import AttemptRow, AttemptTally


class ListedAttempt(NamedTuple):
    """A finished attempt with its result."""

    row: AttemptRow
    share: float
    """Share correct, from 0 to 1; with a score, the average credit of the scored questions."""
    cut: float | None
    """The cut score as a share; None without a score."""
    passes: bool
    score: str
    """Estimated score on the exam's scale, such as "630" or "62%"; empty if not measured."""
    passing: str
    """The passing score on that scale; empty without a score."""
    seconds: float | None
    """Time on screen, in seconds; None if unknown."""
    is_in_trend: bool
    """Whether it is a mock that can be compared with others."""


def list_attempt(row: AttemptRow, tally: AttemptTally, exam: Exam | None) -> ListedAttempt:
    """Return a finished attempt with its result, as its report shows it.

    `exam` is None if the bank no longer has it. A mock has a score under the conditions of its
    report: with enough scored questions, most of them new.
    """
    if exam is None or not _is_measured(row):
        share = row.correct / max(1, row.asked)
        return ListedAttempt(row, share, None, False, "", "", tally.seconds, False)
    from examkit.analytics.cut_score import (
        percent_scale,
        reaches,
        scaled_estimate,
        to_cut_score,
    )
    from examkit.analytics.trend import ENOUGH_REACHED

    cut, unit = to_cut_score(exam).share, "" if exam.scale else "%"
    scale = exam.scale or percent_scale(cut)
    share = tally.credit / row.scored_asked
    is_complete = tally.shown >= ENOUGH_REACHED * row.asked
    return ListedAttempt(
        row=row,
        share=share,
        cut=cut,
        passes=reaches(share, cut),
        score=f"{scaled_estimate(share, scale)}{unit}",
        passing=f"{scale.pass_}{unit}",
        seconds=tally.seconds,
        is_in_trend=is_complete and not row.left_out,
    )


def _is_measured(row: AttemptRow) -> bool:
    from examkit.analytics.trend import MOSTLY_FRESH
    from examkit.report.sections.result import ENOUGH_SCORED

    is_new = row.fresh >= MOSTLY_FRESH * row.asked
    return row.mode == "mock" and row.scored_asked >= ENOUGH_SCORED and is_new
