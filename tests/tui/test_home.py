"""The screen everything starts from."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from examkit.attempts.dashboard import Today
from examkit.bank.file_writer import write_template
from examkit.bank.summary import ExamSummary
from examkit.config import Config, read_config
from examkit.drills.learner_state import Preferences
from examkit.drills.request import DrillRequest
from examkit.errors import StoreError
from examkit.tui.app import ExamkitApp
from examkit.tui.exam_versions import describe_exam
from examkit.tui.home.panels import ReadinessPanel
from examkit.tui.home.today_panel import TodayPanel
from examkit.tui.screens.home import HomeScreen
from examkit.tui.stylesheets import SCREENS
from examkit.tui.widgets.key_rows import KeyRows
from tests.attempts.test_study_service import write_versions
from tests.banks import write_bank
from tests.screens import CONFIRM, NAVIGATOR, SUBMIT, press, ready, shown
from tests.services import Desk, answer

DECEMBER, NOVEMBER = date(2026, 12, 1), date(2026, 11, 30)


@pytest.mark.parametrize(
    ("since", "until", "today", "told"),
    [
        (DECEMBER, None, date(2026, 11, 23), ", from December 1, 2026"),
        (DECEMBER, None, DECEMBER, ""),
        (None, NOVEMBER, date(2026, 11, 23), ", until November 30, 2026"),
        (None, NOVEMBER, NOVEMBER, ", until November 30, 2026"),
        (None, NOVEMBER, DECEMBER, ", ended November 30, 2026"),
        (DECEMBER, date(2029, 11, 30), date(2027, 1, 1), ", until November 30, 2029"),
        (None, None, DECEMBER, ""),
    ],
)
def test_says_when_an_exam_is_held(
    since: date | None, until: date | None, today: date, told: str
) -> None:
    exam = ExamSummary("x", "X", since, until, 65, 130, 15, {})
    assert describe_exam(exam, today) == f"X{told}"


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
        assert "3 questions · 1 note" in shown(app)


async def test_counts_the_days_until_the_exam(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    day = desk.engine().today() + timedelta(days=20)
    answer(drill := desk.engine().start_drill(), 0)
    drill.submit()
    config = Config(exam_date=day.isoformat())
    app = ExamkitApp(desk.engine(exam_day=day), config)
    async with app.run_test(size=(80, 24)):
        await ready(app)
        assert "exam in 20 days" in shown(app)
        assert f"exam on {day:%B} {day.day}, {day.year}" in shown(app)
        assert "recommended today · 10 questions · 20 min" in shown(app)


@pytest.mark.parametrize(("answered", "first"), [(0, "Start with 10 questions"), (6, "questions")])
async def test_home_and_the_drill_menu_promise_what_the_drill_asks(
    tmp_path: Path, answered: int, first: str
) -> None:
    desk = Desk(tmp_path)
    if answered:
        drill = desk.engine().start_drill(request=DrillRequest(count=answered))
        for slot in range(answered):
            answer(drill, slot, right=False)
        drill.submit()
    day = desk.engine().today() + timedelta(days=1)
    app = ExamkitApp(desk.engine(exam_day=day), Config())
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(app)
        assert first in shown(app)
        assert "recommended" not in shown(app) or answered, "ten questions come first"
        [number] = re.findall(
            r"(?:Start with |│ +)(\d+) (?:more )?(?:new )?questions(?:  | ·| to)", shown(app)
        )
        assert re.search(rf"Today's practice .* {number} +\d+ min", await press(pilot, "d"))
        await press(pilot, ["escape"])
        assert f"Question 1 of {number}" in await press(pilot, ["enter"])


async def test_says_that_the_day_of_the_exam_is_over(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    day = desk.engine().today() - timedelta(days=1)
    app = ExamkitApp(desk.engine(exam_day=day), Config(exam_date=day.isoformat()))
    async with app.run_test(size=(80, 24)):
        await ready(app)
        assert f"{day:%B} {day.day}, {day.year} (in the past)" in shown(app)
        assert "exam in" not in shown(app)


async def test_warns_of_an_unknown_exam_in_the_settings(tmp_path: Path) -> None:
    service = Desk(tmp_path).engine()
    service.preferences = Preferences(exam="exam-l")
    app = ExamkitApp(service, Config())
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(app)
        warning = "Your settings name an unknown exam, 'exam-l'. Known exams: exam-1."
        assert warning in shown(app)
        assert warning in await press(pilot, ["down"]), "it stays until the settings change"


async def test_tells_the_time_with_what_is_added_to_it(tmp_path: Path) -> None:
    app = ExamkitApp(Desk(tmp_path).engine(), Config(extra_minutes=30))
    async with app.run_test(size=(80, 24)):
        await ready(app)
        assert "10 questions · 50 min" in shown(app)


async def test_attempts_to_resume_can_be_distinguished(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    engine = desk.engine()
    day = engine.today()
    engine.start_drill(request=DrillRequest(domains=("build",), count=3)).release()
    engine.start_mock(minutes=3 * 1_440).release()
    desk.clock.pass_time(2 * 86_400.0)
    engine.start_mock().release()
    app = ExamkitApp(engine, Config())
    async with app.run_test(size=(100, 30)):
        await ready(app)
        screen = shown(app)
        lines = [" ".join(line.split()) for line in screen.splitlines() if "  Resume  " in line]
    begun = f"started {day:%b} {day.day}"
    now = datetime.fromtimestamp(desk.clock.now().wall, UTC).astimezone()
    assert f"0:20:00 left · question 1 · started {now:%H:%M}" in screen
    assert [line.strip("│· ") for line in lines] == [
        "enter Resume",
        f"Resume Mock exam · 24:00:00 left · question 1 · {begun}",
        f"Resume Drill: Building things · 0 of 3 answered · {begun}",
    ]


async def test_offers_to_go_on_only_where_there_is_something(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    app = ExamkitApp(desk.engine(), Config())
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(app)
        assert "Resume" not in shown(app)
        assert "m mock exam" in shown(app)
        await pilot.press("m", "enter", "enter", "a", "ctrl+q", *CONFIRM)
        await pilot.pause()
        assert "enter  Resume" in shown(app)
        assert "0:20:00 left" in shown(app)
        assert "r  Resume" in await press(pilot, ["down"])
        assert "Question 1 of 10" in await press(pilot, ["up", "enter"])


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


@pytest.mark.parametrize("keys", [("enter",), ("m", "enter", "enter")])
async def test_one_or_three_keys_lead_to_a_question(tmp_path: Path, keys: tuple[str, ...]) -> None:
    app = ExamkitApp(Desk(tmp_path).engine(), Config())
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(app)
        await pilot.press(*keys)
        await pilot.pause()
        assert "Question 1 of" in shown(app)


async def test_a_theme_that_does_not_exist_is_reported(tmp_path: Path) -> None:
    app = ExamkitApp(Desk(tmp_path).engine(), Config(theme="nrod"))
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(app)
        assert "Unknown theme 'nrod'." in await press(pilot, [])
        assert "Unknown theme 'nrod'." not in await press(pilot, ["down"])


@pytest.mark.parametrize(
    ("each", "line"), [(2, "4 questions"), (1, "2 questions"), (6, "10 questions")]
)
async def test_a_small_bank_promises_what_it_has(tmp_path: Path, each: int, line: str) -> None:
    write_bank(tmp_path / "bank", each=each, questions=2 * each, unscored=0)
    app = ExamkitApp(Desk(tmp_path).engine(), Config())
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(app)
        assert f"Start with {line}" in shown(app)
        length = line.split(maxsplit=1)[0]
        assert re.search(rf"Today's practice .* {length} +\d+ min", await press(pilot, "d"))


async def test_the_layout_of_other_screens_is_read_with_the_first_of_them(tmp_path: Path) -> None:
    app = ExamkitApp(Desk(tmp_path).engine(), Config())
    async with app.run_test() as pilot:
        await ready(app)
        assert not app.stylesheet.has_source(str(SCREENS), "")
        await pilot.press("question_mark")
        await pilot.pause()
        assert app.stylesheet.has_source(str(SCREENS), "")


async def test_the_clock_of_a_running_mock_ticks(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    engine = desk.engine()
    live = engine.start_mock()
    answer(live, 0)
    live.release()
    app = ExamkitApp(engine, Config())
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(app)
        home = app.screen
        assert isinstance(home, HomeScreen)
        assert "0:20:00 left" in shown(app)
        desk.clock.pass_time(61)
        home._tick()
        await pilot.pause()
        assert "0:18:59 left" in shown(app)
        desk.clock.pass_time(20 * 60)
        home._tick()
        await ready(app)
        await pilot.pause()
        assert "Resume" not in shown(app)
        assert "1 mock" in shown(app)


@pytest.mark.parametrize(
    ("keys", "question"), [(["enter"], "Question 1 of 3"), (["down", "enter"], "Question 1 of 10")]
)
async def test_an_unfinished_drill_comes_first_and_todays_practice_second(
    tmp_path: Path, keys: list[str], question: str
) -> None:
    engine = Desk(tmp_path).engine()
    engine.start_drill(request=DrillRequest(count=3)).release()
    app = ExamkitApp(engine, Config())
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(app)
        assert "enter resume" in shown(app)
        assert re.search(r"Today's practice +10 questions · about \d+ min", shown(app))
        assert question in await press(pilot, keys)


async def test_a_running_mock_comes_before_a_later_drill(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    engine = desk.engine()
    engine.start_mock(minutes=7).release()
    desk.clock.pass_time(1)
    engine.start_drill(request=DrillRequest(count=3)).release()
    app = ExamkitApp(engine, Config())
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(app)
        assert "0:06:5" in await press(pilot, ["enter"])


async def test_a_key_right_after_an_arrow_key_opens_the_row(tmp_path: Path) -> None:
    app = ExamkitApp(Desk(tmp_path).engine(), Config())
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(app)
        home = app.screen
        assert isinstance(home, HomeScreen)
        home.action_move(1)
        home.action_choose()
        assert "When is your exam?" in await press(pilot, [])


async def test_arrows_reach_every_row_and_come_back(tmp_path: Path) -> None:
    app = ExamkitApp(Desk(tmp_path).engine(), Config())
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(app)
        assert "Which" not in await press(pilot, ["down"])
        rows = app.screen.query_one(KeyRows)
        reached = []
        for _ in rows.rows:
            assert rows.has_focus
            assert rows.current
            reached.append(rows.current.id)
            await press(pilot, ["down"])
        assert reached == [row.id for row in rows.rows]
        assert app.screen.query_one(TodayPanel).has_focus
        assert "Theme" in await press(pilot, ["up", "enter"])


async def test_home_shows_an_attempt_that_just_ended(tmp_path: Path) -> None:
    engine = Desk(tmp_path).engine()
    app = ExamkitApp(engine, Config())
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(app)
        assert "Welcome" in shown(app)
        await press(pilot, ["m", "enter", "enter", "a", NAVIGATOR, SUBMIT, *CONFIRM])
        await press(pilot, ["escape"])
        await ready(app)
        await pilot.pause()
        assert "1 mock" in shown(app)
        assert "Welcome" not in shown(app)
        assert "questions seen" in shown(app)


@pytest.mark.parametrize("size", [(80, 50), (120, 40), (160, 50)])
async def test_the_chart_of_days_stays_low_in_a_high_window(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    engine = Desk(tmp_path).engine()
    mock = engine.start_mock()
    answer(mock, 0)
    mock.submit()
    app = ExamkitApp(engine, Config())
    async with app.run_test(size=size) as pilot:
        await ready(app)
        await pilot.pause()
        assert 3 < app.screen.query_one("#days").size.height <= 7


async def test_home_starts_no_second_mock_while_one_is_unfinished(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.engine().start_mock().release()
    app = ExamkitApp(desk.engine(), Config())
    async with app.run_test(size=(120, 40)):
        await ready(app)
        assert "Finish your mock exam to see your chance of passing." in shown(app)


async def test_without_progress_no_passing_score_of_another_bank_stays(tmp_path: Path) -> None:
    app = ExamkitApp(Desk(tmp_path).engine(), Config())
    async with app.run_test(size=(80, 24)):
        await ready(app)
        panel = app.screen.query_one(ReadinessPanel)
        panel.border_subtitle = "passing score 720 of 1000"
        panel.show(None, "m")
        assert panel.border_subtitle == ""


async def test_enter_starts_nothing_if_there_is_nothing_to_practice(tmp_path: Path) -> None:
    app = ExamkitApp(Desk(tmp_path).engine(), Config())
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(app)
        assert isinstance(app.screen, HomeScreen)
        assert "enter start" in shown(app)
        app.screen.facts = app.screen.facts._replace(today=Today(0, 0, 0, "", 0, 0, None))
        app.screen.query_one(TodayPanel).focus()
        assert "enter open" in await press(pilot, ["down"])
        assert "enter start" not in await press(pilot, ["up"])


async def test_the_first_start_asks_which_exam_and_when_it_is(tmp_path: Path) -> None:
    write_versions(tmp_path / "bank")
    app = ExamkitApp(Desk(tmp_path).engine(), Config())
    app.context.config_folder = tmp_path
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(app)
        assert "EXAM-0, until January 19, 2027" in shown(app)
        assert "EXAM-1, from January 20, 2027" in await press(pilot, ["down", "enter"])
        assert "· EXAM-1" in await press(pilot, ["right", "enter"])
        assert read_config(tmp_path).exam == "exam-1"
        await press(pilot, ["down", "enter", *"2027-01-18", "enter"])
        assert read_config(tmp_path).exam_date == "2027-01-18"
        assert read_config(tmp_path).exam == ""
        assert "· EXAM-0" in shown(app)
        assert "exam in 3 days" in shown(app)


async def test_home_says_which_exam_a_new_date_makes_yours(tmp_path: Path) -> None:
    write_versions(tmp_path / "bank")
    app = ExamkitApp(Desk(tmp_path).engine(), Config())
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(app)
        screen = await press(pilot, ["down", "down", "enter", *"2027-01-25", "enter"])
        assert "Your exam is now EXAM-1, offered from January 20, 2027." in screen


async def test_escape_on_home_does_not_quit(tmp_path: Path) -> None:
    app = ExamkitApp(Desk(tmp_path).engine(), Config())
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(app)
        assert "q quit" in await press(pilot, ["escape", "escape"])
        assert app.is_running
        await pilot.press("q")
        await pilot.pause()
        assert not app.is_running


async def test_a_click_opens_what_it_hits(tmp_path: Path) -> None:
    app = ExamkitApp(Desk(tmp_path).engine(), Config())
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(app)
        await pilot.click(KeyRows, offset=(10, 2))
        await pilot.pause()
        assert "Drill" in shown(app)
        await press(pilot, ["escape"])
        await pilot.click(TodayPanel)
        await pilot.pause()
        assert "Question 1 of 10" in shown(app)


async def test_a_broken_bank_shows_its_problems_and_only_the_way_out(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    for file in (tmp_path / "bank" / "questions").glob("*.toml"):
        file.write_text(file.read_text().replace('"medium"', '"hart"'))
    app = ExamkitApp(desk.engine(), Config())
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(app)
        before = await press(pilot, "mdbhr")
        assert "The question bank can't be used." in before
        assert 'difficulty can\'t be "hart"' in before
        assert "Start" not in before
        assert "Question bank" in await press(pilot, ["enter"])


async def test_home_says_first_that_nothing_is_saved(tmp_path: Path) -> None:
    service = Desk(tmp_path).engine()
    service._store.unsaved = StoreError("The disk is full.", "Free up some space.")
    app = ExamkitApp(service, Config())
    async with app.run_test(size=(80, 24)):
        await ready(app)
        lines = shown(app).splitlines()
        assert "NOTHING IS SAVED." in lines[1]
        assert "The disk is full. Free up some space." in lines[2]
        assert "Start with 10 questions" in shown(app)
