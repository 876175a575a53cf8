"""What a list of attempts shows about each finished attempt."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from examkit.bank.index.index import BankIndex
    from examkit.bank.model import Exam
    from examkit.bank.summary import BankSummary
    from examkit.store.records import AttemptRow, AttemptTally
    from examkit.store.sqlite.store import SqliteStore


class ListedAttempt(NamedTuple):
    """A finished attempt with its result."""

    row: AttemptRow
    share: float
    """Share correct, from 0 to 1; with a score, the average credit of the scored questions."""
    cut: float | None
    """The cut score as a share; None without a score."""
    passes: bool | None
    """Whether a mock passes; None if it is too short to tell."""
    score: str
    """Estimated score on the exam's scale, such as "630" or "62%"; empty if not measured."""
    passing: str
    """The passing score, written like `score`; empty without a score."""
    seconds: float | None
    """Time on screen, in seconds; None if unknown."""
    is_in_trend: bool
    """Whether it is a mock that can be compared with others."""
    is_careless: bool = False
    """Whether too many answers were given too quickly to count."""


def list_finished(bank: BankIndex, store: SqliteStore) -> tuple[ListedAttempt, ...]:
    """Return all finished attempts on a bank with their results, newest first."""
    from examkit.store.records import AttemptTally

    exams = {exam.id: bank.exam(exam.id) for exam in bank.info.exams}
    tallies, careless = store.attempt_tallies(bank.info.id), find_careless(bank.info, store)
    none = AttemptTally(0.0, 0, None)
    return tuple(
        list_attempt(
            row, tallies.get(row.id, none), exams.get(row.exam), is_careless=row.id in careless
        )
        for row in store.attempts(bank.info.id)
        if row.finished is not None
    )


def find_careless(bank: BankSummary, store: SqliteStore) -> frozenset[str]:
    """Return the ids of finished attempts with too many answers given too quickly to count."""
    from examkit.analytics.pace import ResponseEffort, rapid_limit

    repeated, found = rapid_limit(None, repeated=True), set[str]()
    for exam in bank.exams:
        limit = rapid_limit(exam.minutes * 60 / exam.questions)
        counts = store.count_answers(bank.id, exam.id, limit, repeated)
        found |= {name for name, each in counts.items() if ResponseEffort(*each).is_careless}
    return frozenset(found)


def list_attempt(
    row: AttemptRow, tally: AttemptTally, exam: Exam | None, *, is_careless: bool = False
) -> ListedAttempt:
    """Return a finished attempt with its result, as its report shows it.

    `tally` has the totals of its answers. `exam` is None if the bank no longer has it.
    `is_careless` is whether too many answers were given too quickly to count. A mock has a score
    under the conditions of its report: enough scored questions, most questions new, and not
    careless.
    """
    if exam is None or is_careless or not _is_measured(row):
        share = row.correct / max(1, row.asked)
        return ListedAttempt(row, share, None, False, "", "", tally.seconds, False, is_careless)
    from examkit.analytics.cut_score import (
        judge_mock,
        percent_scale,
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
        passes=judge_mock(tally.credit, row.scored_asked, exam),
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
