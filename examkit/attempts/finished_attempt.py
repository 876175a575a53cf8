"""A finished attempt, replayed, and the facts that its report needs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from examkit.analytics.counted_answers import careless_attempts, place
from examkit.analytics.cut_score import seconds_per_question
from examkit.analytics.trend import ENOUGH_REACHED, MockResult, mock_result
from examkit.drills.confusions import find_confused_pairs
from examkit.exam.grading import RegradeResult, regrade
from examkit.report.facts import AttemptFacts, MixUpRow
from examkit.system_clock import local_zone

if TYPE_CHECKING:
    from examkit.analytics.settings import AnalyticsSettings
    from examkit.bank.index.index import BankIndex
    from examkit.exam.attempt_state import AttemptState
    from examkit.exam.events import Event
    from examkit.exam.form import Form
    from examkit.exam.grading import ScoreSheet
    from examkit.exam.past_answer import PastAnswer
    from examkit.store.records import AttemptRow
    from examkit.store.sqlite.store import SqliteStore


MAX_MOCKS = 60
"""Maximum number of mocks in the trend."""


@dataclass(frozen=True, slots=True)
class FinishedAttempt:
    """A finished attempt with its grades, limited to the questions that its result covers."""

    row: AttemptRow
    form: Form
    state: AttemptState
    events: tuple[Event, ...]
    sheet: ScoreSheet


def collect_facts(
    done: FinishedAttempt,
    bank: BankIndex,
    store: SqliteStore,
    answers: Sequence[PastAnswer],
    settings: AnalyticsSettings,
) -> AttemptFacts:
    """Collect what the attempt's report needs in addition to its form and score sheet.

    `answers` are the answers of all finished attempts on the bank, oldest first.
    """
    history = _history(done, bank, answers)
    careless = careless_attempts(answers, seconds_per_question(done.form.exam))
    return AttemptFacts(
        attempt_id=done.row.id,
        started=done.row.started,
        finished=done.row.finished,
        elapsed=done.state.elapsed,
        reason=done.state.finished or "submitted",
        clock_changed=done.state.clock_changed,
        topic_titles=dict(bank.info.topics),
        skills=_skills(done.form, bank),
        note_titles={
            slot.question.note: _title(bank, slot.question.note) for slot in done.form.slots
        },
        history=history,
        unseen=_unseen(done, bank, history),
        events=done.events,
        mocks=mocks_until(done.row, store.attempts(bank.info.id), count_reached(answers), careless),
        mix_ups=_mix_ups(history, bank),
        corrected=_corrected(done, bank),
        zone=local_zone(),
        settings=settings,
    )


def _history(
    done: FinishedAttempt, bank: BankIndex, answers: Sequence[PastAnswer]
) -> tuple[PastAnswer, ...]:
    """Return the answers of all attempts up to this one, with the domains of this one's exam.

    Answers to questions that aren't in this exam are left out.
    """
    until = done.row.finished or 0.0
    domains = {item.id: item.domain for item in bank.pool(done.form.exam.id)}
    domains |= {slot.question.id: slot.domain for slot in done.form.slots}
    return place((answer for answer in answers if answer.ended_at <= until), domains)


def _skills(form: Form, bank: BankIndex) -> dict[str, str]:
    """Return the number of each question's main skill in the form's exam, by question id.

    Includes the questions of the form, and all that the bank has for the exam.
    """
    exam = form.exam.id
    skills = {item.id: item.skill for item in bank.pool(exam)}
    drawn = {slot.question.id: slot.question.skills_in(exam) for slot in form.slots}
    return skills | {name: numbers[0] for name, numbers in drawn.items() if numbers}


def _unseen(
    done: FinishedAttempt, bank: BankIndex, history: Sequence[PastAnswer]
) -> Counter[str] | None:
    """Return how many questions of each domain were unseen when an attempt ended, by domain id.

    None if the attempt was on another bank.
    """
    if done.form.bank != bank.info.id:
        return None
    seen = {answer.question for answer in history if answer.shown}
    return Counter(item.domain for item in bank.pool(done.form.exam.id) if item.id not in seen)


def count_reached(answers: Iterable[PastAnswer]) -> Counter[str]:
    """Return how many questions of each attempt were on screen, by attempt id."""
    return Counter(answer.attempt for answer in answers if answer.shown)


def mocks_until(
    row: AttemptRow,
    rows: Sequence[AttemptRow],
    reached: Mapping[str, int],
    careless: Collection[str],
) -> tuple[MockResult, ...]:
    """Return the latest mocks of an attempt's exam up to that attempt, oldest first.

    `row` is the attempt; the other arguments are those of `latest_mocks`.
    """
    until = row.finished or 0.0
    earlier = [each for each in rows if (each.finished or 0) <= until]
    return latest_mocks(row.exam, earlier, reached, careless)


def latest_mocks(
    exam: str,
    rows: Sequence[AttemptRow],
    reached: Mapping[str, int],
    careless: Collection[str],
) -> tuple[MockResult, ...]:
    """Return the latest finished mocks of an exam, oldest first. `rows` are newest first.

    Returns at most `MAX_MOCKS`. Excludes mocks that reached too few of their questions, those in
    `careless`, whose answers were given too quickly to count, and those that the candidate
    excluded. `reached` maps attempt ids to the number of questions that were on screen.
    """
    mocks = [
        each
        for each in reversed(rows)
        if each.mode == "mock" and each.exam == exam
        if not each.left_out and each.id not in careless
        if each.finished is not None and _reached(each, reached) >= ENOUGH_REACHED
    ]
    return tuple(to_mock_result(each, reached) for each in mocks[-MAX_MOCKS:])


def to_mock_result(row: AttemptRow, reached: Mapping[str, int]) -> MockResult:
    """Return the result of a finished mock, as the trend and comparisons use it.

    `reached` maps attempt ids to the number of questions that were on screen.
    """
    new, end = row.fresh / max(1, row.asked), row.finished or 0.0
    share = _reached(row, reached)
    return mock_result(row.id, end, row.scored_asked, row.scored_correct, new, share)


def _reached(row: AttemptRow, reached: Mapping[str, int]) -> float:
    return reached.get(row.id, 0) / max(1, row.asked)


def _mix_ups(history: Sequence[PastAnswer], bank: BankIndex) -> tuple[MixUpRow, ...]:
    rows = []
    for found in find_confused_pairs(history, bank.concepts()):
        one, other = (_title(bank, ref) for ref in found.pair)
        rows.append(MixUpRow(found.pair, (one, other), found.times))
    return tuple(rows)


def _title(bank: BankIndex, ref: str) -> str:
    section = bank.section(ref)
    return section.title if section else ref


def _corrected(done: FinishedAttempt, bank: BankIndex) -> RegradeResult | None:
    ids = [slot.question.id for slot in done.form.slots]
    return regrade(done.form, done.state, bank.questions(ids))
