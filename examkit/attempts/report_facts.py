"""What is told of a finished attempt: its replay, and the facts a report is built from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from examkit.analytics.evidence import place
from examkit.analytics.trend import ENOUGH_REACHED, Point, point
from examkit.drills.confusions import mix_ups
from examkit.exam.regrade import Corrected, regrade
from examkit.report.model import AttemptFacts, MixUpRow

if TYPE_CHECKING:
    from examkit.analytics.settings import NumberSettings
    from examkit.bank.index.index import BankIndex
    from examkit.exam.attempt_state import Session
    from examkit.exam.form import Form
    from examkit.exam.past_answer import Answer
    from examkit.exam.score_sheet import ScoreSheet
    from examkit.store.protocol import Store
    from examkit.store.records import AttemptRow


MOST_MOCKS = 60
"""Mocks that the trend goes back."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A finished attempt with all that a review shows."""

    row: AttemptRow
    form: Form
    session: Session
    sheet: ScoreSheet


def facts_of(
    done: Reviewed,
    bank: BankIndex,
    store: Store,
    answers: Sequence[Answer],
    settings: NumberSettings,
) -> AttemptFacts:
    """Gather what the form and the score sheet of an attempt do not know.

    `answers`: those of all finished attempts on the bank, oldest first.
    """
    history = _history(done, bank, answers)
    return AttemptFacts(
        attempt=done.row.id,
        started=done.row.started,
        finished=done.row.finished,
        elapsed=done.session.elapsed,
        reason=done.session.finished or "submitted",
        clock_changed=done.session.clock_changed,
        topic_titles=dict(bank.info.topics),
        note_titles={
            slot.question.note: _title(bank, slot.question.note) for slot in done.form.slots
        },
        history=history,
        unseen=_unseen(done, bank, history),
        events=store.events(done.row.id),
        mocks=mocks_until(done.row, store.attempts(bank.info.id), reached_by(answers)),
        mix_ups=_mix_ups(history, bank),
        corrected=_corrected(done, bank),
        settings=settings,
    )


def _history(done: Reviewed, bank: BankIndex, answers: Sequence[Answer]) -> tuple[Answer, ...]:
    """Answers of all attempts up to this one, each in the domain that its exam puts it in."""
    until = done.row.finished or 0.0
    domains = {item.id: item.domain for item in bank.pool(done.form.exam.id)}
    domains |= {slot.question.id: slot.domain for slot in done.form.slots}
    return place((answer for answer in answers if answer.wall <= until), domains)


def _unseen(done: Reviewed, bank: BankIndex, history: Sequence[Answer]) -> Counter[str] | None:
    """Count by domain what was never shown up to an attempt; None where it is of another bank."""
    if done.form.bank != bank.info.id:
        return None
    seen = {answer.question for answer in history if answer.shown}
    return Counter(item.domain for item in bank.pool(done.form.exam.id) if item.id not in seen)


def reached_by(answers: Iterable[Answer]) -> Counter[str]:
    """Count the questions that were reached, by attempt."""
    return Counter(answer.attempt for answer in answers if answer.shown)


def mocks_until(
    row: AttemptRow, rows: Sequence[AttemptRow], reached: Mapping[str, int]
) -> tuple[Point, ...]:
    """The latest finished mocks on the same exam up to an attempt, oldest first.

    Without those that were broken off.
    """
    until = row.finished or 0.0
    mocks = [
        each
        for each in reversed(rows)
        if each.mode == "mock" and each.exam == row.exam
        if each.finished is not None and each.finished <= until
        if _reached(each, reached) >= ENOUGH_REACHED
    ]
    return tuple(point_of(each, reached) for each in mocks[-MOST_MOCKS:])


def point_of(row: AttemptRow, reached: Mapping[str, int]) -> Point:
    """Give a finished mock as a point of the trend; `reached` by attempt."""
    new, end = row.fresh / max(1, row.asked), row.finished or 0.0
    share = _reached(row, reached)
    return point(row.id, end, row.scored_asked, row.scored_right, new, share)


def _reached(row: AttemptRow, reached: Mapping[str, int]) -> float:
    return reached.get(row.id, 0) / max(1, row.asked)


def _mix_ups(history: Sequence[Answer], bank: BankIndex) -> tuple[MixUpRow, ...]:
    rows = []
    for found in mix_ups(history, bank.concepts()):
        one, other = (_title(bank, ref) for ref in found.pair)
        rows.append(MixUpRow(found.pair, (one, other), found.times))
    return tuple(rows)


def _title(bank: BankIndex, ref: str) -> str:
    section = bank.section(ref)
    return section.title if section else ref


def _corrected(done: Reviewed, bank: BankIndex) -> Corrected | None:
    ids = [slot.question.id for slot in done.form.slots]
    return regrade(done.form, done.session, bank.questions(ids))
