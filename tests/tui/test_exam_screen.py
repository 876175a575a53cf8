"""The exam screen as a candidate uses it."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from textual.command import CommandList
from textual.events import Key
from textual.pilot import Pilot

from examkit.attempts.live_attempt import LiveAttempt
from examkit.config import Config, read_config
from examkit.drills.request import DrillRequest
from examkit.tui import held_enter
from examkit.tui.app import ExamkitApp
from examkit.tui.running_mock import RunningMockDialog
from examkit.tui.screens.attempt import AttemptScreen
from examkit.tui.screens.navigator import NavigatorScreen
from examkit.tui.time_up import TimeUpDialog
from examkit.tui.widgets.question_strip import CELL_WIDTH, QuestionGrid
from tests.banks import write_bank
from tests.screens import CONFIRM, FLAG, NAVIGATOR, SUBMIT, press, ready, shown, until
from tests.services import Desk, answer

SIZE = (80, 24)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    write_bank(tmp_path / "bank", each=10, questions=12, minutes=60)
    return Desk(tmp_path)


def sat(desk: Desk, config: Config | None = None) -> ExamkitApp:
    engine = desk.engine()
    return ExamkitApp(
        engine, config or Config(), start=lambda app: app.open_attempt(engine.start_mock)
    )


def sitting(app: ExamkitApp) -> LiveAttempt:
    assert isinstance(app.screen, AttemptScreen)
    return app.screen.attempt


def sitting_below(app: ExamkitApp) -> LiveAttempt:
    """Return the attempt on the screen, which another screen covers."""
    return next(each.attempt for each in app.screen_stack if isinstance(each, AttemptScreen))


async def to_single(pilot: Pilot[int]) -> int:
    """Go to the first question with one key."""
    assert isinstance(pilot.app, ExamkitApp)
    await pilot.pause()
    slots = sitting(pilot.app).form.slots
    number = next(i for i, slot in enumerate(slots) if len(slot.question.keys) == 1)
    await press(pilot, "n" * number)
    return number


async def test_a_letter_chooses_and_takes_back(desk: Desk) -> None:
    app = sat(desk)
    async with app.run_test(size=SIZE) as pilot:
        here = await to_single(pilot)
        assert "◉ B" in await press(pilot, "b")
        chosen = sitting(app).form.slots[here].order[1]
        assert sitting(app).state.slots[here].response.choices == (chosen,)
        screen = await press(pilot, "c")
        assert ("◉ C" in screen, "◉ B" in screen) == (True, False)
        assert "◉" not in await press(pilot, "c")


async def test_enter_takes_nothing_back_and_goes_on_from_a_whole_answer(desk: Desk) -> None:
    app = sat(desk)
    async with app.run_test(size=SIZE) as pilot:
        here = await to_single(pilot)
        screen = await press(pilot, ["b", "enter"])
        assert f"Question {here + 2} of" in screen
        assert sitting(app).state.slots[here].response.choices == (
            sitting(app).form.slots[here].order[1],
        )
        assert "◉ C" in await press(pilot, ["p", "down", "down", "down", "enter"])

        slots = sitting(app).form.slots
        two = next(i for i, slot in enumerate(slots) if len(slot.question.keys) == 2)
        step = "n" if two > here else "p"
        screen = await press(pilot, [*step * abs(two - here), "a", "enter"])
        assert "▣ A" in screen
        assert "Choose 1 more, or press → to continue." in screen
        assert "Choose 1 more" not in await press(pilot, [FLAG]), "the next key removes a notice"


async def test_enter_goes_on_after_an_option_too_many_was_refused(desk: Desk) -> None:
    app = sat(desk)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        slots = sitting(app).form.slots
        two = next(i for i, slot in enumerate(slots) if len(slot.question.keys) == 2)
        screen = await press(pilot, [*"n" * two, "a", "b", "c"])
        assert "Deselect one first." in screen
        assert "▌▣ B" in screen
        assert f"Question {two + 2} of" in await press(pilot, ["enter"])


async def test_enter_goes_on_from_an_option_that_is_struck_out(desk: Desk) -> None:
    app = sat(desk)
    async with app.run_test(size=SIZE) as pilot:
        here = await to_single(pilot)
        screen = await press(pilot, ["down", "x", "enter"])
        assert f"Question {here + 2} of" in screen
        assert not sitting(app).state.slots[here].answered


async def test_a_letter_without_an_option_does_nothing(desk: Desk) -> None:
    app = sat(desk)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        options = len(sitting(app).form.slots[0].order)
        before = shown(app)
        assert f"a-{'abcdefgh'[options - 1]} answer" in before
        assert await press(pilot, "h") == before


async def test_cursor_space_strike_flag_and_sureness_show_in_words(desk: Desk) -> None:
    app = sat(desk)
    async with app.run_test(size=SIZE) as pilot:
        await to_single(pilot)
        screen = await press(pilot, [*["down"] * 2, "space", "up", "x", FLAG, "3"])
        assert "▌○ A" in screen
        assert "◉ B" in screen
        assert "1 answered · 1 flagged" in screen
        heading, *_, status, _ = screen.splitlines()
        assert "⚑ flagged" in heading
        assert status.startswith(" sure ")


async def test_choosing_leaves_the_layout_alone(desk: Desk) -> None:
    """Each layout of the screen costs as much as the rest of a key press."""
    app = sat(desk)
    layouts: list[object] = []
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "n")
        app.screen.screen_layout_refresh_signal.subscribe(app.screen, layouts.append)
        await press(pilot, [*"bcd", FLAG, "1"])
        assert layouts == []


async def test_next_after_the_last_question_is_the_navigator(desk: Desk) -> None:
    app = sat(desk)
    async with app.run_test(size=SIZE) as pilot:
        screen = await press(pilot, "n" * 11)
        assert "Question 12 of 12" in screen
        screen = await press(pilot, "n")
        assert screen.startswith(" Navigator")
        assert "12 unanswered: questions 1\N{EN DASH}12" in screen
        assert " enter submit " in screen
        assert "Question 12 of 12" in await press(pilot, ["escape"])


async def test_enter_leads_from_the_last_question_to_the_dialog_that_submits(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(held_enter, "QUIET", 0.01)
    app = sat(desk)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        for slot in range(12):
            answer(sitting(app), slot)
        await press(pilot, ["enter"])
        assert "Every question is answered." in shown(app)
        assert "Submit the exam?" not in shown(app)
        await pilot.pause(0.1)
        assert "Submit the exam?" in await press(pilot, ["enter"])
        await press(pilot, ["enter"])
        await ready(app)
        assert len(app.screen_stack) == 2, "Home and the report"


async def test_enter_that_is_held_on_the_last_question_submits_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(held_enter, "QUIET", 60)
    app = sat(desk)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        for slot in range(12):
            answer(sitting(app), slot)
        screen = await press(pilot, ["enter"] * 9)
        assert screen.startswith(" Navigator")
        assert not sitting_below(app).finished


async def test_the_end_is_after_the_last_question_of_the_navigator(desk: Desk) -> None:
    app = sat(desk)
    async with app.run_test(size=SIZE) as pilot:
        screen = await press(pilot, [*"n" * 11, NAVIGATOR, "right", FLAG, "right"])
        assert " enter submit " in screen
        assert "0 flagged" in screen
        assert "Question 1 of 12" in await press(pilot, "u")
        assert " enter submit " in await press(pilot, ["down"] * 3)
        screen = await press(pilot, ["left"])
        assert "Question 12 of 12" in screen
        assert " enter go to " in screen
        assert "Question 12 of 12" in await press(pilot, ["enter"])
        assert isinstance(app.screen, AttemptScreen)


async def test_a_click_in_the_navigator_goes_to_its_question(desk: Desk) -> None:
    app = sat(desk)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, [NAVIGATOR])
        await pilot.click("QuestionGrid", offset=(2 * CELL_WIDTH + 3, 0))
        assert "Question 3 of 12" in await press(pilot, [])


@pytest.mark.parametrize(
    ("name", "shows"),
    [("flag", "1 flagged"), ("navigator", "ctrl+s submit"), ("clock", "time hidden")],
)
async def test_the_list_of_commands_runs_one_by_its_name(desk: Desk, name: str, shows: str) -> None:
    app = sat(desk)
    async with app.run_test(size=SIZE) as pilot:
        await to_single(pilot)
        await press(pilot, ["ctrl+p", *name])
        found = app.screen.query_one(CommandList)
        await until(
            app, lambda: name in "".join(str(each.prompt) for each in found.options[:1]).lower()
        )
        await press(pilot, ["enter"])
        await until(app, lambda: shows in shown(app))


async def test_handing_in_names_what_is_open(desk: Desk) -> None:
    app = sat(desk)
    async with app.run_test(size=SIZE) as pilot:
        screen = await press(pilot, [*"anbnn", NAVIGATOR, SUBMIT])
        assert "1, 2" not in screen
        assert "8 unseen: questions 5\N{EN DASH}12" in screen
        assert "2 unanswered: questions 3\N{EN DASH}4" in screen
        assert "Question 4 of 12" in await press(pilot, ["escape", "escape"])


async def test_the_clock_counts_hides_warns_and_hands_in(desk: Desk) -> None:
    app = sat(desk)
    async with app.run_test(size=SIZE) as pilot:
        assert "1:00:00" in await press(pilot, "a")
        assert "time hidden" in await press(pilot, "t")
        await tick(pilot, desk, 31 * 60)
        assert "29 minutes left" in shown(app)
        assert "0:29:00" in await press(pilot, "t")
        await press(pilot, "t")
        await tick(pilot, desk, 25 * 60)
        assert "4 minutes left" in shown(app)
        assert "0:04:00" in shown(app), "the last minutes show whether hidden or not"


async def test_a_dialog_says_that_time_is_up_and_keys_typed_then_do_nothing(desk: Desk) -> None:
    app = sat(desk)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, ["a", NAVIGATOR, SUBMIT])
        await tick(pilot, desk, 61 * 60)
        assert "Time is up." in shown(app)
        assert "Your answer has been submitted." in shown(app)
        assert "Time is up." in await press(pilot, ["enter", "b", "n", "escape", "tab"])
        assert isinstance(app.screen, TimeUpDialog)
        app.screen.accept_keys()
        screen = await press(pilot, ["enter"])
        assert "60 of 60 min" in screen
        assert len(app.screen_stack) == 2, "Home and the report"


async def tick(pilot: Pilot[int], desk: Desk, seconds: float) -> None:
    """Let time pass and the screen's timer with it."""
    desk.clock.pass_time(seconds)
    next(each for each in pilot.app.screen_stack if isinstance(each, AttemptScreen))._tick()
    await pilot.pause()
    await pilot.pause()


async def test_leaving_keeps_the_attempt_and_home_goes_on_with_it(desk: Desk) -> None:
    app = sat(desk)
    async with app.run_test(size=SIZE) as pilot:
        assert "Your answers are saved" in await press(pilot, ["a", "n", "ctrl+q"])
        assert "Resume" in await press(pilot, CONFIRM)
        screen = await press(pilot, "r")
        assert "Question 2 of 12" in screen
        assert "1 incomplete" in screen


async def test_a_drill_shows_the_answer_on_a_key(desk: Desk) -> None:
    engine = desk.engine()
    app = ExamkitApp(
        engine,
        Config(),
        start=lambda a: a.open_attempt(
            lambda: engine.start_drill(request=DrillRequest(topics=("bread",)))
        ),
    )
    async with app.run_test(size=SIZE) as pilot:
        assert "s show answer" in await press(pilot, "a")
        screen = await press(pilot, "s")
        assert "l repeat " in screen
        assert "a-d answer" not in screen
        assert "You've seen the correct answer, so yours is final." in await press(pilot, "b")


async def test_the_navigator_is_next_to_the_question_in_a_wide_window(desk: Desk) -> None:
    app = sat(desk)
    async with app.run_test(size=(120, 40)) as pilot:
        await to_single(pilot)
        screen = await press(pilot, ["b", FLAG])
        assert "Navigator" in screen
        assert "●⚑" in screen, "a flagged question still shows whether it is answered"
        assert ("1 answered" in screen, "1 flagged" in screen) == (True, True)
        await pilot.resize_terminal(100, 40)
        screen = await press(pilot, [])
        assert "─ Navigator ─" not in screen
        assert "1 answered · 1 flagged" in screen


async def test_only_changed_cells_of_the_navigator_are_drawn(desk: Desk) -> None:
    app = sat(desk)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "n")
        grid = app.screen.query_one(QuestionGrid)
        drawn = list[int]()
        grid.draw = drawn.extend  # type: ignore[method-assign, assignment]
        await press(pilot, "n")
        assert drawn == [1, 2]
        await press(pilot, [FLAG])
        assert drawn == [1, 2, 2]


@pytest.mark.parametrize(
    ("key", "places", "name"),
    [("1", [1, 2, 3], "all"), ("2", [2, 5, 6], "incomplete"), ("3", [1, 4], "flagged")],
)
async def test_a_walk_goes_through_its_questions_and_ends_in_the_navigator(
    desk: Desk, key: str, places: list[int], name: str
) -> None:
    app = sat(desk)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        live = sitting(app)
        for slot in (0, 2, 3):
            answer(live, slot)
        for slot in (0, 3):
            live.flag(slot)
        screen = await press(pilot, [NAVIGATOR, key])
        for place in places:
            assert f"Question {place} of 12" in screen
            assert f"Review {name}: {places.index(place) + 1} of " in screen
            screen = await press(pilot, "n")
        if name == "flagged":
            assert screen.startswith(" Navigator")
            assert "Question 3 of 12" in await press(pilot, ["escape", "p"]), "the walk is over"
        else:
            assert f"Question {places[-2]} of 12" in await press(pilot, "pp")


async def test_a_walk_without_questions_says_so(desk: Desk) -> None:
    app = sat(desk)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, [NAVIGATOR, "3"])
        await until(app, lambda: "No questions are flagged." in shown(app))
        live = sitting_below(app)
        for slot in range(len(live.form.slots)):
            answer(live, slot)
        assert "Every question is answered." in await press(pilot, "2")


async def test_the_help_says_that_a_walk_has_all_open_questions(desk: Desk) -> None:
    app = sat(desk)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        screen = await press(pilot, [NAVIGATOR, "question_mark"])
        assert "Go through the questions you haven't fully answered." in screen


async def test_the_navigator_shows_and_flags_the_question_under_its_cursor(desk: Desk) -> None:
    app = sat(desk)
    async with app.run_test(size=SIZE) as pilot:
        await to_single(pilot)
        screen = await press(pilot, ["b", NAVIGATOR])
        assert "Your answer: B" in screen
        screen = await press(pilot, [FLAG, "right"])
        assert "●⚑" in screen
        assert "Your answer: none" in screen


@pytest.mark.parametrize(("height", "is_named"), [(24, True), (40, False)])
async def test_the_navigator_names_the_answer_where_the_options_may_be_cut(
    desk: Desk, height: int, *, is_named: bool
) -> None:
    app = sat(desk)
    async with app.run_test(size=(120, height)) as pilot:
        await to_single(pilot)
        screen = await press(pilot, ["b", NAVIGATOR])
        assert ("Your answer: B" in screen) == is_named


@pytest.mark.parametrize("width", [80, 120, 160, 220])
async def test_a_question_starts_at_the_left_edge_as_in_its_review(desk: Desk, width: int) -> None:
    app = sat(desk)
    async with app.run_test(size=(width, 50)) as pilot:
        await pilot.pause()
        line = next(x for x in shown(app).splitlines() if "Somebody" in x)
        assert line.startswith(" Somebody")


async def test_keys_typed_ahead_reach_the_screen_they_are_meant_for(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    compose = NavigatorScreen._compose

    async def compose_slowly(screen: NavigatorScreen) -> None:
        await asyncio.sleep(0.1)
        await compose(screen)

    monkeypatch.setattr(NavigatorScreen, "_compose", compose_slowly)
    app, opened = sat(desk), list[str]()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()

        def count_and_push(screen: Any, *more: Any, **named: Any) -> Any:
            opened.append(type(screen).__name__)
            return ExamkitApp.push_screen(app, screen, *more, **named)

        monkeypatch.setattr(app, "push_screen", count_and_push)
        for key in (NAVIGATOR, "q", NAVIGATOR, SUBMIT, "enter"):
            app.post_message(Key(key, key if len(key) == 1 else None))
        await until(app, lambda: len(opened) == 3 and shown(app).startswith(" Navigator"))
        assert len(app.screen_stack) == 3
        assert not sitting_below(app).finished


async def start_over(pilot: Pilot[int]) -> str:
    """Answer a question of the mock, leave, and ask for another mock."""
    assert isinstance(pilot.app, ExamkitApp)
    await to_single(pilot)
    await press(pilot, ["b", "ctrl+q", *CONFIRM])
    await ready(pilot.app)
    await press(pilot, "m")
    await pilot.pause()
    return await press(pilot, [])


async def test_another_mock_asks_about_the_unfinished_one_and_counts_down(desk: Desk) -> None:
    app = sat(desk)
    async with app.run_test(size=SIZE) as pilot:
        screen = await start_over(pilot)
        assert "You have an unfinished mock exam." in screen
        assert "EXAM-1, 1 of 12 answered, 1:00:00 left." in screen
        desk.clock.pass_time(60)
        assert isinstance(app.screen, RunningMockDialog)
        app.screen._show_mock()
        assert "0:59:00 left." in await press(pilot, [])
        screen = await press(pilot, ["enter"])
        assert "1 answered" in screen


async def test_an_unfinished_mock_is_discarded_before_another_one(desk: Desk) -> None:
    app = sat(desk)
    async with app.run_test(size=SIZE) as pilot:
        await start_over(pilot)
        assert "12 questions" in await press(pilot, ["right", "enter"])
        assert app.context.service.attempts() == ()


async def test_an_unfinished_mock_stays_if_the_candidate_cancels(desk: Desk) -> None:
    app = sat(desk)
    async with app.run_test(size=SIZE) as pilot:
        await start_over(pilot)
        assert "Resume" in await press(pilot, ["escape"])
        assert len(app.context.service.attempts()) == 1
        await press(pilot, "m")
        desk.clock.pass_time(3601)
        assert isinstance(app.screen, RunningMockDialog)
        app.screen._show_mock()
        assert "12 questions" in await press(pilot, []), "once its time is up, it is submitted"


async def test_instructions_come_before_the_clock_starts(desk: Desk) -> None:
    app = ExamkitApp(desk.engine(), Config())
    async with app.run_test(size=SIZE) as pilot:
        await ready(app)
        screen = await press(pilot, ["m", "enter"])
        assert screen.startswith(" Mock exam · EXAM-1 ")
        assert "12 questions in 60 minutes" in screen
        assert "no penalty for guessing" in screen
        assert "Flag the question for review" in screen
        desk.clock.pass_time(600)
        assert "Question 1 of 12  1:00:00" in await press(pilot, ["enter"])


async def test_instructions_are_skipped_once_the_candidate_says_so(
    desk: Desk, tmp_path: Path
) -> None:
    app = ExamkitApp(desk.engine(), Config())
    app.context.config_folder = tmp_path
    async with app.run_test(size=SIZE) as pilot:
        await ready(app)
        assert "Instructions" not in await press(pilot, ["m", "enter", "escape"])
        assert not read_config(tmp_path).skip_instructions
        assert "▣ Don't show this again" in await press(pilot, ["m", "enter", "space"])
        await press(pilot, ["enter", "a", "ctrl+q", *CONFIRM])
        await ready(app)
        assert read_config(tmp_path).skip_instructions
        await press(pilot, ["m", "right", "enter"])
        assert "Question 1 of 12" in await press(pilot, ["enter"])
