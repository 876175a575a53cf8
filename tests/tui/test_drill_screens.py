"""Choosing drills, what they say before they start, and what an answer shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual.events import Paste
from textual.widgets import Input

from examkit.attempts.live_attempt import LiveAttempt
from examkit.bank.search import MAX_LENGTH, Hit, Search
from examkit.config import Config
from examkit.drills.request import DrillRequest
from examkit.tui.app import ExamkitApp
from examkit.tui.screens.attempt import AttemptScreen
from examkit.tui.screens.confusions import ConfusionsScreen
from examkit.tui.screens.custom_drill import DrillFooter
from examkit.tui.screens.drill_menu import DrillMenuScreen
from examkit.tui.screens.notes_reader import NotesReaderScreen
from examkit.tui.screens.search import SearchScreen
from examkit.tui.typed_settings import find_date_error
from tests.banks import write_bank
from tests.screens import CONFIRM, FLAG, open_row, press, ready, shown, until
from tests.services import Desk, answer

SIZE = (80, 24)
WIDE = (120, 40)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    write_bank(tmp_path / "bank", each=20, questions=12, minutes=60)
    return Desk(tmp_path)


def pick_water(live: LiveAttempt, slots: int) -> None:
    """Take baking for rising in the first slots, and hand in."""
    for slot in range(slots):
        options = live.form.slots[slot].question.options
        live.visit(slot)
        live.choose(slot, next(i for i, o in enumerate(options) if "Water" in o.text))
    live.submit()


def mixed_up(desk: Desk) -> None:
    """Mix two concepts up three times."""
    pick_water(desk.engine().start_drill(request=DrillRequest(topics=("bread",), count=3)), 3)


def take_mock(desk: Desk, domain: str, *, wrong: int, seconds: float = 60) -> None:
    """Take a mock, with the first questions of a domain incorrect, and let a day pass."""
    mock = desk.engine().start_mock()
    missed = [slot for slot, asked in enumerate(mock.form.slots) if asked.domain == domain][:wrong]
    for slot in range(len(mock.form.slots)):
        answer(mock, slot, right=slot not in missed)
        desk.clock.pass_time(seconds)
    mock.submit()
    desk.clock.pass_time(86_400)


async def test_todays_drill_tells_its_reasons_before_it_starts(desk: Desk) -> None:
    mock = desk.engine().start_mock()
    for slot in range(12):
        answer(mock, slot, right=slot > 1)
        desk.clock.pass_time(60)
    mock.submit()
    desk.clock.pass_time(1.5 * 86_400)
    app = ExamkitApp(desk.engine(), Config())
    async with app.run_test(size=SIZE) as pilot:
        await ready(app)
        assert "10 questions · about 50 min" in shown(app)
        assert "2 to review · 8 new" in shown(app)
        screen = await press(pilot, ["d", "enter"])
        assert "2 due for review" in screen
        assert "8 new (" in screen
        assert "Due for review" in await press(pilot, ["escape"])
        assert "2 to review" in await press(pilot, ["escape"])
        assert not isinstance(app.screen, AttemptScreen)
        assert "Question 1 of 10" in await press(pilot, ["enter"])


async def test_the_drill_menu_is_there_again_after_a_drill(desk: Desk) -> None:
    app = ExamkitApp(desk.engine(), Config())
    async with app.run_test(size=SIZE) as pilot:
        await ready(app)
        await press(pilot, ["d"])
        await open_row(pilot, "build")
        screen = app.screen
        assert isinstance(screen, AttemptScreen)
        missed = next(
            chr(ord("a") + letter)
            for letter, option in enumerate(screen.slot.order)
            if option not in screen.slot.question.keys
        )
        assert "No mistakes to repeat" not in await press(pilot, [missed, "enter"])
        await press(pilot, ["q", "right", "enter"])
        text = await press(pilot, ["escape"])
        assert isinstance(app.screen, DrillMenuScreen)
        assert "Missed last time" in text


async def test_the_lowest_domain_is_drilled_if_none_is_below_passing(desk: Desk) -> None:
    for _ in range(2):
        take_mock(desk, "secure", wrong=1)
    app = ExamkitApp(desk.engine(), Config())
    async with app.run_test(size=SIZE) as pilot:
        await ready(app)
        assert "Lowest domain     Securing things" in await press(pilot, ["d"])
        await open_row(pilot, ":lowest")
        assert isinstance(app.screen, AttemptScreen)
        assert {slot.domain for slot in app.screen.attempt.form.slots} == {"secure"}


async def test_after_careless_mocks_the_next_row_drills_by_counts_and_says_so(desk: Desk) -> None:
    for _ in range(2):
        take_mock(desk, "secure", wrong=12, seconds=2)
    app = ExamkitApp(desk.engine(), Config())
    async with app.run_test(size=SIZE) as pilot:
        await ready(app)
        await until(app, lambda: "24 answers don't count: you answered" in shown(app))
        screen = await press(pilot, ["d"])
        assert "Securing things, based on counts only" in " ".join(screen.split())
        assert "enter start" in screen
        assert "enter open" in await press(pilot, ["end"])
        await press(pilot, ["home"])
        assert "correct" not in screen
        await press(pilot, ["down", "enter"])
        assert isinstance(app.screen, AttemptScreen)
        assert app.screen.attempt.form.title == "drill: weak areas"
        assert {slot.domain for slot in app.screen.attempt.form.slots} == {"secure"}


async def test_a_drill_is_put_together_from_any_ticks(desk: Desk) -> None:
    app = ExamkitApp(desk.engine(), Config())
    async with app.run_test(size=SIZE) as pilot:
        await ready(app)
        await press(pilot, ["d", "end", "enter"])
        assert "28 match · 10 questions · about" in shown(app)
        assert "28 match · 15 questions · about" in await press(pilot, ["+"])
        assert "28 match · 5 questions · about" in await press(pilot, ["-", "-", "-"])
        counts = [re.search(r"\[ \] .* (\d+) +│", line) for line in shown(app).splitlines()]
        assert len({count.end(1) for count in counts if count}) == 1, "one column in all lists"
        await press(pilot, ["space"])
        assert "[x]  Missed last time" in shown(app)
        assert "No questions match. Clear a selection." in shown(app)
        assert (await press(pilot, ["enter"])).count("No questions match. Clear a selection.") == 2
        await press(pilot, ["space", "right", "right", "space"])
        assert "[x]  Building things" in shown(app)
        screen = await press(pilot, ["tab", "tab", "end", "space"])
        assert "[x]  Salt" in screen, "the line under the cursor is in view"
        assert "No questions match" in screen, "no question on salt is about building"
        screen = await press(pilot, ["space", "enter"])
        assert "Question 1 of 5" in screen
        assert isinstance(app.screen, AttemptScreen)
        asked = {slot.domain for slot in app.screen.attempt.form.slots}
        assert asked == {"build"}


@pytest.mark.parametrize(("size", "columns"), [((80, 24), 1), ((120, 40), 3)])
async def test_the_cursor_goes_through_all_lists_of_a_custom_drill(
    desk: Desk, size: tuple[int, int], columns: int
) -> None:
    app = ExamkitApp(desk.engine(), Config())
    async with app.run_test(size=size) as pilot:
        await ready(app)
        screen = await press(pilot, ["d", "end", "enter"])
        line = next(line for line in screen.splitlines() if "Questions" in line)
        assert ("Domain" in line, "Topic" in line) == (columns == 3, columns == 3)
        screen = await press(pilot, ["down"] * 11 + ["space"])
        assert "[x]  Easy" in screen, "past the ends of lists"
        assert "[ ]  Easy" in await press(pilot, ["space"])
        assert "[x]  Focus on weak areas" in await press(pilot, [*["up"] * 5, "space"])


async def test_the_line_of_a_custom_drill_starts_it_when_clicked(desk: Desk) -> None:
    app = ExamkitApp(desk.engine(), Config())
    async with app.run_test(size=SIZE) as pilot:
        await ready(app)
        await press(pilot, ["d", "end", "enter"])
        await pilot.click(DrillFooter)
        assert "Question 1 of 10" in await press(pilot, [])


async def test_a_pair_that_was_mixed_up_is_shown_and_drilled(desk: Desk) -> None:
    mixed_up(desk)
    app = ExamkitApp(desk.engine(), Config())
    async with app.run_test(size=WIDE) as pilot:
        await ready(app)
        await press(pilot, "d")
        screen = await open_row(pilot, ":mix-ups")
        assert "Baking / Rising" in screen
        assert "3 times" in screen
        screen = await press(pilot, ["enter"])
        line = next(line for line in screen.splitlines() if "Baking" in line)
        assert "Rising" in line, "side by side where there is room"
        assert "Drill: Concepts you confuse" in await press(pilot, "d")


async def test_without_confused_concepts_the_screen_names_the_keys_that_help(desk: Desk) -> None:
    app = ExamkitApp(desk.engine(), Config())
    async with app.run_test(size=SIZE) as pilot:
        await ready(app)
        app.push_screen(ConfusionsScreen())
        screen = await press(pilot, [])
        assert screen.count("twice") == 1
        assert "press m for a mock exam or d for a drill" in " ".join(screen.split())
        assert screen.splitlines()[-1].split() == ["esc", "back", "?", "help"]


async def test_the_note_on_a_wrong_choice_follows_that_on_the_question(desk: Desk) -> None:
    engine = desk.engine()
    request = DrillRequest(topics=("bread",), count=3)
    app = ExamkitApp(
        engine,
        Config(),
        start=lambda a: a.open_attempt(lambda: engine.start_drill(request=request)),
    )
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, AttemptScreen)
        slot = app.screen.attempt.form.slots[0]
        water = next(i for i, o in enumerate(slot.question.options) if "Water" in o.text)
        screen = await press(pilot, ["abcdef"[slot.order.index(water)], "s"])
        line = next(line for line in screen.splitlines() if "Study note: Rising" in line)
        assert line.index("Study note") > WIDE[0] // 2, "next to the question"
        assert "About your answer: Baking" in screen


async def test_covered_options_show_on_a_key(desk: Desk) -> None:
    engine = desk.engine()
    app = ExamkitApp(
        engine, Config(hide_options=True), start=lambda a: a.open_attempt(engine.start_drill)
    )
    async with app.run_test(size=SIZE) as pilot:
        screen = await press(pilot, [])
        assert "The options are hidden" in screen
        assert "space show options" in screen
        assert "( ) A" not in screen
        screen = await press(pilot, "b")
        assert "The options are hidden" not in screen
        assert "◉" not in screen, "the first key uncovers and chooses nothing"
        assert "options are hidden" in await press(pilot, "n")
        assert "options are hidden" not in await press(pilot, "v")


async def test_a_mock_has_no_cover_and_no_search(desk: Desk) -> None:
    engine = desk.engine()
    app = ExamkitApp(
        engine, Config(hide_options=True), start=lambda a: a.open_attempt(engine.start_mock)
    )
    async with app.run_test(size=SIZE) as pilot:
        screen = await press(pilot, [])
        assert "options are hidden" not in screen
        assert "options are hidden" not in await press(pilot, "v")
        assert not isinstance((await press(pilot, "/"), app.screen)[1], SearchScreen)
        await press(pilot, ["b", "ctrl+q", *CONFIRM])
        closed = "Notes and search are off while a mock exam is unfinished."
        assert closed in await press(pilot, "/")
        await press(pilot, "b")
        assert closed in await press(pilot, ["enter"])
        assert not isinstance(app.screen, NotesReaderScreen)


async def test_enter_chooses_shows_and_goes_on(desk: Desk) -> None:
    engine = desk.engine()
    request = DrillRequest(topics=("bread",), count=2)
    app = ExamkitApp(
        engine,
        Config(),
        start=lambda a: a.open_attempt(lambda: engine.start_drill(request=request)),
    )
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, AttemptScreen)
        for number in (1, 2):
            keys = len(app.screen.attempt.form.slots[number - 1].question.keys)
            await press(pilot, "abcdef"[:keys])
            assert "l repeat" in await press(pilot, ["enter"])
            assert "repeats later" in await press(pilot, "l")
            screen = await press(pilot, ["enter"])
            assert ("Question 2 of 2" if number == 1 else "Do next") in screen


async def test_search_finds_notes_and_what_was_seen(desk: Desk) -> None:
    mixed_up(desk)
    app = ExamkitApp(desk.engine(), Config())
    async with app.run_test(size=SIZE) as pilot:
        await ready(app)
        screen = await press(pilot, ["slash", *"yeast"])
        assert "Note       Rising" in screen
        assert "Question   Somebody makes bread" in screen
        assert "salt for number" not in screen, "that was never shown"
        assert "rises because of yeast" in await press(pilot, ["enter"])
        screen = await press(pilot, ["escape", "down", "down", "enter"])
        assert "What makes it rise?" in screen
        assert "(correct answer)" in screen
        assert "Not answered" not in screen


async def test_search_offers_what_was_read_and_missed_before_the_first_letter(desk: Desk) -> None:
    app = ExamkitApp(desk.engine(), Config())
    async with app.run_test(size=SIZE) as pilot:
        await ready(app)
        assert "Type a word" in await press(pilot, ["slash"])
        screen = await press(pilot, [*"yeast", "enter", "escape", *["backspace"] * 5])
        assert "Last read  Rising" in screen
        mixed_up(desk)
        await press(pilot, ["escape", "slash"])
        screen = await press(pilot, ["down"])
        assert "Missed     Bread" in screen
        assert "3 of 3 missed" in screen
        assert "An oven is hot." in await press(pilot, ["enter"])


async def test_search_shows_its_keys(desk: Desk) -> None:
    app = ExamkitApp(desk.engine(), Config())
    async with app.run_test(size=SIZE) as pilot:
        await ready(app)
        assert "f1 help" in await press(pilot, ["slash", "question_mark"])
        assert app.screen.query_one(Input).value == "?", "typed, not a command"
        assert "Open the highlighted item." in await press(pilot, ["f1"])


async def test_a_drill_without_questions_says_why(desk: Desk) -> None:
    app = ExamkitApp(desk.engine(), Config())
    async with app.run_test(size=SIZE) as pilot:
        await ready(app)
        screen = await press(pilot, "d")
        assert "No mistakes to repeat" in screen
        assert "No bookmarks yet" in screen
        await press(pilot, ["down"])
        assert isinstance(app.screen, DrillMenuScreen)
        assert app.screen.highlighted == ":unseen", "rows without questions are skipped"


async def test_topics_show_what_was_seen_and_the_share_correct(desk: Desk) -> None:
    mixed_up(desk)
    app = ExamkitApp(desk.engine(), Config())
    async with app.run_test(size=SIZE) as pilot:
        await ready(app)
        screen = (await press(pilot, "b")).replace("▌", " ")
        lines = [line.split() for line in screen.splitlines()]
        bread = next(line for line in lines if line[:1] == ["Bread"])
        salt = next(line for line in lines if line[:1] == ["Salt"])
        assert (bread[1:4], bread[-1]) == (["3", "of", "20"], "0%")
        assert salt[1:4] == ["0", "of", "20"]
        assert not salt[-1].endswith("%")


@pytest.mark.fault("R63")
async def test_a_long_paste_is_cut(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    find = Search.find

    def watched(search: Search, text: str) -> tuple[Hit, ...]:
        asked.append(text)
        return find(search, text)

    monkeypatch.setattr(Search, "find", watched)
    app = ExamkitApp(desk.engine(), Config())
    async with app.run_test(size=SIZE) as pilot:
        await ready(app)
        await press(pilot, ["slash"])
        pasted = "yeast " + " ".join(f"w{number}" for number in range(3_000))
        app.screen.query_one(Input).post_message(Paste(pasted))
        screen = await press(pilot, ["x"])
        assert "Only the first 24 words are used." in screen
        assert "Note       Rising" in screen
    assert asked == [pasted[:MAX_LENGTH]]


async def test_a_note_drills_its_questions(desk: Desk) -> None:
    app = ExamkitApp(desk.engine(), Config())
    async with app.run_test(size=SIZE) as pilot:
        await ready(app)
        await press(pilot, ["b", "enter"])
        assert "Drill: Several notes" in await press(pilot, "d")
        assert isinstance(app.screen, AttemptScreen)
        assert {s.question.topic for s in app.screen.attempt.form.slots} == {"bread"}
        await press(pilot, ["ctrl+q", "enter"])
        assert "Drill: One note" in await press(pilot, "nd")


async def test_the_reader_shows_each_section_once(desk: Desk) -> None:
    app = ExamkitApp(desk.engine(), Config())
    async with app.run_test(size=(80, 40)) as pilot:
        await ready(app)
        screen = await press(pilot, ["b", "enter"])
        assert screen.count("An oven is hot.") == 1
        assert screen.count("Rising") == 1
        assert "1 of 3" in screen
        assert "Rising" in await press(pilot, "n")


async def test_the_report_drills_what_it_says(desk: Desk) -> None:
    mixed_up(desk)
    engine = desk.engine()
    app = ExamkitApp(engine, Config(), start=lambda a: a.show_report(engine.attempts()[0].id))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert "Drill: Weak areas, Building things" in await press(pilot, "d")
        assert isinstance(app.screen, AttemptScreen)
        assert {slot.domain for slot in app.screen.attempt.form.slots} == {"build"}


async def test_the_number_of_a_question_without_a_clock_is_at_the_right_edge(desk: Desk) -> None:
    engine = desk.engine()
    app = ExamkitApp(engine, Config(), start=lambda a: a.open_attempt(engine.start_drill))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert shown(app).splitlines()[0].endswith(" Question 1 of 10 ")
        screen = await press(pilot, [FLAG])
        assert screen.splitlines()[0].endswith(" ⚑ flagged  Question 1 of 10 ")


async def test_the_heading_cuts_the_name_of_a_drill_where_it_reads_as_complete(desk: Desk) -> None:
    mixed_up(desk)
    engine = desk.engine()
    app = ExamkitApp(engine, Config(), start=lambda a: a.show_report(engine.attempts()[0].id))
    async with app.run_test(size=(65, 24)) as pilot:
        await pilot.pause()
        heading = (await press(pilot, "d")).splitlines()[0]
        assert "Drill: Weak areas · " in heading
        await pilot.resize_terminal(100, 24)
        await until(app, lambda: "Weak areas, Building things" in shown(app).splitlines()[0])


@pytest.mark.parametrize(
    ("text", "said"),
    [("", ""), ("2026-12-15", ""), ("soon", "Type a date"), ("2026-11-22", "past")],
)
def test_a_day_is_checked(text: str, said: str) -> None:
    from datetime import date

    assert said in find_date_error(text, date(2026, 11, 23))
    assert bool(find_date_error(text, date(2026, 11, 23))) == bool(said)


async def test_a_drill_that_is_shorter_than_it_said_is_offered_first(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = desk.engine()
    short = engine.plan_drill(request=DrillRequest(count=3))
    monkeypatch.setattr(engine, "plan_drill", lambda *_: short)
    app = ExamkitApp(engine, Config())
    async with app.run_test(size=SIZE) as pilot:
        await ready(app)
        app.router.start_drill(DrillRequest(count=5))
        await pilot.pause()
        assert "You asked for 5 questions. Only 3 match." in shown(app)
        assert "Question 1 of 3" in await press(pilot, ["enter"])
