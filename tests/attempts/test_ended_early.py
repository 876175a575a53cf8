"""A drill that ends early covers what was answered; what was never on screen stays new."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from examkit.attempts.archive_import import restore
from examkit.attempts.live_attempt import LiveAttempt
from examkit.attempts.maintenance import gather
from examkit.attempts.service import AttemptService
from examkit.drills.request import DrillRequest
from examkit.exam.covered_slots import describe_coverage
from examkit.exam.events import Answered
from examkit.report.sections.header import HeaderSection
from examkit.report.sections.result import ResultSection
from examkit.store.sqlite.migrate import steps
from examkit.store.sqlite.store import open_store
from tests.banks import write_bank
from tests.services import Desk, answer


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    write_bank(tmp_path / "bank", each=40, questions=24, minutes=60)
    return Desk(tmp_path)


def drill(desk: Desk, engine: AttemptService, *, timed: bool = False) -> LiveAttempt:
    """Start a drill of 20, answer three of its questions, and pass over one."""
    live = engine.start_drill(request=DrillRequest(count=20, timed=timed, include_reserved=True))
    for slot in range(6):
        live.visit(slot)
        desk.clock.pass_time(30)
        if slot in (0, 2, 3):
            answer(live, slot, right=slot != 2)
            live.reveal(slot)
    return live


def names(live: LiveAttempt, *slots: int) -> set[str]:
    return {live.form.slots[slot].question.id for slot in slots}


def test_the_result_covers_what_was_answered_or_passed_over(desk: Desk) -> None:
    engine = desk.engine()
    live = drill(desk, engine)
    live.submit()

    report = engine.past.report()
    assert (report[HeaderSection].asked, report[ResultSection].right) == (4, 2)
    assert [slot.outcome for slot in report.sheet.slots] == [
        "right",
        "unanswered",
        "wrong",
        "right",
    ]
    assert {slot.question for slot in report.sheet.slots} == names(live, 0, 1, 2, 3)
    [row] = engine.attempts()
    assert (row.asked, row.scored_asked, row.correct, row.fresh) == (4, 4, 2, 4)
    assert sum(asked for asked, _ in engine.past.topic_totals().values()) == 4


def test_what_was_not_on_screen_stays_new(desk: Desk) -> None:
    engine = desk.engine()
    live = drill(desk, engine)
    live.submit()

    learner = engine.learner_state()
    assert learner.exposures.keys() == names(live, *range(6))
    assert {answer.question for answer in learner.answers} == names(live, 0, 1, 2, 3)
    assert learner.memories.keys() == names(live, 0, 1, 2, 3)
    unseen = learner.matches_kind("unseen")
    pool = {item.id for item in engine.bank.pool("exam-1") if unseen(item)}
    assert names(live, *range(6, 20)) <= pool
    again = engine.start_drill(request=DrillRequest(count=60, include_reserved=True))
    slots = [slot for slot in again.form.slots if slot.question.id in names(live, *range(6, 20))]
    assert slots
    assert all(slot.fresh for slot in slots)


def test_changed_answers_keep_the_numbers_of_the_review(desk: Desk) -> None:
    from examkit.report.sections.changes import ChangesSection

    engine = desk.engine()
    live = engine.start_drill(request=DrillRequest(count=20, include_reserved=True))
    answer(live, 9)
    wrong = live.form.slots[9].question
    live.apply_actions(Answered(9, type(live.state.slots[9].response)((_distractor(wrong),))))
    live.submit()

    report = engine.past.report()
    assert [change.slot for change in report[ChangesSection].changes] == [1]
    assert [slot.question for slot in report.sheet.slots] == [
        live.form.slots[number].question.id for number in (0, 9)
    ]


def _distractor(question: object) -> int:
    options = question.options  # type: ignore[attr-defined]
    return next(i for i in range(len(options)) if i not in question.keys)  # type: ignore[attr-defined]


def test_a_drill_without_an_answer_covers_what_was_on_screen(desk: Desk) -> None:
    engine = desk.engine()
    live = engine.start_drill(request=DrillRequest(count=20))
    live.visit(1)
    live.submit()

    assert engine.past.report()[HeaderSection].asked == 2


def test_a_drill_that_runs_out_of_time_covers_what_was_reached(desk: Desk) -> None:
    engine = desk.engine()
    live = drill(desk, engine, timed=True)
    desk.clock.pass_time(10_000)
    live.poll()

    report = engine.past.report()
    assert (report.facts.reason, report[HeaderSection].asked) == ("time", 4)


def test_a_mock_covers_all_of_its_questions(desk: Desk) -> None:
    engine = desk.engine()
    live = engine.start_mock()
    answer(live, 0)
    live.submit()

    assert engine.past.report()[HeaderSection].asked == 24
    assert len(engine.learner_state().exposures) == 24


def test_an_archived_drill_covers_the_same(desk: Desk, tmp_path: Path) -> None:
    engine = desk.engine()
    drill(desk, engine).submit()
    with open_store(tmp_path / "data") as store, open_store(tmp_path / "other") as other:
        assert restore(other, gather(store).attempts).added == 1
        assert other.attempts() == store.attempts()
        assert other.answers("small-bank") == store.answers("small-bank")
        assert other.exposures("small-bank") == store.exposures("small-bank")


def test_drills_of_an_older_store_cover_the_same(desk: Desk, tmp_path: Path) -> None:
    engine = desk.engine()
    drill(desk, engine).submit()
    engine.start_drill(request=DrillRequest(count=20)).submit()
    mock = engine.start_mock()
    answer(mock, 0)
    mock.submit()
    before = _derived(tmp_path / "data")
    engine.close()
    _make_older(tmp_path / "data")
    assert _derived(tmp_path / "data") != before

    open_store(tmp_path / "data").close()
    assert _derived(tmp_path / "data") == before


def _derived(folder: Path) -> list[tuple[object, ...]]:
    """Return the counts of each attempt and the outcome of each slot."""
    with closing(sqlite3.connect(folder / "attempts.db")) as db:
        attempts = db.execute('SELECT id, asked, scored_asked, fresh, "right" FROM attempt')
        slots = db.execute("SELECT attempt, number, outcome FROM slot")
        return [*attempts.fetchall(), *slots.fetchall()]


def _make_older(folder: Path) -> None:
    """Give a store what the version before wrote: an outcome for each slot."""
    with closing(sqlite3.connect(folder / "attempts.db")) as db:
        db.execute("UPDATE slot SET outcome = 'unanswered' WHERE outcome IS NULL")
        counts = "SELECT count(*), total(scored), total(fresh) FROM slot WHERE attempt = id"
        db.execute(f"UPDATE attempt SET (asked, scored_asked, fresh) = ({counts})")  # noqa: S608 -- constant
        db.execute(f"PRAGMA user_version = {steps()[-2].version}")
        db.commit()


@pytest.mark.parametrize(
    ("count", "answered", "visited", "text"),
    [
        (
            4,
            (),
            1,
            "the 1 question you skipped, which counts as incorrect. "
            "Questions you haven't seen remain new.",
        ),
        (4, (0,), 2, "the 1 question you answered. Questions you haven't seen remain new."),
        (4, (0, 3), 4, "all 4 questions."),
        (
            9,
            (0, 3),
            4,
            "the 2 questions you answered and the 2 you skipped, "
            "which count as incorrect. Questions you haven't seen remain new.",
        ),
        (3, (0, 1), 3, "the 2 questions you answered."),
        (1, (0,), 1, "the only question."),
    ],
)
def test_what_a_drill_covers_in_words(
    desk: Desk, count: int, answered: tuple[int, ...], visited: int, text: str
) -> None:
    live = desk.engine().start_drill(request=DrillRequest(count=count, include_reserved=True))
    for slot in range(visited):
        live.visit(slot)
        if slot in answered:
            answer(live, slot)
    assert describe_coverage(live.form, live.state) == f"Your result will include {text}"


def test_a_mock_covers_all_of_its_questions_in_words(desk: Desk) -> None:
    live = desk.engine().start_mock()
    assert describe_coverage(live.form, live.state) == "Your result will include all 24 questions."
