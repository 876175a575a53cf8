"""The dialog that starts a mock: one key starts it, and each choice is in the attempt."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from textual.widgets import Static

from examkit.bank.summary import ExamSummary
from examkit.config import Config
from examkit.tui.app import ExamkitApp
from examkit.tui.mock_request import MockRequest, current_exams
from examkit.tui.screens.attempt import AttemptScreen
from tests.banks import write_bank
from tests.screens import CONFIRM, press, ready, shown
from tests.services import Desk

TODAY = date(2026, 12, 1)


def summary(name: str, until: date | None = None) -> ExamSummary:
    return ExamSummary(name, name, None, until, 65, 130, 15, {})


@pytest.mark.parametrize(
    ("request_", "minutes", "count"),
    [
        (MockRequest(summary("a"), 65), 130, None),
        (MockRequest(summary("a"), 40), 80, 40),
        (MockRequest(summary("a"), 20, 30), 49, 20),
        (MockRequest(summary("a"), 65, 30), 160, None),
    ],
)
def test_shorter_mocks_have_less_time(
    request_: MockRequest, minutes: int, count: int | None
) -> None:
    assert (request_.minutes, request_.requested) == (minutes, count)


def test_exams_that_ended_are_not_offered_unless_chosen() -> None:
    exams = [summary("new"), summary("last", TODAY), summary("old", date(2026, 11, 30))]
    assert [exam.id for exam in current_exams(exams, "new", TODAY)] == ["new", "last"]
    assert [exam.id for exam in current_exams(exams, "old", TODAY)] == ["new", "last", "old"]
    assert [exam.id for exam in current_exams(exams[2:], "gone", TODAY)] == ["old"]


@pytest.mark.parametrize(
    ("keys", "questions", "limit"),
    [
        ([], 50, 100),
        (["down", "right"], 50, 130),
        (["down", "left"], 50, None),
        (["right"], 40, 80),
        (["left"], 20, 40),
        (["left", "down", "right"], 20, 52),
        (["up", "right", "right"], 50, 100),
        (["right", "tab", "right", "tab"], 40, 104),
    ],
)
async def test_the_mock_is_as_chosen(
    tmp_path: Path, keys: list[str], questions: int, limit: int | None
) -> None:
    write_bank(tmp_path / "bank", each=30, questions=50, unscored=0, minutes=100)
    app = ExamkitApp(Desk(tmp_path).engine(), Config())
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(app)
        await press(pilot, ["m", *keys, "enter", "enter"])
        await ready(app)
        assert isinstance(app.screen, AttemptScreen)
        form = app.screen.attempt.form
        assert len(form.slots) == questions
        assert form.limit == (limit * 60 if limit is not None else None)


async def test_extra_time_in_the_settings_is_the_default(tmp_path: Path) -> None:
    app = ExamkitApp(Desk(tmp_path).engine(), Config(extra_minutes=7))
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(app)
        assert "27 minutes, extended (+7)" in await press(pilot, ["m"])
        assert app.focused
        assert app.focused.name == "questions"


async def test_a_shorter_mock_shows_its_share_of_the_extra_time(tmp_path: Path) -> None:
    write_bank(tmp_path / "bank", each=30, questions=50, unscored=0, minutes=100)
    app = ExamkitApp(Desk(tmp_path).engine(), Config(extra_minutes=30))
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(app)
        assert "130 minutes, extended (+30)" in await press(pilot, ["m"])
        assert "52 minutes, extended (+12)" in await press(pilot, ["left"])


@pytest.mark.parametrize(
    "keys", [["down", "down", "right", "enter"], ["escape"], ["up", "up", "left", "enter"]]
)
async def test_nothing_starts_if_canceled(tmp_path: Path, keys: list[str]) -> None:
    app = ExamkitApp(Desk(tmp_path).engine(), Config())
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(app)
        assert "Start exam" in await press(pilot, ["m"])
        assert "Start exam" not in await press(pilot, keys)
        assert not isinstance(app.screen, AttemptScreen)


async def test_the_keys_say_what_enter_does(tmp_path: Path) -> None:
    app = ExamkitApp(Desk(tmp_path).engine(), Config())
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(app)
        for keys, label in ((["m"], "start"), (["down", "down"], "start"), (["right"], "cancel")):
            await press(pilot, keys)
            assert f"enter {label} " in str(app.screen.query_one("#keys", Static).render())


async def test_a_click_changes_a_row_that_has_the_focus(tmp_path: Path) -> None:
    app = ExamkitApp(Desk(tmp_path).engine(), Config())
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(app)
        await press(pilot, ["m", "down"])
        await pilot.click(app.focused)
        await pilot.pause()
        assert "50 minutes, extended (+30)" in shown(app)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (160, 50)])
async def test_nothing_is_cut_off(tmp_path: Path, size: tuple[int, int]) -> None:
    write_bank(tmp_path / "bank", unscored=2)
    app = ExamkitApp(Desk(tmp_path).engine(), Config())
    async with app.run_test(size=size) as pilot:
        await ready(app)
        for keys in (["m"], ["down", "left"]):
            text = await press(pilot, keys)
            for part in ("unscored", "Answers are shown", "Start exam", "esc cancel"):
                assert part in text
        assert "untimed" in text


async def test_an_untimed_mock_has_no_clock_and_its_report_says_so(tmp_path: Path) -> None:
    app = ExamkitApp(Desk(tmp_path).engine(), Config())
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(app)
        text = await press(pilot, ["m", "down", "left", "enter", "enter"])
        assert "Untimed mock exam" in text
        assert "0:" not in text.splitlines()[0]
        text = await press(pilot, ["a", "ctrl+q"])
        assert "clock" not in text
        await press(pilot, ["escape", "tab", "ctrl+s", *CONFIRM])
        await ready(app)
        assert "Untimed mock exam" in shown(app)
