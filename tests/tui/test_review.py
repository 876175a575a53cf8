"""The review: moving between questions, filters, and what its keys do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from examkit.config import Config
from examkit.tui import explanation_actions
from examkit.tui.app import ExamkitApp
from examkit.tui.screens.notes_reader import NotesReaderScreen
from tests.banks import write_bank
from tests.screens import press, shown
from tests.services import Desk, answer

SIZE = (80, 24)


@pytest.fixture
def app(tmp_path: Path) -> ExamkitApp:
    """Return an app with the review of a mock of which questions 2, 5, and 6 were missed."""
    desk = Desk(tmp_path)
    mock = desk.engine().start_mock()
    for slot in range(len(mock.form.slots)):
        answer(mock, slot, right=slot not in (1, 4, 5))
    mock.flag(4)
    mock.submit()
    mock.release()
    engine = desk.engine()
    attempt = engine.attempts()[0].id
    return ExamkitApp(engine, Config(), start=lambda a: a.show_review(attempt, "all"))


async def test_the_next_mistake_is_found_and_the_last_one_is_named(app: ExamkitApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert "Question 1 of 10" in shown(app)
        for place in (2, 5, 6):
            screen = await press(pilot, "w")
            assert f"Question {place} of 10" in screen
            assert "✗ Incorrect · You chose" in screen
        screen = await press(pilot, "w")
        assert "Question 6 of 10" in screen
        assert "No missed questions after this one" in screen
        assert "No missed questions after this one" not in await press(pilot, ["down"])


async def test_filters_show_their_counts_and_are_chosen_by_number(app: ExamkitApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert "1 All 10 · 2 Missed 3 · 3 Flagged 1\n" in re.sub(" +\\n", "\\n", shown(app))
        assert "Question 2 of 10" in await press(pilot, "2")
        assert "Question 5 of 10" in await press(pilot, "n")
        assert "Question 5 of 10" in await press(pilot, "3")
        assert "Question 5 of 10" in await press(pilot, "n"), "the only one"
        assert "No unsure questions. Press 1" in await press(pilot, "4")
        await pilot.click("#review-filters", offset=(12, 0))
        assert "Question 2 of 10" in await press(pilot, []), "a click chooses, too"
        await press(pilot, ["4", "y", "O", "o", "w"])
        assert not app.clipboard, "there is no question"


async def test_the_ends_of_the_review_are_named(app: ExamkitApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert "No questions before this one." in await press(pilot, ["left"])
        assert "No more questions after this one." in await press(pilot, ["3", "enter"])
        assert "No more questions" not in await press(pilot, ["1", "enter"])


async def test_the_question_is_copied_with_both_answers(app: ExamkitApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert "Question copied." in await press(pilot, ["w", "y"])
        assert "What makes it rise?" in app.clipboard
        assert "Your answer: " in app.clipboard
        assert "Correct answer: " in app.clipboard
        assert "https://example.org/" in app.clipboard


async def test_the_reference_opens_in_a_browser(
    app: ExamkitApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(explanation_actions, "open_browser", opened.append)
    monkeypatch.setattr(explanation_actions, "can_browse", lambda: True)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert "Opening https://example.org/" in await press(pilot, "O")
    assert [address.rpartition("/")[0] for address in opened] == ["https://example.org"]


async def test_without_a_browser_the_address_is_shown_and_copied(
    app: ExamkitApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(explanation_actions, "can_browse", lambda: False)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        screen = await press(pilot, "O")
        assert "Can't open a browser here" in screen
        assert app.clipboard in screen
        assert app.clipboard.startswith("https://example.org/")


async def test_the_whole_note_opens_with_the_evidence_marked(app: ExamkitApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert "▌ " in await press(pilot, ["pagedown"]), "below the options in one column"
        screen = await press(pilot, "o")
        assert isinstance(app.screen, NotesReaderScreen)
        [line] = [line for line in screen.splitlines() if "▌ " in line]
        assert "rises because of" in line


@pytest.mark.parametrize("size", [(80, 24), (110, 30), (120, 40), (160, 50)])
async def test_the_note_is_next_to_the_question_from_110_columns(
    app: ExamkitApp, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        keys = ["pagedown"] if size[0] < 110 else []
        lines = [x for x in (await press(pilot, keys)).splitlines() if "Study note: Rising" in x]
        assert [line.index("Study note") > size[0] // 3 for line in lines] == [size[0] >= 110]


async def test_the_navigator_shows_outcomes_and_moves_by_rows(app: ExamkitApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert "Navigator" not in shown(app)
        screen = await press(pilot, ["tab", "down"])
        assert "Question 6 of 10" in screen
        assert " 2✗" in screen
        assert " 5✗⚑" in screen
        assert "7 correct" in screen
        assert "Question 1 of 10" in await press(pilot, ["up"])
        assert "Navigator" not in await press(pilot, ["enter"])
        assert "Question 2 of 10" in await press(pilot, ["enter"])
        assert "Review" in await press(pilot, ["tab", "escape"])


async def test_the_navigator_is_always_there_in_a_wide_window(app: ExamkitApp) -> None:
    async with app.run_test(size=(150, 40)) as pilot:
        await pilot.pause()
        assert "Navigator" in await press(pilot, "2")
        await pilot.click("QuestionGrid", offset=(6, 0))
        assert "Question 2 of 10" in await press(pilot, [])
        await pilot.click("QuestionGrid", offset=(11, 0))
        screen = await press(pilot, [])
        assert "Question 3 of 10" in screen
        assert app.screen.filter == "all", "the question is not among the missed ones"  # type: ignore[attr-defined]


@pytest.mark.parametrize(("width", "columns"), [(120, 2), (150, 3)])
async def test_no_column_is_squeezed(app: ExamkitApp, width: int, columns: int) -> None:
    async with app.run_test(size=(width, 40)) as pilot:
        await pilot.pause()
        line = next(x for x in shown(app).splitlines() if "Study note:" in x)
        assert 50 < line.index("Study note:") < 80
        assert ("Navigator" in shown(app)) == (columns == 3)


async def test_the_navigator_is_next_to_the_question_and_its_note(app: ExamkitApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        screen = await press(pilot, ["tab"])
        [line] = [line for line in screen.splitlines() if "Study note" in line]
        assert line.index("Study note") > 40
        assert all("Navigator" not in line[:90] for line in screen.splitlines())


@pytest.fixture
def long_review(tmp_path: Path) -> ExamkitApp:
    """Return an app with the review of a mock of 65 questions."""
    write_bank(tmp_path / "bank", each=60, questions=65)
    engine = Desk(tmp_path).engine()
    mock = engine.start_mock()
    mock.submit()
    mock.release()
    attempt = engine.attempts()[0].id
    return ExamkitApp(engine, Config(), start=lambda a: a.show_review(attempt, "all"))


async def test_all_questions_of_an_exam_are_in_the_navigator(long_review: ExamkitApp) -> None:
    async with long_review.run_test(size=SIZE) as pilot:
        await pilot.pause()
        screen = await press(pilot, ["tab"])
        assert [number for number in range(1, 66) if f" {number}○" not in screen] == []
        assert "65 unanswered" in screen


async def test_a_low_navigator_scrolls_and_shows_it(long_review: ExamkitApp) -> None:
    async with long_review.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        assert " 65○" not in await press(pilot, ["tab"])
        pane = pilot.app.screen.query_one("NavigatorPanel > ScrollPane")
        assert pane.show_vertical_scrollbar
        assert pane.scrollbar_size_vertical == 1
        screen = await press(pilot, ["down"] * 12)
        assert [number for number in range(61, 66) if f" {number}○" not in screen] == []
        assert "65 unanswered" in screen


async def test_the_numbers_are_right_below_the_slots(app: ExamkitApp) -> None:
    async with app.run_test(size=(160, 50)) as pilot:
        await pilot.pause()
        lines = shown(app).splitlines()
        last = next(i for i, line in enumerate(lines) if " 10✓" in line)
        assert "7 correct" in lines[last + 2]


async def test_everything_is_close_together(app: ExamkitApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        lines = shown(app).splitlines()
        assert [i for i, line in enumerate(lines) if "1 All" in line or "Correct" in line] == [1, 2]
