"""The report on screen: its views, its file, and a problem reported from the review."""

from __future__ import annotations

from pathlib import Path

import pytest

from examkit.config import Config
from examkit.report.sections.next_steps import NextStepsSection
from examkit.tui.app import ExamkitApp
from examkit.tui.keymap import REPORT_KEYS
from examkit.tui.screens.report import ReportScreen
from tests.banks import write_bank
from tests.screens import press
from tests.services import Desk, answer

SIZE = (80, 24)


@pytest.fixture
def app(tmp_path: Path) -> ExamkitApp:
    write_bank(tmp_path / "bank", each=40, questions=24, minutes=60, unscored=4)
    desk = Desk(tmp_path)
    for right in (12, 20):
        mock = desk.engine().start_mock()
        for slot in range(24):
            mock.visit(slot)
            desk.clock.pass_time(60)
            answer(mock, slot, right=slot < right)
            mock.rate(slot, 3)
        mock.submit()
        desk.clock.pass_time(86_400)
    engine = desk.engine()
    made = ExamkitApp(engine, Config(), start=lambda a: a.show_report(engine.attempts()[0].id))
    made.context.data_folder = tmp_path / "data"
    return made


@pytest.mark.parametrize(
    ("key", "title"),
    [
        ("1", "TREND"),
        ("2", "TIME"),
        ("3", "CONFIDENCE"),
        ("6", "TOPICS SO FAR"),
        ("7", "HOW THIS IS CALCULATED"),
    ],
)
async def test_a_key_goes_to_each_view(app: ExamkitApp, key: str, title: str) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        lines = [line.strip() for line in (await press(pilot, [key])).splitlines()]
        assert title in lines


async def test_each_next_step_shows_a_key_that_does_it(app: ExamkitApp) -> None:
    commands = {key: command.id for command in REPORT_KEYS for key in command.keys.split(",")}
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, ReportScreen)
        steps = app.screen.report[NextStepsSection].next
        assert {step.kind: commands[step.key] for step in steps} == {
            "drill": "drill",
            "notes": "notes",
            "sure-but-wrong": "review('sure but missed')",
        }
        assert "Review: sure but missed" in await press(pilot, ["z"])


async def test_a_view_without_content_says_so(app: ExamkitApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await press(pilot, ["4"])
        assert "Nothing to show yet" in next(toast.message for toast in app._notifications)


async def test_the_report_is_saved_as_html(app: ExamkitApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await press(pilot, ["e"])
    [file] = (app.context.data_folder / "reports").iterdir()
    assert file.read_text().startswith("<!doctype html>")


async def test_a_doubt_is_written_from_the_review(app: ExamkitApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        screen = await press(pilot, ["w", "R"])
        assert "What's wrong with this question?" in screen
        await press(pilot, [*"unclear", "enter"])
    [file] = (app.context.data_folder / "doubts").iterdir()
    assert "unclear" in file.read_text()


async def test_a_mock_is_compared_from_the_list_of_attempts(app: ExamkitApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await press(pilot, ["escape"])
        screen = await press(pilot, ["h"])
        assert "24 new" in screen or "all new" in screen
        screen = await press(pilot, ["c"])
        assert "Compare mocks" in screen
        assert "before" in screen
        assert "two mocks)." in screen or "Chance alone" in screen
        await press(pilot, ["escape", "down", "c"])
        assert "no mock before" in next(toast.message for toast in app._notifications)


async def test_a_mock_of_an_exam_that_the_bank_has_no_longer_is_refused(app: ExamkitApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        app.router.prompt_mock("gone")
        await pilot.pause()
        assert "gone" in next(toast.message for toast in app._notifications)
