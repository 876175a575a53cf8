"""Every field takes a line of bounded length, whatever is pasted into it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.events import Paste
from textual.screen import Screen
from textual.widgets import Input

from examkit.bank.search import Hit
from examkit.config import Config
from examkit.tui.app import ExamkitApp
from examkit.tui.dialogs import PromptDialog
from examkit.tui.screens.palette import Palette
from examkit.tui.screens.search import SearchScreen
from tests.screens import ready
from tests.services import Desk

TUI = Path(__file__).parents[2] / "examkit" / "tui"
PASTED = " ".join(f"word{number}" for number in range(1_500))[:12_000]


class CountedSearch:
    """Notes what it is asked for, and finds nothing."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def find(self, text: str) -> list[Hit]:
        self.asked.append(text)
        return []

    def close(self) -> None:
        pass


SEARCH = CountedSearch()
FIELDS: dict[str, tuple[Callable[[], Screen[str] | Screen[None]], int]] = {
    "a question": (lambda: PromptDialog("Report a problem", "Why?"), 500),
    "search": (lambda: SearchScreen(SEARCH), 200),  # type: ignore[arg-type]
    "all commands": (Palette, 100),
}


@pytest.mark.fault("R43")
@pytest.mark.parametrize("name", FIELDS)
async def test_a_long_paste_is_cut_to_what_the_field_takes(name: str, tmp_path: Path) -> None:
    make, limit = FIELDS[name]
    app = ExamkitApp(Desk(tmp_path).engine(), Config())
    async with app.run_test() as pilot:
        await ready(app)
        app.push_screen(make())
        await pilot.pause()
        for _ in range(3):
            app.post_message(Paste(PASTED))
            await pilot.pause()
        value = app.screen.query_one(Input).value
    assert len(value) <= limit
    assert value in (PASTED[:limit], "")


async def test_search_is_asked_for_no_more_than_the_field_takes(tmp_path: Path) -> None:
    search = CountedSearch()
    app = ExamkitApp(Desk(tmp_path).engine(), Config())
    async with app.run_test() as pilot:
        await ready(app)
        app.push_screen(SearchScreen(search))  # type: ignore[arg-type]
        await pilot.pause()
        for _ in range(5):
            app.post_message(Paste(PASTED))
            await pilot.pause()
        await pilot.press("backspace", "x")

    assert search.asked == [PASTED[:200], PASTED[:199], PASTED[:199] + "x"]


async def test_a_selection_makes_room(tmp_path: Path) -> None:
    app = ExamkitApp(Desk(tmp_path).engine(), Config())
    async with app.run_test() as pilot:
        await ready(app)
        app.push_screen(PromptDialog("Report a problem", "Why?", "x" * 500))
        await pilot.pause()
        field = app.screen.query_one(Input)
        field.replace("yy", 10, 11)
        assert field.value == "x" * 10 + "y" + "x" * 489
        field.replace("z" * 9, 0, 500)
        assert field.value == "z" * 9


def test_every_field_has_a_limit() -> None:
    made = re.compile(r"\b(Input|TextArea|MaskedInput)\(")
    places = [path for path in TUI.rglob("*.py") if made.search(path.read_text(encoding="utf-8"))]

    assert places == [], "use Field or TextBox of examkit.tui.widgets"
