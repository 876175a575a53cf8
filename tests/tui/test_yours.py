"""What the candidate adds on screen: discarded attempts, notes, and bookmarks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual.events import Paste
from textual.pilot import Pilot
from textual.widgets import TextArea

from examkit.config import Config
from examkit.drills.request import DrillRequest
from examkit.errors import StoreError
from examkit.store.annotations import MAX_NOTE
from examkit.tui.app import ExamkitApp
from examkit.tui.note_dialog import NoteDialog
from examkit.tui.screens.attempt import AttemptScreen
from tests.screens import CONFIRM, open_row, press, ready, shown
from tests.services import Desk, answer

SIZE = (80, 24)
BANK = "small-bank"
SAVE = "ctrl+s"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def take_mock(desk: Desk, answers: int, *, submit: bool = True) -> str:
    live = desk.engine().start_mock()
    for slot in range(answers):
        answer(live, slot)
    if submit:
        live.submit()
        live.release()
    else:
        live.suspend()
    return live.attempt_id


def mock_app(desk: Desk) -> ExamkitApp:
    engine = desk.engine()
    return ExamkitApp(engine, Config(), start=lambda a: a.open_attempt(engine.start_mock))


def drill_app(desk: Desk, *names: str) -> ExamkitApp:
    engine = desk.engine()
    request = DrillRequest(count=3)
    return ExamkitApp(
        engine, Config(), start=lambda a: a.open_attempt(lambda: engine.start_drill(None, request))
    )


async def write(pilot: Pilot[int], text: str) -> str:
    """Replace the note on screen by a text, and save it."""
    await press(pilot, ["N"])
    assert isinstance(pilot.app.screen, NoteDialog)
    pilot.app.screen.query_one(TextArea).clear()
    await pilot.press(*text)
    return await press(pilot, [SAVE])


async def test_an_attempt_is_discarded_in_the_history(desk: Desk) -> None:
    first, second = take_mock(desk, 3), take_mock(desk, 4, submit=False)
    engine = desk.engine()
    app = ExamkitApp(engine, Config())
    async with app.run_test(size=SIZE) as pilot:
        await ready(app)
        screen = await press(pilot, ["h", "delete"])
        assert "Discard this attempt?" in screen
        assert "Mock exam (EXAM-1), unfinished, 4 of 10 answered." in screen
        await press(pilot, ["escape"])
        assert [row.id for row in engine.attempts()] == [second, first]
        await press(pilot, ["backspace", *CONFIRM])
        assert [row.id for row in engine.attempts()] == [first]
        screen = await press(pilot, ["delete"])
        assert "3 of 10 correct." in screen
        screen = await press(pilot, CONFIRM)
        assert "will be listed here" in screen
        screen = await press(pilot, ["down"])
        assert screen.splitlines()[-1].split() == ["esc", "back", "?", "help"], "no row to open"
        assert engine.attempts() == ()


async def test_an_unfinished_attempt_is_discarded_on_home(desk: Desk) -> None:
    take_mock(desk, 4, submit=False)
    engine = desk.engine()
    app = ExamkitApp(engine, Config())
    async with app.run_test(size=SIZE) as pilot:
        await ready(app)
        await press(pilot, ["down", "delete"])
        assert "Discard this attempt?" not in shown(app), "the cursor is on another line"
        screen = await press(pilot, ["up", "delete", *CONFIRM])
        await ready(app)
        assert "Resume" not in screen
        assert engine.attempts() == ()


async def test_a_mock_without_an_answer_vanishes_when_it_is_left(desk: Desk) -> None:
    app = mock_app(desk)
    async with app.run_test(size=SIZE) as pilot:
        await ready(app)
        screen = await press(pilot, ["right", "escape"])
        assert "No answers yet, so this attempt will be discarded." in screen
        await press(pilot, ["enter"])
        await ready(app)
        assert app.context.service.attempts() == ()
        assert "Resume" not in shown(app)
        assert len(app.context.service.learner_state().exposures) == 2


async def test_a_note_is_written_changed_and_deleted_after_the_answer(desk: Desk) -> None:
    app = drill_app(desk)
    async with app.run_test(size=SIZE) as pilot:
        await ready(app)
        await press(pilot, ["N"])
        assert isinstance(app.screen, AttemptScreen), "the answer is not on screen yet"
        await press(pilot, ["a", "s"])
        await write(pilot, "Mind the [b]salt[/b]")
        screen = shown(app)
        assert "Your note" in screen
        assert "Mind the [b]salt[/b]" in screen
        await press(pilot, ["N"])
        assert app.screen.query_one(TextArea).text == "Mind the [b]salt[/b]"
        await press(pilot, ["!", "escape"])
        assert "salt[/b]!" not in shown(app)
        assert "Your note" not in await write(pilot, "")


async def test_a_note_that_cannot_be_saved_stays_in_the_dialog(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise StoreError("The disk is full.", "Make room.")

    app = drill_app(desk)
    async with app.run_test(size=SIZE) as pilot:
        await ready(app)
        await press(pilot, ["a", "s"])
        with monkeypatch.context() as patch:
            patch.setattr("examkit.store.sqlite.store.SqliteStore.annotate", refuse)
            await write(pilot, "Mind the salt")
            assert app.screen.query_one(TextArea).text == "Mind the salt"
        await press(pilot, [SAVE])
        assert isinstance(app.screen, AttemptScreen)
        assert "Mind the salt" in shown(app)


async def test_a_note_has_a_limit(desk: Desk) -> None:
    app = drill_app(desk)
    async with app.run_test(size=SIZE) as pilot:
        await ready(app)
        await press(pilot, ["a", "s", "N"])
        box = app.screen.query_one(TextArea)
        for _ in range(3):
            app.post_message(Paste("x" * 999 + "\n"))
            await pilot.pause()
        await pilot.press("y")
        assert len(box.text) == MAX_NOTE
        await pilot.press("backspace", "backspace", "z", "z", "z")
        assert (len(box.text), box.text[-2:]) == (MAX_NOTE, "zz")
        await press(pilot, [SAVE])
        assert isinstance(app.screen, AttemptScreen)


async def test_a_bookmark_shows_in_the_status_and_is_drilled(desk: Desk) -> None:
    app = drill_app(desk)
    async with app.run_test(size=SIZE) as pilot:
        await ready(app)
        assert "bookmarked" in await press(pilot, ["B"])
        assert isinstance(app.screen, AttemptScreen)
        question = app.screen.slot.question.id
        assert "bookmarked" not in await press(pilot, ["right"])
        await press(pilot, ["escape", "enter"])
        await ready(app)
        screen = await press(pilot, ["d"])
        assert re.search(r"Bookmarked +Questions you saved +1 ", screen)
        await open_row(pilot, ":bookmarked")
        assert isinstance(app.screen, AttemptScreen)
        assert [slot.question.id for slot in app.screen.attempt.form.slots] == [question]


async def test_in_a_mock_neither_key_does_anything(desk: Desk) -> None:
    app = mock_app(desk)
    async with app.run_test(size=SIZE) as pilot:
        await ready(app)
        assert "bookmarked" not in await press(pilot, ["B", "N"])
        assert isinstance(app.screen, AttemptScreen)
        assert set(app.context.service.personal.bookmarks(BANK)) == set()


async def test_the_review_shows_notes_and_filters_bookmarks(desk: Desk) -> None:
    attempt = take_mock(desk, 3)
    app = ExamkitApp(desk.engine(), Config())
    async with app.run_test(size=(100, 50)) as pilot:
        await ready(app)
        app.router.show_review(attempt, "all")
        await pilot.pause()
        screen = await press(pilot, ["right", "B"])
        assert "Question 2 of 10" in screen
        assert "6 Bookmarked 1" in screen
        assert "Mind the salt" in await write(pilot, "Mind the salt")
        await press(pilot, ["right", "6"])
        assert "Question 2 of 10" in shown(app)
        assert "Mind the salt" in shown(app)
        assert "No bookmarked questions." in await press(pilot, ["B"])
        assert "Mind the salt" in await press(pilot, ["1", "right"])


async def test_a_note_outlives_its_question(desk: Desk) -> None:
    engine = desk.engine()
    engine.personal.write_note(BANK, "removed", "an autumn levain")
    app = ExamkitApp(engine, Config())
    async with app.run_test(size=SIZE) as pilot:
        await ready(app)
        screen = await press(pilot, ["slash", *"autumn", "enter"])
        assert "an autumn levain" in screen
        assert "Question removed is no longer in the question bank." in screen


async def test_a_question_from_the_search_gets_both_and_its_note_is_found(desk: Desk) -> None:
    take_mock(desk, 3)
    app = ExamkitApp(desk.engine(), Config())
    async with app.run_test(size=(100, 50)) as pilot:
        await ready(app)
        await press(pilot, ["slash", *"autumn"])
        assert "Your note  " not in shown(app)
        question = min(app.context.service.learner_state().exposures)
        app.router.show_question(question)
        await pilot.pause()
        assert "bookmarked" in await press(pilot, ["B"])
        assert "an autumn levain" in await write(pilot, "an autumn levain")
        await press(pilot, ["escape", "escape", "slash", *"autumn"])
        assert "Your note  " in shown(app)
        screen = await press(pilot, ["enter"])
        assert question in screen
        assert "an autumn levain" in screen
