"""Attempts that vanish without answers, and the notes and bookmarks of a candidate."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from examkit.attempts.live_attempt import LiveAttempt
from examkit.attempts.personal import PersonalData
from examkit.attempts.service import AttemptService
from examkit.drills.request import DrillRequest
from examkit.errors import AttemptLockedError, StoreError, UsageError
from examkit.store.annotations import MAX_NOTE
from examkit.store.sqlite.store import open_unsaved
from tests.services import Desk, answer

QUESTION = "bread-1"
Act = Callable[[LiveAttempt], object]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def start(service: AttemptService, mode: str) -> LiveAttempt:
    if mode == "mock":
        return service.start_mock()
    return service.start_drill(request=DrillRequest(count=3))


def look_around(live: LiveAttempt) -> None:
    live.visit(1)
    live.flag(1)
    live.eliminate(1, 0)


def clear_the_answer(live: LiveAttempt) -> None:
    live.choose(0, 1)
    live.choose(0, 1)


@pytest.mark.parametrize("mode", ["mock", "drill"])
@pytest.mark.parametrize("act", [lambda _: None, look_around, clear_the_answer])
def test_an_attempt_left_without_an_answer_is_gone(desk: Desk, mode: str, act: Act) -> None:
    service = desk.engine()
    live = start(service, mode)
    act(live)
    live.suspend()
    assert live.discarded
    assert not service.attempts()
    assert not service.close_expired()
    with pytest.raises(UsageError):
        service.personal.find(live.attempt_id)


def test_of_a_vanished_mock_only_the_questions_on_screen_count_as_seen(desk: Desk) -> None:
    service = desk.engine()
    live = service.start_mock()
    live.visit(2)
    live.suspend()
    on_screen = {live.form.slots[number].question.id for number in (0, 2)}
    assert set(service.learner_state().exposures) == on_screen
    fresh = service.start_mock(questions=3).form.slots
    assert on_screen.isdisjoint(slot.question.id for slot in fresh)


@pytest.mark.parametrize(
    ("mode", "act"),
    [
        ("mock", lambda live: live.choose(0, 1)),
        ("drill", lambda live: live.choose(0, 1)),
        ("drill", lambda live: live.reveal(0)),
    ],
)
def test_an_attempt_with_an_answer_stays(desk: Desk, mode: str, act: Act) -> None:
    service = desk.engine()
    live = start(service, mode)
    act(live)
    live.suspend()
    assert not live.discarded
    assert service.resume().attempt_id == live.attempt_id


def test_after_a_crash_an_attempt_without_answers_can_be_resumed_until_its_time_is_up(
    desk: Desk,
) -> None:
    service = desk.engine()
    live = service.start_mock()
    live.release()
    assert [each.row.id for each in service.close_expired()] == [live.attempt_id]
    desk.clock.pass_time(20 * 60)
    assert service.close_expired() == ()
    assert service.attempts() == ()
    assert len(service.learner_state().exposures) == 1


@pytest.mark.parametrize("mode", ["mock", "drill"])
def test_what_an_older_version_left_without_an_answer_is_gone(
    desk: Desk, mode: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = desk.engine()
    live = start(service, mode)
    with monkeypatch.context() as patch:
        patch.setattr("examkit.store.durability.outbox.Outbox.discard", lambda _: False)
        live.suspend()
    assert len(service.attempts()) == 1
    assert service.close_expired() == ()
    assert service.attempts() == ()


def test_nothing_is_taken_that_cannot_be_saved(desk: Desk) -> None:
    service = desk.engine()
    live = service.start_mock()
    live.submit()
    personal = PersonalData(open_unsaved(desk.folder / "data", StoreError("Full.", "Make room.")))
    row = personal.find(live.attempt_id)
    for act in (
        lambda: personal.discard(row),
        lambda: personal.write_note("small-bank", QUESTION, "text"),
        lambda: personal.toggle_bookmark("small-bank", QUESTION),
    ):
        with pytest.raises(StoreError, match="can't be saved right now"):
            act()


def test_an_attempt_that_cannot_be_discarded_stays(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = desk.engine()
    live = service.start_mock()

    def refuse(*_: object, **__: object) -> None:
        raise StoreError("The disk is full.", "")

    with monkeypatch.context() as patch:
        patch.setattr("examkit.store.sqlite.store.SqliteStore.discard", refuse)
        live.suspend()
    assert not live.discarded
    assert service.resume().attempt_id == live.attempt_id


def test_an_open_attempt_is_discarded_only_once_it_is_left(desk: Desk) -> None:
    service = desk.engine()
    live = service.start_mock()
    answer(live, 0)
    row = service.personal.find(live.attempt_id)
    with pytest.raises(AttemptLockedError):
        service.personal.discard(row)
    live.suspend()
    service.personal.discard(row)
    assert service.attempts() == ()
    service.personal.restore(service.personal.discarded()[0])
    assert service.resume().state.slots[0].answered


@pytest.mark.parametrize(
    ("incomplete", "state"),
    [(0, "1 of 10 answered"), (1, "1 of 10 answered, 1 incomplete")],
)
def test_only_complete_answers_are_called_answered(desk: Desk, incomplete: int, state: str) -> None:
    service = desk.engine()
    live = service.start_mock()
    questions = [slot.question for slot in live.form.slots]
    answer(live, next(i for i, each in enumerate(questions) if len(each.keys) == 1))
    two = [i for i, each in enumerate(questions) if len(each.keys) == 2]
    for slot in two[:incomplete]:
        live.visit(slot)
        live.choose(slot, 0)
    live.suspend()
    text, *_ = service.personal.describe_discard(service.personal.find(live.attempt_id), {})
    assert text == f"Mock exam (EXAM-1), unfinished, {state}."


def test_a_note_is_clean_text_of_limited_length(desk: Desk) -> None:
    personal = desk.engine().personal
    personal.write_note("small-bank", QUESTION, "  Mind\r\nthe \x1b[31msalt \n")
    assert personal.note("small-bank", QUESTION) == "Mind\nthe \u241b[31msalt"
    with pytest.raises(UsageError, match="2,000 characters"):
        personal.write_note("small-bank", QUESTION, "x" * (MAX_NOTE + 1))
    personal.write_note("small-bank", QUESTION, " ")
    assert personal.notes("small-bank") == {}


def test_a_bookmark_is_toggled(desk: Desk) -> None:
    personal = desk.engine().personal
    assert personal.toggle_bookmark("small-bank", QUESTION)
    assert set(personal.bookmarks("small-bank")) == {QUESTION}
    assert not personal.toggle_bookmark("small-bank", QUESTION)
    assert set(personal.bookmarks("small-bank")) == set()
