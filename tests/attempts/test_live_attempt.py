"""Attempts through the engine, on a real bank and a real store."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from examkit.attempts.live_attempt import LiveAttempt
from examkit.drills.request import DrillRequest
from examkit.errors import (
    ActionError,
    AssemblyError,
    AttemptLockedError,
    ConflictError,
    ExamkitError,
    UsageError,
)
from examkit.question_types.base import NO_RESPONSE, Response
from examkit.report.sections.domains import DomainsSection
from examkit.report.sections.header import HeaderSection
from examkit.report.sections.result import ResultSection
from examkit.system_clock import DAY
from tests.factories import answered
from tests.services import Desk, answer


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def copy_of(bank: Path, name: str) -> Path:
    """Copy a bank, under another id."""
    folder = shutil.copytree(bank, bank.with_name(name))
    file = folder / "bank.toml"
    file.write_text(file.read_text().replace('id = "small-bank"', f'id = "{name}"'))
    return folder


def crash(live: LiveAttempt) -> None:
    """Let go of the attempt as the death of the process does, with no last word."""
    live.release()


def test_a_mock_goes_from_start_to_report(desk: Desk) -> None:
    engine = desk.engine()
    live = engine.start_mock()
    for slot in range(10):
        desk.clock.pass_time(30)
        answer(live, slot, right=slot < 7)
    live.submit()

    report = engine.past.report()
    assert (report[HeaderSection].asked, report[ResultSection].right) == (10, 7)
    assert report[HeaderSection].attempt == live.attempt_id
    assert [row.id for row in report[DomainsSection].domains] == ["build", "secure"]
    [row] = engine.attempts()
    assert (row.asked, row.correct, row.finished) == (10, 7, desk.clock.wall)
    engine.close()


def test_an_answer_survives_the_death_of_the_program(desk: Desk) -> None:
    live = desk.engine().start_mock()
    answer(live, 3)
    desk.clock.pass_time(100)
    crash(live)

    resumed = desk.engine().resume()
    assert resumed.attempt_id == live.attempt_id
    assert resumed.state.slots[3].response == live.state.slots[3].response
    assert resumed.state.current == 3


def test_the_attempt_to_resume_is_on_the_open_bank(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    other = desk.engine(bank=copy_of(tmp_path / "bank", "another-bank"))
    there = other.start_mock()
    there.release()
    engine = desk.engine()
    assert engine.close_expired() == ()
    resumed = engine.resume()
    assert resumed.attempt_id == there.attempt_id
    resumed.release()
    with engine.search():
        pass
    here = engine.start_drill()
    here.release()
    desk.clock.pass_time(1)
    later = other.start_drill()
    later.release()
    assert [each.row.id for each in engine.close_expired()] == [here.attempt_id]
    assert [each.row.id for each in other.close_expired()] == [later.attempt_id, there.attempt_id]
    resumed = engine.resume()
    assert resumed.attempt_id == here.attempt_id
    resumed.release()
    assert engine.resume(there.attempt_id).attempt_id == there.attempt_id


def test_time_runs_out_on_another_bank_too(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    other = desk.engine(bank=copy_of(tmp_path / "bank", "another-bank"))
    live = other.start_mock()
    answer(live, 0)
    live.release()
    desk.clock.pass_time(DAY)
    assert desk.engine().close_expired() == ()
    assert other.attempts()[0].finished is not None


def test_an_attempt_can_be_resumed_while_its_bank_has_errors(desk: Desk) -> None:
    live = desk.engine().start_mock()
    live.release()
    (desk.folder / "bank" / "questions" / "bread.toml").write_text("topic =")
    engine = desk.engine()
    assert [each.row.id for each in engine.close_expired()] == [live.attempt_id]
    assert engine.resume().attempt_id == live.attempt_id


def test_the_clock_of_a_mock_runs_while_the_candidate_is_away(desk: Desk) -> None:
    live = desk.engine().start_mock()
    desk.clock.pass_time(100)
    answer(live, 0)
    live.suspend()
    desk.clock.pass_time(200)

    assert desk.engine().resume().remaining() == 20 * 60 - 300


def test_the_clock_of_a_drill_stops_while_the_candidate_is_away(desk: Desk) -> None:
    live = desk.engine().start_drill(request=DrillRequest(count=4))
    desk.clock.pass_time(100)
    answer(live, 0)
    crash(live)
    desk.clock.pass_time(5_000)

    resumed = desk.engine().resume()
    desk.clock.pass_time(11)
    assert resumed.elapsed() == 111


@pytest.mark.fault("R30")
def test_an_answer_at_the_limit_counts_and_one_after_it_ends_the_attempt(desk: Desk) -> None:
    live = desk.engine().start_mock()
    desk.clock.pass_time(20 * 60)
    live.choose(0, 1)
    desk.clock.pass_time(0.001)
    live.choose(0, 2)

    assert live.state.slots[0].response == Response((1,))
    assert live.state.finished == "time"
    assert live.state.elapsed == 20 * 60


def test_time_runs_out_even_when_nobody_types(desk: Desk) -> None:
    live = desk.engine().start_mock()
    desk.clock.pass_time(20 * 60 + 1)

    assert live.poll().finished == "time"


@pytest.mark.fault("R35")
def test_an_attempt_past_its_deadline_is_submitted_as_of_then(desk: Desk) -> None:
    live = desk.engine().start_mock()
    answer(live, 0)
    started = desk.clock.wall
    crash(live)
    desk.clock.pass_time(9_000)

    engine = desk.engine()
    assert engine.close_expired() == ()
    [row] = engine.attempts()
    assert (row.finished, row.reason, row.correct) == (started + 20 * 60, "time", 1)
    with pytest.raises(ExamkitError, match="no unfinished attempt"):
        engine.resume()


@pytest.mark.fault("R35")
def test_reading_submits_no_attempt(desk: Desk) -> None:
    engine = desk.engine()
    for _ in range(2):
        done = engine.start_mock()
        answer(done, 0)
        done.submit()
        desk.clock.pass_time(60)
    over = engine.start_mock()
    answer(over, 0)
    crash(over)
    desk.clock.pass_time(9_000)
    engine = desk.engine()
    before = engine._store.events(over.attempt_id)

    assert engine.past.report()[HeaderSection].attempt == done.attempt_id
    engine.past.load()
    engine.past.compare()
    with engine.search():
        pass
    engine.learner_state()
    with pytest.raises(ExamkitError, match=f"Attempt {over.attempt_id} ran out of time"):
        engine.past.report(over.attempt_id)
    assert [row.id for row in engine.expired()] == [over.attempt_id]
    assert engine._store.events(over.attempt_id) == before

    assert engine.close_expired() == ()
    assert engine.expired() == ()
    assert engine.past.report(over.attempt_id)[HeaderSection].reason == "time"


def test_submitting_twice_counts_once(desk: Desk) -> None:
    engine = desk.engine()
    live = engine.start_mock()
    live.submit()
    desk.clock.pass_time(5)
    live.submit()

    [row] = engine.attempts()
    assert row.finished == desk.clock.wall - 5


def test_nothing_can_be_changed_after_submitting(desk: Desk) -> None:
    live = desk.engine().start_mock()
    live.submit()

    assert live.choose(0, 1).slots[0].response == NO_RESPONSE


def test_a_second_program_names_who_has_the_attempt_open(desk: Desk) -> None:
    live = desk.engine().start_mock()

    with pytest.raises(AttemptLockedError):
        desk.engine().resume(live.attempt_id)


def test_choosing_an_eliminated_option_restores_it(desk: Desk) -> None:
    live = desk.engine().start_mock()
    live.eliminate(0, 2)
    live.choose(0, 2)

    state = live.state.slots[0]
    assert (state.response, state.eliminated) == (Response((2,)), frozenset())


def test_the_same_confidence_again_clears_it(desk: Desk) -> None:
    live = desk.engine().start_mock()

    assert live.rate(0, 3).slots[0].confidence == 3
    assert live.rate(0, 3).slots[0].confidence is None


def test_an_action_that_the_store_refuses_does_not_show(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = desk.engine()
    live = engine.start_mock()

    def full(*_: object) -> None:
        raise ConflictError("The attempt has gone on in another window.")

    monkeypatch.setattr(type(engine._store), "append", full)
    with pytest.raises(ConflictError):
        live.choose(0, 1)
    assert live.state.slots[0].response == NO_RESPONSE


def test_an_action_with_a_refused_part_does_nothing(desk: Desk) -> None:
    live = desk.engine().start_mock()

    with pytest.raises(ActionError):
        live.apply_actions(answered(0, 1), answered(0, 99))
    assert live.state.slots[0].response == NO_RESPONSE


def test_extra_time_is_added(desk: Desk) -> None:
    assert desk.engine().start_mock(extra_minutes=10).remaining() == 30 * 60


def test_a_short_mock_gets_its_share_of_the_time(desk: Desk) -> None:
    live = desk.engine().start_mock(questions=5)

    assert (len(live.form.slots), live.remaining()) == (5, 10 * 60)


@pytest.mark.parametrize(
    ("questions", "minutes", "limit"), [(10, None, 30), (5, None, 15), (5, 12, 17), (10, 12, 22)]
)
def test_a_short_mock_gets_its_share_of_the_extra_time(
    desk: Desk, questions: int, minutes: float | None, limit: float
) -> None:
    live = desk.engine().start_mock(questions=questions, minutes=minutes, extra_minutes=10)

    assert live.remaining() == limit * 60


@pytest.mark.fault("R31")
@pytest.mark.parametrize("step", [-400 * 86_400.0, -3_600.0, 3_600.0, 30 * 365 * 86_400.0])
@pytest.mark.parametrize("begin", ["start_mock", "start_drill"])
def test_a_clock_set_in_one_step_is_reported(desk: Desk, begin: str, step: float) -> None:
    engine = desk.engine()
    live = getattr(engine, begin)()
    answer(live, 0)
    desk.clock.pass_time(60)
    desk.clock.step_wall(step)
    answer(live, 1)
    assert live.state.clock_changed
    assert live.elapsed() == 60
    live.submit()
    assert engine.past.report(live.attempt_id)[HeaderSection].clock_changed


@pytest.mark.fault("R31")
def test_a_clock_set_just_before_the_end_is_reported(desk: Desk) -> None:
    engine = desk.engine()
    live = engine.start_mock()
    desk.clock.pass_time(60)
    desk.clock.step_wall(-3_600)
    live.submit()
    assert engine.past.report(live.attempt_id)[HeaderSection].clock_changed


def test_a_clock_that_drifts_is_not_reported(desk: Desk) -> None:
    engine = desk.engine()
    live = engine.start_mock()
    for slot in range(4):
        desk.clock.pass_time(60)
        desk.clock.step_wall(20)
        answer(live, slot)
    live.submit()
    assert not engine.past.report(live.attempt_id)[HeaderSection].clock_changed


@pytest.mark.parametrize("drill", [None, DrillRequest(domains=("secure",), count=5)])
def test_a_seed_gives_everyone_the_same_questions(desk: Desk, drill: DrillRequest | None) -> None:
    """Whatever they have seen, and although a drill otherwise spares the next mock's questions."""
    engine, forms = desk.engine(), list[list[str]]()
    for _ in range(2):
        live = engine.start_drill(None, drill, seed="s") if drill else engine.start_mock(seed="s")
        forms.append([slot.question.id for slot in live.form.slots])
        for slot in range(len(live.form.slots)):
            answer(live, slot)
        live.submit()

    assert forms[0] == forms[1]
    assert not any(slot.fresh for slot in live.form.slots)


def test_the_same_seed_gives_the_same_form(tmp_path: Path) -> None:
    forms = [Desk(tmp_path / name).engine().start_mock(seed="s").form for name in ("one", "two")]

    assert [s.question.id for s in forms[0].slots] == [s.question.id for s in forms[1].slots]
    assert [s.order for s in forms[0].slots] == [s.order for s in forms[1].slots]


def test_the_second_mock_takes_the_questions_that_were_not_seen(desk: Desk) -> None:
    engine = desk.engine()
    first = engine.start_mock()
    for slot in range(10):
        first.visit(slot)
    first.submit()
    desk.clock.pass_time(60)
    second = engine.start_mock()

    seen = {slot.question.id for slot in first.form.slots}
    assert not seen & {slot.question.id for slot in second.form.slots}
    assert all(slot.fresh for slot in second.form.slots)


def test_more_questions_than_the_bank_has_are_refused_in_words(desk: Desk) -> None:
    with pytest.raises(AssemblyError, match="24 of 60"):
        desk.engine().start_mock(questions=60)


def test_unknown_names_are_refused_with_those_that_are_known(desk: Desk) -> None:
    with pytest.raises(UsageError, match="Unknown domain 'secur'") as refused:
        desk.engine().start_drill(request=DrillRequest(domains=("secur",)))
    assert "secure" in refused.value.hint


def test_a_drill_asks_only_its_domain_and_reveals(desk: Desk) -> None:
    live = desk.engine().start_drill(request=DrillRequest(domains=("secure",), count=5))

    assert {slot.domain for slot in live.form.slots} == {"secure"}
    assert live.reveal(0).slots[0].revealed
    assert live.remaining() is None


@pytest.mark.fault("R31")
def test_time_is_correct_on_a_stepped_clock_and_the_step_is_reported(desk: Desk) -> None:
    live = desk.engine().start_mock()
    desk.clock.pass_time(60)
    crash(live)
    desk.clock.step_wall(-3_600)
    desk.clock.pass_time(60)

    engine = desk.engine()
    resumed = engine.resume()
    assert resumed.remaining() == 20 * 60 - 120
    resumed.submit()
    assert engine.past.report()[HeaderSection].clock_changed


def test_questions_asked_and_correct_are_counted_by_topic(desk: Desk) -> None:
    engine = desk.engine()
    live = engine.start_drill(request=DrillRequest(topics=("salt",), count=4))
    answer(live, 0)
    answer(live, 1, right=False)
    live.submit()

    assert engine.past.topic_totals() == {"salt": (2, 1)}


def test_an_attempt_is_found_by_the_start_of_its_id(desk: Desk) -> None:
    engine = desk.engine()
    live = engine.start_mock()
    live.submit()

    assert engine.past.load(live.attempt_id[:12]).row.id == live.attempt_id
    with pytest.raises(UsageError, match="No attempt ID starts"):
        engine.past.load("nonsense")


def test_the_clock_of_a_drill_stops_while_an_explanation_is_read(desk: Desk) -> None:
    live = desk.engine().start_drill()
    desk.clock.pass_time(30)
    live.reveal(0)
    desk.clock.pass_time(600)
    assert live.elapsed() == 30
    live.visit(1)
    desk.clock.pass_time(12)
    live.visit(0)
    desk.clock.pass_time(600)
    assert live.elapsed() == 42
    assert [slot.seconds for slot in live.state.slots[:2]] == [30, 12]
    answer(live, 2)
    live.submit()
    [first, second] = desk.engine()._store.answers("small-bank")[:2]
    assert (first.seconds, second.seconds) == (30, 12)


def test_asking_again_later_is_for_revealed_slots_of_drills(desk: Desk) -> None:
    engine = desk.engine()
    with pytest.raises(ActionError, match="don't repeat"):
        engine.start_mock().postpone(0)
    drill = engine.start_drill()
    with pytest.raises(ActionError, match="haven't seen the answer yet"):
        drill.postpone(0)
    drill.reveal(0)
    assert drill.postpone(0).slots[0].postponed
    assert not drill.postpone(0).slots[0].postponed


@pytest.mark.parametrize("then", ["answer", "tick", "leave"])
def test_a_move_that_is_not_saved_yet_is_saved_with_what_follows(desk: Desk, then: str) -> None:
    live = desk.engine().start_mock()
    answer(live, 0)
    live.visit(4, save=False)
    assert live.state.current == 4
    assert len(live.outbox.waiting) == 1
    actions = {"answer": lambda: answer(live, 4), "tick": live.poll, "leave": live.suspend}
    actions[then]()
    assert not live.outbox.waiting
    crash(live)
    assert desk.engine().resume().state.current == 4
