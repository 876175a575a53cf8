"""Questions longer than the window: what is cut, and what scrolls."""

from __future__ import annotations

from pathlib import Path

import pytest

from examkit.config import Config
from examkit.tui.app import ExamkitApp
from tests.banks import write_bank
from tests.screens import drawn, press, shown
from tests.services import Desk

SIZE = (80, 24)


def long_exam(folder: Path, lines: int, option: str, mode: str = "mock") -> ExamkitApp:
    """Return an app in an attempt whose stems have `lines` lines and the same long option."""
    bank = write_bank(folder / "bank", each=10, questions=12, single=True)
    for path in (bank / "questions").iterdir():
        text = path.read_text().replace('text = "Luck', f'text = "{option}')
        stem = "".join(f"Line {n}\n\n" for n in range(lines // 2))
        path.write_text(text.replace("Somebody makes", f"{stem}Somebody makes"))
    engine = Desk(folder).engine()
    start = engine.start_mock if mode == "mock" else engine.start_drill
    return ExamkitApp(engine, Config(), start=lambda router: router.open_attempt(start))


@pytest.mark.parametrize("number", [1, 2])
async def test_a_question_uses_the_lines_that_short_options_leave(
    tmp_path: Path, number: int
) -> None:
    app = long_exam(tmp_path, 8, "Luck")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "n" * (number - 1))
        await drawn(app)
        text = shown(app)
        assert f"Question {number} of 12" in text
        assert "Line 0" in text
        assert "What makes it rise?" in text
        assert "pgdn" not in text


async def test_a_question_after_an_explanation_uses_all_lines(tmp_path: Path) -> None:
    app = long_exam(tmp_path, 8, "Luck", "drill")
    async with app.run_test(size=SIZE) as pilot:
        await drawn(app)
        text = await press(pilot, ["a", "enter", "enter"])
        assert "Question 2 of 10" in text
        assert all(f"Line {n}" in text for n in range(4))
        assert "pgdn" not in text


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 40)])
@pytest.mark.parametrize("mode", ["mock", "drill"])
async def test_the_paragraph_that_asks_stays_above_the_options(
    tmp_path: Path, size: tuple[int, int], mode: str
) -> None:
    app = long_exam(tmp_path, 60, "Luck " * 40, mode)
    async with app.run_test(size=size) as pilot:
        await drawn(app)
        for _ in range(3):
            text = shown(app)
            asked, options = text.find("What makes it rise?"), text.find("○ A")
            assert 0 < asked < options
            await press(pilot, ["pagedown"])


async def test_the_page_key_scrolls_the_question_first_and_then_its_options(
    tmp_path: Path,
) -> None:
    app = long_exam(tmp_path, 20, "Luck " * 120)
    async with app.run_test(size=SIZE) as pilot:
        await drawn(app)
        stem, options = app.screen.query_one("#stem"), app.screen.query_one("#options")
        assert "pgdn" in shown(app)
        for _ in range(8):
            await press(pilot, ["pagedown"])
        assert stem.scroll_y == stem.max_scroll_y > 0
        assert options.scroll_y == options.max_scroll_y > 0
        for _ in range(8):
            await press(pilot, ["pageup"])
        assert stem.scroll_y == options.scroll_y == 0


async def test_no_option_is_out_of_sight_without_a_key_that_shows_it(tmp_path: Path) -> None:
    bank = write_bank(tmp_path / "bank", each=30, questions=60, single=True)
    for path in (bank / "questions").iterdir():
        head, *questions = path.read_text().split("[[questions]]")
        for number, question in enumerate(questions):
            stem = (
                "".join(f"Line {n}\n\n" for n in range(number % 5)) + "Words " * (number % 3) * 20
            )
            long = question.replace("Somebody makes", f"{stem}Somebody makes")
            questions[number] = long.replace(" for ", f" {'for ' * (1 + number % 4 * 8)}")
        path.write_text("[[questions]]".join((head, *questions)))
    engine = Desk(tmp_path).engine()
    app = ExamkitApp(engine, Config(), start=lambda router: router.open_attempt(engine.start_mock))
    async with app.run_test(size=SIZE) as pilot:
        for number in range(1, 61):
            await drawn(app)
            text = shown(app)
            assert f"Question {number} of 60" in text
            letters = "ABCDEF"[: len(app.screen.slot.order)]  # type: ignore[attr-defined]
            assert "pgdn" in text or all(f"○ {letter}  " in text for letter in letters), text
            await press(pilot, "n")


async def test_an_explanation_names_the_key_for_a_question_that_is_out_of_sight(
    tmp_path: Path,
) -> None:
    app = long_exam(tmp_path, 30, "Luck", "drill")
    async with app.run_test(size=SIZE) as pilot:
        await drawn(app)
        text = await press(pilot, ["a", "enter"])
        assert "· pgup shows the question" in text
        assert "Line 0" not in text
        text = await press(pilot, ["pageup"] * 3)
        assert "Line 0" in text
        assert "shows the question" not in text
        assert "shows the question" not in await press(pilot, ["enter"])


async def test_an_explanation_shows_no_key_if_the_whole_question_is_in_view(tmp_path: Path) -> None:
    app = long_exam(tmp_path, 0, "Luck", "drill")
    async with app.run_test(size=(120, 40)) as pilot:
        await drawn(app)
        assert "shows the question" not in await press(pilot, ["a", "enter"])


async def test_a_problem_is_reported_from_the_explanation_of_a_drill(tmp_path: Path) -> None:
    app = long_exam(tmp_path, 2, "Luck", "drill")
    app.context.data_folder = tmp_path / ("long" * 20)
    async with app.run_test(size=SIZE) as pilot:
        await drawn(app)
        assert "What's wrong" not in await press(pilot, ["R"])
        assert "What's wrong with this question?" in await press(pilot, ["a", "enter", "R"])
        assert "Describe the problem, or press esc to cancel." in await press(pilot, ["enter"])
        saved = await press(pilot, [*"unclear", "enter"])
        asked = app.screen.slot.question.id  # type: ignore[attr-defined]
        assert str(file := next(tmp_path.glob("*/doubts/*"))) in "".join(saved.split())
        assert "Saved:" not in await press(pilot, ["f9"])
    assert file.name.startswith(asked)
    assert "unclear" in file.read_text()
