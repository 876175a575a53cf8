"""What a drill's answer moves on screen: nothing, and it brings the correct answer into view."""

from __future__ import annotations

from pathlib import Path

import pytest

from examkit.config import Config
from examkit.tui.app import ExamkitApp
from examkit.tui.screens.attempt import AttemptScreen
from tests.banks import write_bank
from tests.screens import press, shown
from tests.services import Desk

SIZES = [(60, 20), (80, 24), (100, 30), (120, 40), (160, 50)]


def drill_app(folder: Path) -> ExamkitApp:
    engine = Desk(folder).engine()
    return ExamkitApp(engine, Config(), start=lambda app: app.open_attempt(engine.start_drill))


def lengthen(bank: Path) -> None:
    """Make options and rationales as long as in a real exam."""
    file = bank / "questions" / "bread.toml"
    words = "so that the loaf rises in the time that the recipe gives it and no longer " * 3
    (bank / "questions" / "salt.toml").unlink()
    text = file.read_text().replace(" for bread ", f" {words} for bread ")
    file.write_text(text.replace("is what the notes say about it.", words))
    exam = bank / "exams" / "exam-1.toml"
    exam.write_text("[[domains]]".join(exam.read_text().split("[[domains]]")[:2]))


def places(screen: str) -> dict[str, tuple[int, int]]:
    """Return the row and the column of each line of the question, and of each option."""
    found = {}
    for row, line in enumerate(screen.splitlines()):
        for text in ("Somebody makes", "What makes it rise?"):
            if text in line:
                found[text] = (row, line.index(text))
        for letter in "ABCDE":
            if f" {letter}  " in line[:60]:
                found[letter] = (row, line.index(f"{letter}  "))
    return found


@pytest.mark.parametrize("size", SIZES)
async def test_the_question_stays_where_it_is_when_the_answer_is_shown(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    write_bank(tmp_path / "bank", single=True)
    async with (app := drill_app(tmp_path)).run_test(size=size) as pilot:
        await pilot.pause()
        before = places(await press(pilot, "a"))
        assert list(before) == ["Somebody makes", "What makes it rise?", *"ABCD"]
        await press(pilot, ["enter"])
        app.screen.query_one("#options").scroll_home(animate=False)
        after = places(await press(pilot, []))
        assert [name for name in after if name in before] == list(after)[: len(before)]
        for name in ("Somebody makes", "What makes it rise?", "A"):
            assert after[name] == before[name], name
        assert sorted(after) == sorted(before) or size[1] < 24


@pytest.mark.parametrize(("height", "row"), [(24, 1), (40, 2)])
async def test_a_line_is_free_above_the_verdict_in_a_high_window(
    tmp_path: Path, height: int, row: int
) -> None:
    write_bank(tmp_path / "bank", single=True)
    async with drill_app(tmp_path).run_test(size=(120, height)) as pilot:
        await pilot.pause()
        lines = (await press(pilot, ["a", "enter"])).splitlines()
        assert "orrect" in lines[row]
        assert not lines[1].strip() or row == 1


@pytest.mark.parametrize("letter", "abcd")
@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 40)])
async def test_the_correct_answer_is_in_view_with_the_verdict(
    tmp_path: Path, size: tuple[int, int], letter: str
) -> None:
    write_bank(tmp_path / "bank", single=True)
    lengthen(tmp_path / "bank")
    async with (app := drill_app(tmp_path)).run_test(size=size) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, AttemptScreen)
        for _ in range(3):
            slot = app.screen.slot
            key = "ABCD"[slot.order.index(slot.question.keys[0])]
            await press(pilot, [letter, "enter"])
            await pilot.pause()
            screen = shown(app)
            sign, verdict = (
                ("✓", "✓ Correct") if key == letter.upper() else ("✓", f"Correct: {key}")
            )
            assert verdict in screen
            assert f"{sign} {key}  Yeast" in screen
            await press(pilot, ["enter"])


async def test_a_question_seen_again_shows_the_correct_answer(tmp_path: Path) -> None:
    write_bank(tmp_path / "bank", single=True)
    lengthen(tmp_path / "bank")
    async with (app := drill_app(tmp_path)).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for _ in range(3):
            await press(pilot, ["s", "n"])
        for _ in range(3):
            await press(pilot, ["p"])
            await pilot.pause()
            assert "  Yeast" in shown(app)
