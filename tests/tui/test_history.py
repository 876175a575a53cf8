"""The list of past attempts: its table, the chart of mocks, and what its keys do."""

from __future__ import annotations

from datetime import UTC, date
from pathlib import Path
from typing import Any

import pytest
from textual.color import Color

from examkit.attempts.attempt_list import ListedAttempt
from examkit.attempts.resumable import ResumableAttempt
from examkit.config import Config
from examkit.drills.request import DrillRequest
from examkit.store.records import AttemptRow
from examkit.tui.app import ExamkitApp
from examkit.tui.lists.history_table import (
    COLUMNS,
    HistoryCells,
    progress_text,
    result_bar,
    result_tone,
    start_text,
)
from examkit.tui.lists.mock_chart import draw_trend, trend_mocks
from examkit.tui.screens.history import HistoryScreen
from examkit.tui.widgets.table import Table
from tests.banks import write_bank
from tests.screens import CONFIRM, SUBMIT, press, ready, shown
from tests.services import Desk, answer

DAY = 86_400.0
ROW = AttemptRow(
    "1", "mock", "bank", "exam-1", "mock exam", 0.0, 1.0, "submitted", 65, 30, 50, 25, 65
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    write_bank(tmp_path / "bank", each=40, questions=12, minutes=60)
    return Desk(tmp_path)


def take_mock(desk: Desk, correct: int) -> None:
    mock = desk.engine().start_mock()
    for slot in range(12):
        answer(mock, slot, right=slot < correct)
        desk.clock.pass_time(120)
    mock.submit()
    desk.clock.pass_time(DAY)


@pytest.mark.parametrize(
    ("left_out", "is_careless", "label"),
    [
        (False, False, "Mock exam"),
        (False, True, "Mock exam, too fast"),
        (True, True, "Mock exam, left out"),
    ],
)
def test_an_attempt_says_why_it_does_not_count(
    left_out: bool, is_careless: bool, label: str
) -> None:
    cells = HistoryCells({}, date(1970, 5, 1), UTC, shows_exam=False)
    attempt = listed(0.5, row=ROW._replace(left_out=left_out), is_careless=is_careless)
    assert cells.finished(attempt)[2].plain == label


@pytest.mark.parametrize(("year", "text"), [(1970, "Jan  2, 10:17"), (1971, "Jan  2, 1970")])
def test_the_year_shows_only_if_it_is_another_one(year: int, text: str) -> None:
    assert start_text(DAY + 37_020, date(year, 5, 1), UTC) == text


@pytest.mark.parametrize(
    ("answered", "remaining", "text"),
    [
        (4, None, "unfinished, 4 of 65 answered"),
        (30, 3_600.0, "30 of 65 answered, 1:00:00 left"),
    ],
)
def test_an_unfinished_attempt_shows_progress_text(
    answered: int, remaining: float | None, text: str
) -> None:
    row = ROW._replace(finished=None)
    assert progress_text(row, ResumableAttempt(row, 0, answered, remaining)) == text
    assert progress_text(row, None) == "unfinished"


def listed(share: float, **changes: Any) -> ListedAttempt:
    passes, score = share >= 0.72, f"{round(1_000 * share)}"
    attempt = ListedAttempt(ROW, share, 0.72, passes, score, "720", 60.0, is_in_trend=True)
    return attempt._replace(**changes)


def test_the_chart_shows_each_score_and_the_passing_score() -> None:
    lines = [line.plain.rstrip() for line in draw_trend([listed(0.5), listed(0.9)], 40, 4)]
    assert lines == [
        "                        ▅▅▅▅▅▅▅▅▅",
        "720 passes ─────────────█████████───────",
        "            █████████   █████████",
        "            █████████   █████████",
        "               500         900",
    ]


def test_a_mock_that_is_too_short_to_tell_has_no_color() -> None:
    short = listed(0.8, passes=None)
    assert (result_tone(short), result_tone(listed(0.8))) == (None, "success")
    assert "success" not in repr(draw_trend([short], 40, 4))
    assert "success" in repr(draw_trend([listed(0.8)], 40, 4))


def test_bars_have_the_colors_of_fills_and_not_of_text() -> None:
    for share, color in ((0.8, "$success"), (0.5, "$error")):
        mock = listed(share)
        assert str(result_bar(mock, 12).spans[0].style) == color
        assert color in {str(s.style) for row in draw_trend([mock], 40, 4) for s in row.spans}


def test_the_chart_shows_the_latest_mocks_that_fit() -> None:
    mocks = [listed(share / 100, score=f"{share}%", passing="72%") for share in range(40, 60)]
    lines = [line.plain for line in draw_trend(mocks, 40, 3)]
    assert lines[-1].split() == ["56%", "57%", "58%", "59%"]
    assert "72% passes" in "".join(lines)


def test_the_trend_is_of_comparable_mocks_of_one_exam() -> None:
    newest, oldest = listed(0.7), listed(0.5)
    other = listed(0.9, row=ROW._replace(exam="exam-2"))
    incomplete = listed(0.1, is_in_trend=False)
    assert trend_mocks([newest, incomplete, other, oldest]) == [oldest, newest]
    assert trend_mocks([]) == []


def test_a_mock_has_the_score_of_its_report(desk: Desk) -> None:
    from examkit.report.sections.result import ResultSection

    take_mock(desk, 8)
    engine = desk.engine()
    [attempt] = engine.past.finished()
    report = ResultSection.build(engine.past.report())
    assert report.score is not None
    assert attempt.score == f"{report.score.value}"
    assert attempt.passing == f"{report.score.passing}"
    assert (attempt.share, attempt.passes) == (report.share, report.passed)
    assert attempt.seconds == 12 * 120


def test_a_mock_without_a_measured_score_shows_its_share(desk: Desk) -> None:
    take_mock(desk, 8)
    mock = desk.engine().start_mock(questions=5)
    answer(mock, 0)
    mock.submit()
    short, full = desk.engine().past.finished()
    assert (short.score, short.cut, short.share, short.is_in_trend) == ("", None, 0.2, False)
    assert full.score
    assert full.is_in_trend


@pytest.mark.parametrize("width", [56, 76, 116])
def test_a_score_always_has_the_number_of_new_questions_next_to_it(width: int) -> None:
    cells = HistoryCells({}, date(1970, 5, 1), UTC, shows_exam=True)
    heading = Table(COLUMNS, [cells.finished(listed(0.7))]).heading(width).plain.split()
    assert {"Score", "New"} <= set(heading)


async def test_attempts_are_a_table_with_unfinished_ones_first(desk: Desk) -> None:
    drill = desk.engine().start_drill(request=DrillRequest(domains=("build",)))
    answer(drill, 0)
    drill.release()
    desk.clock.pass_time(DAY)
    for correct in (6, 10):
        take_mock(desk, correct)
    app = ExamkitApp(desk.engine(), Config())
    async with app.run_test(size=(100, 24)) as pilot:
        await ready(app)
        lines = [line.split() for line in (await press(pilot, "h")).splitlines()]
        assert ["Started", "Attempt", "Correct", "Score", "New", "Time"] in lines
        rows = [" ".join(line[3:]) for line in lines if line and line[0][-3:] in ("Jan", "Nov")]
        assert rows[0] == "Drill: Building things unfinished, 1 of 10 answered"
        assert [row.split()[:5] for row in rows[1:]] == [
            ["Mock", "exam", "10", "of", "12"], ["Mock", "exam", "6", "of", "12"],
        ]  # fmt: skip
        assert "720 passes" in shown(app)


async def test_a_key_leaves_an_attempt_out_and_counts_it_again(desk: Desk) -> None:
    take_mock(desk, 6)
    app = ExamkitApp(desk.engine(), Config())
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(app)
        assert "left out" not in (await press(pilot, "h"))
        screen = await press(pilot, "i")
        assert "Mock exam, left out" in screen
        assert "Left out of your estimates." in screen
        assert app.context.service.attempts()[0].left_out
        assert "left out" not in (await press(pilot, "i")).replace("i leave out", "")
        assert not app.context.service.attempts()[0].left_out


async def test_an_attempt_that_was_too_fast_does_not_count_again(desk: Desk) -> None:
    mock = desk.engine().start_mock()
    for slot in range(12):
        answer(mock, slot)
        desk.clock.pass_time(2)
    mock.submit()
    app = ExamkitApp(desk.engine(), Config())
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(app)
        assert "Left out of your estimates." in await press(pilot, "hi")
        screen = await press(pilot, "i")
        assert "doesn't count, because you answered too quickly" in screen
        assert "again" not in screen


async def test_what_cannot_be_compared_or_left_out_says_why(desk: Desk) -> None:
    drill = desk.engine().start_drill()
    answer(drill, 0)
    drill.release()
    app = ExamkitApp(desk.engine(), Config())
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(app)
        assert "Only finished mock exams can be compared." in await press(pilot, "hc")
        assert "Only finished attempts count toward your estimates." in await press(pilot, "i")


async def test_an_empty_history_says_what_fills_it(desk: Desk) -> None:
    app = ExamkitApp(desk.engine(), Config())
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(app)
        screen = await press(pilot, "h")
        assert "press m for a mock exam" in screen
        assert "Started" not in screen


async def test_the_cursor_starts_at_the_top_and_the_title_counts_progress_text(desk: Desk) -> None:
    take_mock(desk, 6)
    drill = desk.engine().start_drill()
    answer(drill, 0)
    drill.release()
    app = ExamkitApp(desk.engine(), Config())
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(app)
        assert "2 attempts" in await press(pilot, "h")
        assert isinstance(app.screen, HistoryScreen)
        assert app.screen.highlighted == drill.attempt_id
        screen = await press(pilot, ["delete", *CONFIRM])
        assert "1 attempt " in f"{screen.splitlines()[0]} "
        assert "Attempt discarded." in screen
        assert "2 attempts" not in screen


async def test_the_history_follows_an_attempt_that_was_worked_on(desk: Desk) -> None:
    drill = desk.engine().start_drill(request=DrillRequest(count=5))
    answer(drill, 0)
    drill.release()
    app = ExamkitApp(desk.engine(), Config())
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(app)
        assert "1 of 5 answered" in await press(pilot, "h")
        keys = ["enter", "n", "a", "enter", "ctrl+q", "enter"]
        assert "2 of 5 answered" in await press(pilot, keys)


async def test_an_attempt_has_the_same_name_on_all_screens(desk: Desk) -> None:
    drill = desk.engine().start_drill(request=DrillRequest(domains=("build",), count=5))
    answer(drill, 0)
    drill.release()
    name = "Drill: Building things"
    app = ExamkitApp(desk.engine(), Config())
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(app)
        assert name in shown(app), "Home"
        assert name in await press(pilot, "h"), "history"
        assert name in await press(pilot, ["delete"]), "dialog"
        assert name in (await press(pilot, ["escape", "enter"])).splitlines()[0], "attempt"
        screen = await press(pilot, [SUBMIT, *CONFIRM])
        assert name in screen.splitlines()[0], "result"
        assert name in (await press(pilot, ["tab"])).splitlines()[0], "report"


def bar_colors(app: ExamkitApp) -> list[list[tuple[object, ...]]]:
    """Return the colors of the parts of each bar in the table, and whether they are reversed."""
    strips = [strip for strip in app.screen._compositor.render_strips() if "of 12" in strip.text]
    parts = [[part for part in strip if set(part.text) & set("█─┃")] for strip in strips]
    return [
        [
            (part.style.color, part.style.bgcolor, bool(part.style.reverse))
            for part in bar
            if part.style
        ]
        for bar in parts
    ]


async def test_a_bar_looks_the_same_on_a_row_in_reverse_video(desk: Desk) -> None:
    take_mock(desk, 6)
    take_mock(desk, 6)
    app = ExamkitApp(desk.engine(), Config(theme="ansi-dark"))
    async with app.run_test(size=(100, 20)) as pilot:
        await ready(app)
        await press(pilot, ["h"])
        first, second = bar_colors(app)
        assert first == second
        assert len(first) > 1
        await press(pilot, ["down"])
        assert bar_colors(app) == [first, second]


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light"])
async def test_the_highlighted_row_is_tinted_and_starts_with_a_bar(desk: Desk, theme: str) -> None:
    take_mock(desk, 6)
    take_mock(desk, 6)
    app = ExamkitApp(desk.engine(), Config(theme=theme))
    async with app.run_test(size=(100, 20)) as pilot:
        await ready(app)
        screen = await press(pilot, ["h"])
        assert [line[0] for line in screen.splitlines() if "of 12" in line] == ["▌", " "]
        first, second = bar_colors(app)
        assert first[0][0] == second[0][0], "the bar keeps its color"
        tint = Color.parse(app.get_css_variables()["row-tint"]).rich_color
        assert {ground for _, ground, _ in first} == {tint}
        assert {is_reversed for _, _, is_reversed in first} == {False}


def test_the_name_of_an_attempt_is_not_bold() -> None:
    cells = HistoryCells({}, date(1970, 5, 1), UTC, shows_exam=False)
    assert not cells.finished(listed(0.5))[2].spans
