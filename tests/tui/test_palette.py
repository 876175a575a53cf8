"""The command palette: it lists what works now, and nothing that only moves the cursor."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from examkit.bank.file_writer import write_template
from examkit.config import Config
from examkit.tui.app import ExamkitApp
from tests.screens import CONFIRM, press, ready
from tests.services import Desk


def listed(app: ExamkitApp) -> list[str]:
    return [command.title for command in app.get_system_commands(app.screen)]


async def open_home(pilot: Pilot[int]) -> ExamkitApp:
    assert isinstance(pilot.app, ExamkitApp)
    await ready(pilot.app)
    return pilot.app


async def test_home_offers_to_resume_only_if_something_is_unfinished(tmp_path: Path) -> None:
    async with ExamkitApp(Desk(tmp_path).engine(), Config()).run_test(size=(80, 24)) as pilot:
        app = await open_home(pilot)
        assert listed(app) == [
            "Mock exam", "Drills", "History", "Bank", "Search", "Settings", "Help", "Quit", "Leave",
            "Theme",
        ]  # fmt: skip
        await press(pilot, ["m", "enter", "enter"])
        await ready(app)
        await press(pilot, ["a", "ctrl+q", *CONFIRM])
        await ready(app)
        assert listed(app)[:2] == ["Resume", "Discard"]


async def test_a_bank_with_errors_offers_only_what_works_without_it(tmp_path: Path) -> None:
    write_template(tmp_path / "bank")
    (tmp_path / "bank" / "bank.toml").write_text("format = 1\n")
    async with ExamkitApp(Desk(tmp_path).engine(), Config()).run_test(size=(80, 24)) as pilot:
        app = await open_home(pilot)
        assert listed(app) == ["History", "Settings", "Help", "Quit", "Leave", "Theme"]


async def test_a_mock_offers_neither_settings_nor_answers(tmp_path: Path) -> None:
    async with ExamkitApp(Desk(tmp_path).engine(), Config()).run_test(size=(80, 24)) as pilot:
        app = await open_home(pilot)
        await press(pilot, ["m", "enter", "enter"])
        await ready(app)
        assert {"Settings", "Show answer", "Search"}.isdisjoint(listed(app))
        assert {"Flag", "Navigator", "Clock"} <= set(listed(app))


async def test_a_drill_offers_the_settings_before_and_after_the_answer(tmp_path: Path) -> None:
    async with ExamkitApp(Desk(tmp_path).engine(), Config()).run_test(size=(80, 24)) as pilot:
        app = await open_home(pilot)
        await press(pilot, ["enter", "enter"])
        await ready(app)
        assert {"Settings", "Show answer"} <= set(listed(app))
        await press(pilot, ["s"])
        assert "Settings" in listed(app)
        assert "Show answer" not in listed(app)


async def test_no_command_is_listed_twice(tmp_path: Path) -> None:
    async with ExamkitApp(Desk(tmp_path).engine(), Config()).run_test(size=(80, 24)) as pilot:
        app = await open_home(pilot)
        for keys in ([], ["h"], ["escape", "b"], ["escape", "comma"]):
            await press(pilot, keys)
            assert len(listed(app)) == len(set(listed(app)))
            assert "Theme" in listed(app)
