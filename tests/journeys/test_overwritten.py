"""What is said about saving, where the file of attempts is overwritten during a mock."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from examkit.attempts.live_attempt import LiveAttempt
from examkit.attempts.personal import PersonalData
from examkit.cli.plain.dialogue import Dialogue
from examkit.config import Config
from examkit.exam.events import Answered
from examkit.exam.explanation import Explanation
from examkit.store.sqlite.store import open_store
from examkit.tui.app import ExamkitApp
from tests.screens import CONFIRM, shown
from tests.services import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def file(desk: Desk) -> Path:
    """Return the file of a store that has no attempt yet."""
    desk.engine().close()
    return desk.folder / "data" / "attempts.db"


def stored(desk: Desk) -> int:
    """Count the answers in the file; each is to a question of its own."""
    with open_store(desk.folder / "data") as store:
        [row] = store.unfinished()
        return sum(isinstance(event.body, Answered) for event in store.events(row.id))


@pytest.mark.fault("R71")
async def test_on_the_screen_an_older_copy_costs_nothing(desk: Desk, file: Path) -> None:
    older = file.read_bytes()
    engine = desk.engine()
    app = ExamkitApp(
        engine, Config(), start=lambda a: a.open_attempt(lambda: engine.start_mock(seed="s"))
    )
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("a", "n", "b")
        file.write_bytes(older)
        await pilot.press("n", "a")
        await pilot.pause()
        assert "◉ A" in shown(app)
        assert "NOT SAVED" not in shown(app)
        file.write_bytes(older)
        await pilot.press("escape")
        await pilot.pause()
        assert "Your answers are saved." in shown(app)
        await pilot.press(*CONFIRM)
        await pilot.pause()
    assert stored(desk) == 3


@pytest.mark.fault("R71")
async def test_on_screen_a_cut_file_is_reported_when_leaving(desk: Desk, file: Path) -> None:
    older = file.read_bytes()
    engine = desk.engine()
    app = ExamkitApp(
        engine, Config(), start=lambda a: a.open_attempt(lambda: engine.start_mock(seed="s"))
    )
    async with app.run_test(notifications=True, size=(120, 40)) as pilot:
        await pilot.press("a")
        file.write_bytes(older[:5000])
        await pilot.press("escape")
        await pilot.pause()
        text = " ".join(shown(app).replace("│", " ").split())
        assert "NOT SAVED" in text
        assert "Your answers are saved." not in text
        assert "newest backup from the backups/kept subfolder" in text
        assert "Resume from Home" not in text


def no_explanation(*_: object) -> Explanation:
    raise AssertionError("a mock explains nothing")


def talk(live: LiveAttempt, *lines: str) -> str:
    output = io.StringIO()
    source = io.StringIO("".join(f"{line}\n" for line in lines))
    personal = PersonalData(live.outbox._store)
    Dialogue(live, source=source, output=output, explain=no_explanation, personal=personal).run()
    return output.getvalue()


@pytest.mark.fault("R71")
def test_in_plain_mode_the_attempt_is_saved_to_an_older_copy(desk: Desk, file: Path) -> None:
    older = file.read_bytes()
    live = desk.engine().start_mock(seed="s")
    file.write_bytes(older)
    output = talk(live, "a", "n", "quit")
    assert "This attempt has been saved again." in output
    assert "Saved: A." in output
    assert "Saved. Resume with:" in output
    assert stored(desk) == 1


@pytest.mark.fault("R71")
def test_in_plain_mode_nothing_unsaved_is_called_saved(desk: Desk, file: Path) -> None:
    live = desk.engine().start_mock(seed="s")
    file.write_bytes(b"")
    output = talk(live, "a", "quit")
    assert "Noted: A." in output
    assert "NOT SAVED." in output
    assert "Unsaved answers are lost." in output
    assert "Saved. Resume" not in output
