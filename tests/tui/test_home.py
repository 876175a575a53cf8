"""The screen everything starts from."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from examkit.bank.replacement import write_template
from examkit.bank.summary import ExamSummary
from examkit.config import Config, read_config
from examkit.drills.learner_state import Preferences
from examkit.drills.request import DrillRequest
from examkit.tui.app import ExamkitApp
from examkit.tui.home_menu import validity
from examkit.tui.stylesheets import SCREENS
from tests.banks import write_bank
from tests.screens import CONFIRM, press, ready, shown
from tests.services import Desk

DECEMBER, NOVEMBER = date(2026, 12, 1), date(2026, 11, 30)


@pytest.mark.parametrize(
    ("since", "until", "today", "told"),
    [
        (DECEMBER, None, date(2026, 11, 23), ", from December 1, 2026"),
        (DECEMBER, None, DECEMBER, ""),
        (None, NOVEMBER, date(2026, 11, 23), ", until November 30, 2026"),
        (DECEMBER, date(2029, 11, 30), date(2027, 1, 1), ", until November 30, 2029"),
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
    assert read_config(tmp_path).parsed_exam_date == date(2027, 1, 31)


async def test_one_note_is_written_in_the_singular(tmp_path: Path) -> None:
    write_template(tmp_path / "bank")
    engine = Desk(tmp_path).engine()
    assert engine.bank.info.notes == 1
    app = ExamkitApp(engine, Config())
    async with app.run_test(size=(80, 24)):
        await ready(app)
        assert "3 questions, 1 note" in shown(app)


async def test_shows_the_plan_until_the_exam(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    day = desk.engine().today() + timedelta(days=20)
    app = ExamkitApp(desk.engine(exam_day=day), Config())
    async with app.run_test(size=(80, 24)):
        await ready(app)
        assert "20 days to the exam." in shown(app)
        assert "Take a first mock to see where you stand." in " ".join(shown(app).split())


async def test_the_plan_and_the_menus_promise_what_the_drill_asks(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    day = desk.engine().today() + timedelta(days=1)
    app = ExamkitApp(desk.engine(exam_day=day), Config())
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(app)
        assert "Today: 14 new questions." in shown(app)
        assert "Today's drill             14 questions, about" in shown(app)
        assert "Today's drill             14 questions, about" in await press(pilot, "d")
        await press(pilot, ["escape"])
        assert "14 questions, about" in await press(pilot, ["enter"])
        assert "Question 1 of 14" in await press(pilot, ["enter"])


async def test_says_that_the_day_of_the_exam_is_over(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    day = desk.engine().today() - timedelta(days=1)
    app = ExamkitApp(desk.engine(exam_day=day), Config())
    async with app.run_test(size=(80, 24)):
        await ready(app)
        assert f"Your exam date, {day:%B} {day.day}, {day.year}, has passed." in shown(app)


async def test_warns_of_an_unknown_exam_in_the_settings(tmp_path: Path) -> None:
    service = Desk(tmp_path).engine()
    service.preferences = Preferences(exam="exam-l")
    app = ExamkitApp(service, Config())
    async with app.run_test(size=(80, 24), notifications=True):
        await ready(app)
        messages = [notice.message for notice in app._notifications]
        assert messages == ["Your settings name an unknown exam, 'exam-l'. Known: exam-1."]


async def test_tells_the_time_with_what_is_added_to_it(tmp_path: Path) -> None:
    app = ExamkitApp(Desk(tmp_path).engine(), Config(extra_minutes=30))
    async with app.run_test(size=(80, 24)):
        await ready(app)
        assert "10 questions, 50 minutes" in shown(app)


async def test_attempts_to_resume_can_be_distinguished(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    engine = desk.engine()
    day = engine.today()
    engine.start_drill(request=DrillRequest(count=3)).release()
    engine.start_mock(minutes=3 * 1_440).release()
    desk.clock.pass_time(2 * 86_400.0)
    engine.start_mock().release()
    app = ExamkitApp(engine, Config())
    async with app.run_test(size=(120, 24)):
        await ready(app)
        lines = [" ".join(line.split()) for line in shown(app).splitlines() if "Resume" in line]
    begun = f"started {day:%B} {day.day}"
    assert lines == [
        "Resume mock exam, question 1, 0 answered, 0:20:00 left",
        f"Resume mock exam, question 1, 0 answered, 24:00:00 left, {begun}",
        f"Resume drill: all domains, question 1, 0 answered, {begun}",
    ]


async def test_offers_to_go_on_only_where_there_is_something(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    app = ExamkitApp(desk.engine(), Config())
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(app)
        assert "r resume" not in shown(app)
        assert "m mock exam" in shown(app)
        await pilot.press("m", "enter", "a", "ctrl+q", *CONFIRM)
        await pilot.pause()
        assert "r resume" in shown(app)


@pytest.mark.parametrize(
    ("unscored", "told"),
    [(0, ""), (1, "1 question is unscored"), (2, "2 questions are unscored")],
)
async def test_an_offer_shows_the_number_of_unscored_questions(
    tmp_path: Path, unscored: int, told: str
) -> None:
    write_bank(tmp_path / "bank", unscored=unscored)
    app = ExamkitApp(Desk(tmp_path).engine(), Config())
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(app)
        offer = await press(pilot, "m")
        assert "10 questions in 20 minutes." in offer
        assert told in offer
        assert ("unscored" in offer) is bool(unscored)


@pytest.mark.parametrize("keys", [("enter", "enter"), ("m", "enter")])
async def test_two_keys_lead_to_the_first_question(tmp_path: Path, keys: tuple[str, str]) -> None:
    app = ExamkitApp(Desk(tmp_path).engine(), Config())
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(app)
        await pilot.press(*keys)
        await pilot.pause()
        assert "Question 1 of" in shown(app)


async def test_a_theme_that_does_not_exist_is_reported(tmp_path: Path) -> None:
    app = ExamkitApp(Desk(tmp_path).engine(), Config(theme="nrod"))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await ready(app)
        await pilot.pause()
        assert "There is no theme 'nrod'." in shown(app)
        assert app.is_running


@pytest.mark.parametrize(
    ("each", "line"), [(2, "4 questions"), (1, "2 questions"), (6, "10 questions")]
)
async def test_a_small_bank_promises_what_it_has(tmp_path: Path, each: int, line: str) -> None:
    write_bank(tmp_path / "bank", each=each, questions=2 * each, unscored=0)
    app = ExamkitApp(Desk(tmp_path).engine(), Config())
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(app)
        assert f"Today's drill             {line}, about" in shown(app)
        assert "ten questions" not in shown(app)
        assert f"Today's drill             {line}, about" in await press(pilot, "d")


async def test_the_layout_of_other_screens_is_read_with_the_first_of_them(tmp_path: Path) -> None:
    app = ExamkitApp(Desk(tmp_path).engine(), Config())
    async with app.run_test() as pilot:
        await ready(app)
        assert not app.stylesheet.has_source(str(SCREENS), "")
        await pilot.press("question_mark")
        await pilot.pause()
        assert app.stylesheet.has_source(str(SCREENS), "")
