"""The screen everything starts from."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from examkit.bank.new import write_skeleton
from examkit.bank.summary import ExamSummary
from examkit.config import Config, read_config
from examkit.tui.app import ExamkitApp
from examkit.tui.screens.home import validity
from tests.engines import Desk
from tests.screens import ready, shown

DECEMBER, NOVEMBER = date(2026, 12, 1), date(2026, 11, 30)


@pytest.mark.parametrize(
    ("since", "until", "today", "told"),
    [
        (DECEMBER, None, date(2026, 11, 23), ", from 1 December 2026"),
        (DECEMBER, None, DECEMBER, ""),
        (None, NOVEMBER, date(2026, 11, 23), ", until 30 November 2026"),
        (DECEMBER, date(2029, 11, 30), date(2027, 1, 1), ", until 30 November 2029"),
        (None, None, DECEMBER, ""),
    ],
)
def test_says_when_an_exam_is_held(
    since: date | None, until: date | None, today: date, told: str
) -> None:
    assert validity(ExamSummary("x", "X", since, until, 65, 130, 15, {}), today) == told


@pytest.mark.parametrize("text", ['exam_date = "2027-01-31"', "exam_date = 2027-01-31"])
def test_an_exam_date_may_be_text_or_a_date(tmp_path: Path, text: str) -> None:
    (tmp_path / "config.toml").write_text(text)
    assert read_config(tmp_path).exam_day == date(2027, 1, 31)


async def test_one_note_is_told_in_the_singular(tmp_path: Path) -> None:
    write_skeleton(tmp_path / "bank")
    engine = Desk(tmp_path).engine()
    assert engine.bank.info.notes == 1
    app = ExamkitApp(engine, Config())
    async with app.run_test(size=(80, 24)):
        await ready(app)
        assert "3 questions, 1 note to read" in shown(app)


async def test_shows_the_plan_until_the_exam(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    day = desk.engine().today() + timedelta(days=20)
    app = ExamkitApp(desk.engine(exam_day=day), Config())
    async with app.run_test(size=(80, 24)):
        await ready(app)
        assert "20 days to the exam." in shown(app)
        assert "A first mock shows where you stand." in " ".join(shown(app).split())


async def test_offers_to_go_on_only_where_there_is_something(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    app = ExamkitApp(desk.engine(), Config())
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(app)
        assert "r go on" not in shown(app)
        assert "m mock exam" in shown(app)
        await pilot.press("m", "y", "a", "ctrl+q", "y")
        await pilot.pause()
        assert "r go on" in shown(app)


@pytest.mark.parametrize("keys", [("t", "enter"), ("m", "enter")])
async def test_two_keys_lead_to_the_first_question(tmp_path: Path, keys: tuple[str, str]) -> None:
    app = ExamkitApp(Desk(tmp_path).engine(), Config())
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(app)
        await pilot.press(*keys)
        await pilot.pause()
        assert "question 1 of" in shown(app)


async def test_a_theme_that_does_not_exist_is_told(tmp_path: Path) -> None:
    app = ExamkitApp(Desk(tmp_path).engine(), Config(theme="nrod"))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await ready(app)
        await pilot.pause()
        assert "There is no theme 'nrod'." in shown(app)
        assert app.is_running
