"""The report on screen: its summary, its views, its file, and what its keys start."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from examkit.analytics.readiness import Readiness
from examkit.config import Config
from examkit.report.blocks import NextStep, StepKind
from examkit.report.number_text import Tone
from examkit.report.sections.domains import DomainsSection
from examkit.report.sections.missed_topics import MissedTopicsSection
from examkit.report.sections.next_steps import NextStepsSection
from examkit.report.sections.readiness import ReadinessSection
from examkit.report.sections.trend import TrendSection
from examkit.tui import held_enter
from examkit.tui.app import ExamkitApp
from examkit.tui.keymap import REPORT_KEYS
from examkit.tui.report.hero import _add_chance
from examkit.tui.report.tones import bar_style, text_style
from examkit.tui.report.views import VIEWS
from examkit.tui.screens.compare import CompareScreen
from examkit.tui.screens.notes_to_read import NotesToReadScreen
from examkit.tui.screens.report import ReportScreen
from examkit.tui.screens.review import ReviewScreen
from examkit.tui.text_blocks import literal
from examkit.tui.widgets.tab_strip import TabStrip
from tests.banks import write_bank
from tests.screens import press, shown
from tests.services import Desk, answer
from tests.terminal import until

SIZE = (80, 24)
VERDICT_TONES: tuple[Tone, ...] = ("success", "warning", "error")
SIZES = ((60, 20), SIZE, (120, 40), (160, 50))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    write_bank(tmp_path / "bank", each=40, questions=24, minutes=60, unscored=4)
    return Desk(tmp_path)


def take_mock(
    desk: Desk,
    right: int,
    *,
    seconds: float = 60,
    seed: str | None = None,
    pause: float = 86_400,
) -> str:
    """Take a mock in which the first `right` answers are correct, and pause; return its id."""
    mock = desk.engine().start_mock(seed=seed)
    for slot in range(24):
        mock.visit(slot)
        desk.clock.pass_time(seconds)
        answer(mock, slot, right=slot < right)
        mock.rate(slot, 3)
    mock.submit()
    desk.clock.pass_time(pause)
    return mock.attempt_id


def report_app(desk: Desk) -> ExamkitApp:
    """Return an app that opens with the report of the latest attempt."""
    engine = desk.engine()
    made = ExamkitApp(engine, Config(), start=lambda a: a.show_report(engine.attempts()[0].id))
    made.context.data_folder = desk.folder / "data"
    return made


@pytest.fixture
def app(desk: Desk) -> ExamkitApp:
    for right in (12, 20):
        take_mock(desk, right)
    return report_app(desk)


@pytest.mark.parametrize("is_mock", [True, False])
async def test_only_the_report_of_a_mock_offers_to_compare(desk: Desk, *, is_mock: bool) -> None:
    take_mock(desk, 12)
    if not is_mock:
        drill = desk.engine().start_drill()
        answer(drill, 0)
        drill.submit()
        drill.release()
    app = report_app(desk)
    async with app.run_test(size=(100, 60)) as pilot:
        await pilot.pause()
        assert ("c compare" in shown(app)) is is_mock
        assert ("Compare this mock" in await press(pilot, ["?"])) is is_mock


@pytest.mark.parametrize("size", SIZES)
async def test_the_summary_shows_result_domains_and_steps_without_scrolling(
    app: ExamkitApp, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        screen = shown(app)
        assert isinstance(app.screen, ReportScreen)
        assert "Mock exam" in screen.splitlines()[0]
        for text in ("PASS", "to pass", "likely", "chance of passing", "Domains", "Do next"):
            assert text in screen
        for step in app.screen.report[NextStepsSection].next:
            assert f"▸  {step.text.split(':')[0][:24]}" in screen
        assert app.screen.query_one("#summary").max_scroll_y == 0


async def test_a_wide_window_shows_all_panels_of_the_summary_without_scrolling(
    app: ExamkitApp,
) -> None:
    report = app.context.service.past.report()
    missed, trend = report[MissedTopicsSection], report[TrendSection]
    report._built[MissedTopicsSection] = replace(missed, topics=missed.topics[:1] * 9)
    report._built[TrendSection] = replace(trend, _mocks=trend._mocks * 4)
    async with app.run_test(size=(120, 40)) as pilot:
        app.push_screen(ReportScreen(report))
        await pilot.pause()
        screen = shown(app)
        for title in ("Time", "Trend", "Topics you missed most", "Confidence"):
            assert f"─ {title} ─" in screen
        assert app.screen.query_one("#summary").max_scroll_y == 0


async def test_the_score_is_written_where_it_has_no_digits(app: ExamkitApp) -> None:
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, ReportScreen)
        assert "PASS    " in shown(app)
        assert not app.screen.query_one("Digits").display


@pytest.mark.parametrize(("number", "title"), [
    (2, "Correct in this attempt"),
    (3, "Topics across all attempts"),
    (4, "Typical answer"),
    (5, "Sure"),
    (6, "Trend"),
    (7, "How this is calculated"),
])  # fmt: skip
async def test_a_number_shows_its_view_and_tab_the_next_one(
    app: ExamkitApp, number: int, title: str
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert title in await press(pilot, [str(number)])
        await press(pilot, ["tab"])
        assert title in await press(pilot, ["shift+tab"])
        assert "Do next" in await press(pilot, ["1"])
        assert title in await press(pilot, ["tab"] * (number - 1))


@pytest.mark.parametrize("own", [{}, {"continue": "f5", "notes": "f6"}])
async def test_steps_look_like_no_number_key_and_name_their_own_keys(
    app: ExamkitApp, own: dict[str, str]
) -> None:
    app.context.config = Config(keys=own)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        steps = [line for line in shown(app).splitlines() if "▸" in line]
        assert len(steps) == 3
        assert [line.split()[-2] for line in steps[:2]] == [
            own.get("continue", "enter"),
            own.get("notes", "o"),
        ]


@pytest.mark.parametrize(
    ("kind", "label"),
    [
        ("drill", "drill"),
        ("notes", "notes"),
        ("sure-but-wrong", "review sure but missed"),
        ("wrong", "mistakes"),
        ("mock", "mock exam"),
    ],
)
def test_the_key_that_continues_says_what_the_first_step_does(
    desk: Desk, kind: StepKind, label: str
) -> None:
    report = desk.engine().past.report(take_mock(desk, 12))
    steps = (NextStep(kind, "x", "The first step"), NextStep("mock", "m", "Take a mock exam"))
    report._built[NextStepsSection] = replace(report[NextStepsSection], next=steps)
    key = ReportScreen(report).current_keys()[0]
    assert (key.name, key.label) == ("continue", label)


async def test_the_key_bar_says_what_enter_starts(app: ExamkitApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        screen = shown(app)
        assert "▸  Drill " in screen
        assert screen.splitlines()[-1].startswith(" enter drill  tab views")


async def test_the_passing_score_is_written_on_one_scale(app: ExamkitApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        screen = shown(app)
        assert "to pass" in screen
        assert "┃ passing score ─" in screen
        for number in "23456":
            assert "72%" not in await press(pilot, [number])
        assert "72% correct" in await press(pilot, ["7"]) + await press(pilot, ["pagedown"])


async def test_the_notes_of_a_step_are_the_notes_listed(desk: Desk) -> None:
    mock = desk.engine().start_mock()
    of_topics: dict[str, list[int]] = {"bread": [], "salt": []}
    for number, slot in enumerate(mock.form.slots):
        of_topics[slot.question.topic].append(number)
    missed = {*of_topics["bread"][:2], *of_topics["salt"][:1]}
    for number in range(24):
        answer(mock, number, right=number not in missed)
    mock.submit()
    app = report_app(desk)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert "Read 1 note " in shown(app)
        screen = await press(pilot, ["o"])
        assert isinstance(app.screen, NotesToReadScreen)
        assert [name for name, _ in app.screen.rows()] == ["bread.md#rising"]
        assert screen.splitlines()[0].endswith(" 1 note ")


async def test_domains_without_estimates_show_their_counts_and_what_is_missing(
    careless: ExamkitApp,
) -> None:
    async with careless.run_test(size=SIZE) as pilot:
        await pilot.pause()
        screen = await press(pilot, ["2"])
        assert isinstance(careless.screen, ReportScreen)
        for row in careless.screen.report[DomainsSection].domains:
            assert f"{row.right}/{row.asked}  {row.weight:.0f}% of exam" in screen
        assert "Estimates need 6 first-time answers per domain. So far: none." in screen


async def test_the_signs_of_estimates_have_a_legend(app: ExamkitApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert "● estimate   ━ likely range   ┃ passing score" in await press(pilot, ["2"])
        segments = [part for line in app.screen._compositor.render_strips() for part in line]
        dots = [part.style and part.style.color for part in segments if "●" in part.text]
        assert len(dots) > 1
        assert len(set(dots)) == 1
        assert "● share   ━ likely range   ┃ passing score" in await press(pilot, ["6"])


async def test_times_have_a_sign_for_what_was_missed_and_name_the_limit_once(
    app: ExamkitApp,
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        screen = await press(pilot, ["4"])
        assert screen.count("✗") == 4 + 1
        assert "█ correct" in screen
        assert "█ ✗ missed" in screen
        assert screen.count("150 s") == 1


async def test_a_long_pause_is_named_in_the_view_of_times(desk: Desk) -> None:
    mock = desk.engine().start_mock()
    for slot in range(24):
        mock.visit(slot)
        desk.clock.pass_time(900 if slot == 5 else 60)
        answer(mock, slot)
    mock.submit()
    app = report_app(desk)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert "cut off" not in shown(app)
        assert "1 bar is cut off at 5 min. Longest: 15 min." in await press(pilot, ["4"])


async def test_a_view_keeps_its_text_when_the_window_changes(app: ExamkitApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        screen = await press(pilot, ["4"])
        assert "Half of your answers took" in screen
        assert not re.search(r"time allowed *│\n *│ *│\n *│ *│", screen)
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        assert "Half of your answers took" in shown(app)


async def test_few_ratings_say_where_the_keys_for_confidence_work(desk: Desk) -> None:
    mock = desk.engine().start_mock()
    answer(mock, 0)
    mock.rate(0, 3)
    mock.submit()
    app = report_app(desk)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        screen = " ".join((await press(pilot, ["5"])).replace("│", " ").split())
        assert "You rated 1 answer." in screen
        assert "When you answer a question, press 1 for a guess" in screen


async def test_a_click_shows_a_view(app: ExamkitApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        place = shown(app).splitlines()[1].index(VIEWS[3])
        await pilot.click(TabStrip, offset=(place, 0))
        await pilot.pause()
        assert "Typical answer" in shown(app)


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
        await press(pilot, ["z"])
        assert isinstance(app.screen, ReviewScreen)
        assert app.screen.filter == "sure but missed"


async def test_enter_starts_the_first_step_once_it_was_released(
    app: ExamkitApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(held_enter, "QUIET", 60)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert "Do next" in await press(pilot, ["enter"] * 5)
        assert isinstance(app.screen, ReportScreen)
        app.screen._release()
        assert "Do next" not in await press(pilot, ["enter"])


@pytest.fixture
def careless(desk: Desk) -> ExamkitApp:
    take_mock(desk, 20, seconds=1)
    return report_app(desk)


@pytest.fixture
def repeated(desk: Desk) -> ExamkitApp:
    for right in (12, 20):
        take_mock(desk, right, seed="same")
    return report_app(desk)


async def test_a_careless_mock_says_why_it_predicts_nothing_and_what_to_drill(
    careless: ExamkitApp,
) -> None:
    async with careless.run_test(size=SIZE) as pilot:
        await pilot.pause()
        screen = shown(careless)
        assert "You answered 24 of 24 questions too quickly to have read them" in screen
        assert "not enough data" in screen
        assert "based on this attempt only" in screen


async def test_a_repeated_mock_says_why_it_has_no_score(repeated: ExamkitApp) -> None:
    async with repeated.run_test(size=SIZE) as pilot:
        await pilot.pause()
        screen = shown(repeated)
        assert "NO SCORE" in screen
        assert "You had seen 24 of these 24 questions before." in screen
        assert "20 of 24 correct" in screen


@pytest.fixture
def partly_seen(desk: Desk) -> ExamkitApp:
    """Return an app with the report of a mock in which 8 of 24 questions had been seen."""
    write_bank(desk.folder / "bank", each=20, questions=24, minutes=60, unscored=4)
    for _ in range(2):
        take_mock(desk, 20)
    return report_app(desk)


SEEN = "You had seen 8 of these 24 questions, which can raise this score."


@pytest.mark.parametrize("size", SIZES)
async def test_seen_questions_are_named_once_and_first_below_the_score(
    partly_seen: ExamkitApp, size: tuple[int, int]
) -> None:
    async with partly_seen.run_test(size=size) as pilot:
        await pilot.pause()
        summary = " ".join(shown(partly_seen).split())
        assert SEEN in summary.partition("Close to the passing score")[0]
        assert summary.count("You had seen") == 1
        assert partly_seen.screen.query_one("#summary").max_scroll_y == 0 or size < SIZE
        assert "You had seen" not in await press(pilot, "7")


@pytest.mark.parametrize("size", SIZES)
async def test_a_comparison_names_seen_questions_below_the_score(
    partly_seen: ExamkitApp, size: tuple[int, int]
) -> None:
    async with partly_seen.run_test(size=size) as pilot:
        await pilot.pause()
        screen = re.sub(r"[\s│]+", " ", await press(pilot, "c"))
        assert screen.count(SEEN) == 1
        assert SEEN in screen.partition(" after ")[2]
        assert "800, 67% new questions" in await press(pilot, ["escape", "escape"])


@pytest.mark.parametrize("size", SIZES)
async def test_the_chance_of_passing_is_never_cut(desk: Desk, size: tuple[int, int]) -> None:
    for _ in range(3):
        take_mock(desk, 20, seed="same")
    app = report_app(desk)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert "chance of passing  not enough data" in shown(app)
        assert app.screen.query_one("#summary").max_scroll_y == 0


@pytest.mark.parametrize("size", SIZES)
async def test_a_short_mock_shows_counts_and_no_verdict_if_it_could_go_either_way(
    desk: Desk, size: tuple[int, int]
) -> None:
    mock = desk.engine().start_mock(questions=14)
    for slot in range(14):
        mock.visit(slot)
        desk.clock.pass_time(60)
        answer(mock, slot, right=slot % 5 > 0)
    mock.submit()
    app = report_app(desk)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        screen = " ".join(shown(app).split())
        assert "scored questions correct (" in screen
        assert "passing score, but too close to call with so few questions." in screen
        assert not re.search(r"\bPASS\b", screen)
        assert not app.screen.query("Digits")


async def test_a_meter_is_whole_or_not_drawn(desk: Desk) -> None:
    report = desk.engine().past.report(take_mock(desk, 12))
    ready = Readiness("number", 70.0, "not yet", 25, in_100_range=(25, 30))
    report._built[ReadinessSection] = replace(report[ReadinessSection], readiness=ready)
    wide, narrow = (_add_chance(literal("BELOW PASS   650"), report, width) for width in (60, 50))
    assert [line.plain.endswith("25–30%  ▰▰▱▱▱▱▱▱▱▱") for line in wide] == [True]
    assert [line.plain.endswith("25–30%") for line in narrow] == [True]


async def test_the_report_is_saved_as_html(app: ExamkitApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await press(pilot, ["e"])
    [file] = (app.context.data_folder / "reports").iterdir()
    assert file.read_text().startswith("<!doctype html>")


async def test_a_problem_is_reported_from_the_review(app: ExamkitApp) -> None:
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
        await press(pilot, ["h"])
        screen = await press(pilot, ["c"])
        assert "Compare mocks" in screen
        assert "first mock exam" in await press(pilot, ["escape", "down", "c"])


async def test_a_mock_of_an_exam_that_the_bank_has_no_longer_is_refused(app: ExamkitApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        app.router.prompt_mock("gone")
        assert "no exam with the ID 'gone'" in await press(pilot, [])


async def test_the_saved_report_opens_where_there_is_a_desktop(
    app: ExamkitApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs, opened = tmp_path / "programs", tmp_path / "opened"
    programs.mkdir()
    for name in ("xdg-open", "open"):
        (programs / name).write_text(f'#!/bin/sh\nprintf "%s" "$1" > "{opened}"\n')
        (programs / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:/bin:/usr/bin")
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("SSH_CONNECTION", raising=False)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await press(pilot, ["e"])
        until(lambda: opened.exists() and opened.read_text() != "", "the report is not opened")
    [file] = (app.context.data_folder / "reports").iterdir()
    assert opened.read_text() == str(file)


async def test_only_finished_mocks_are_compared(app: ExamkitApp, desk: Desk) -> None:
    drill = desk.engine().start_drill()
    answer(drill, 0)
    drill.submit()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        app.router.compare(drill.attempt_id)
        message = "Only finished mock exams can be compared. Find one in your history."
        assert message in await press(pilot, [])


async def test_two_mocks_of_one_day_are_told_apart_by_their_times(desk: Desk) -> None:
    for right in (12, 20):
        take_mock(desk, right, pause=3_600)
    app = report_app(desk)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        heading = (await press(pilot, ["c"])).splitlines()[0]
        assert re.search(r"Jan 15, 2027, \d\d:00 → \d\d:24 $", heading)


@pytest.mark.parametrize("size", SIZES)
async def test_two_mocks_are_compared_by_score_domain_and_topic(
    app: ExamkitApp, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        screen = await press(pilot, ["c"])
        for text in ("Compare mocks", "Score", "before", "after", "higher. Chance alone"):
            assert text in screen
        assert "to pass" in screen
        bottom = await press(pilot, ["pagedown"] * 3)
        assert "Topics that changed" in bottom
        assert "↑" in bottom


async def test_the_domains_of_compared_mocks_are_not_colored_by_verdicts(app: ExamkitApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await press(pilot, ["c"])
        assert isinstance(app.screen, CompareScreen)
        lines = app.screen._draw_domains(70)
        styles = {str(span.style) for line in lines for span in line.spans}
        assert "$primary" in styles
        assert not styles & {f(tone) for f in (bar_style, text_style) for tone in VERDICT_TONES}
