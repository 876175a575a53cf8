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
    """Share correct, from 0 to 1; in a mock, the average credit of the scored questions."""
    cut: float | None
    """The cut score of a mock as a share; None in a drill, or if its exam is unknown."""
    passes: bool
    score: int | None
    """Estimated score on the exam's scale; None in a drill, or if nothing was measured."""
    passing: int | None
    """The passing score on that scale; None without a score."""
    seconds: float | None
    """Time on screen, in seconds; None if unknown."""
    is_in_trend: bool
    """Whether it is a mock that can be compared with others."""


def list_attempt(row: AttemptRow, tally: AttemptTally, exam: Exam | None) -> ListedAttempt:
    """Return a finished attempt with its result, as its report shows it.

    `exam` is None if the bank no longer has it.
    """
    if row.mode != "mock" or exam is None:
        share = row.correct / max(1, row.asked)
        return ListedAttempt(row, share, None, False, None, None, tally.seconds, False)
    from examkit.analytics.cut_score import reaches, to_cut_score
    from examkit.analytics.trend import ENOUGH_REACHED

    share, cut = tally.credit / max(1, row.scored_asked), to_cut_score(exam).share
    score = _estimate_score(row, tally.credit, exam)
    is_complete = tally.shown >= ENOUGH_REACHED * row.asked > 0
    return ListedAttempt(
        row=row,
        share=share,
        cut=cut,
        passes=reaches(share, cut),
        score=score,
        passing=exam.scale.pass_ if exam.scale and score is not None else None,
        seconds=tally.seconds,
        is_in_trend=is_complete and not row.left_out,
    )


def _estimate_score(row: AttemptRow, credit: float, exam: Exam) -> int | None:
    """Return the score of a mock under the conditions of its report."""
    from examkit.analytics.cut_score import estimate_scaled_score
    from examkit.analytics.trend import MOSTLY_FRESH
    from examkit.report.sections.result import ENOUGH_SCORED

    if row.scored_asked < ENOUGH_SCORED or row.fresh < MOSTLY_FRESH * row.asked:
        return None
    points = estimate_scaled_score(credit, row.scored_asked, exam.scale)
    return points.estimate if points else None
