"""Dialogs: the safe button has the focus, and the keys that press each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import Button

from examkit.config import Config
from examkit.tui.app import ExamkitApp
from examkit.tui.dialogs import ChoiceDialog, PromptDialog, confirm_dialog, start_dialog
from tests.screens import press, ready, until
from tests.services import Desk
from tests.tui.test_settings import go_to


def confirm() -> ChoiceDialog[bool]:
    return confirm_dialog("Delete?", "All of it.", yes="Delete", no="Keep")


def start() -> ChoiceDialog[bool]:
    return start_dialog("Drill", "Ten questions.", yes="Start", no="Cancel")


@pytest.mark.parametrize(
    ("make", "keys", "answer"),
    [
        (confirm, ["enter"], None),
        (confirm, ["escape"], None),
        (confirm, ["left", "enter"], True),
        (confirm, ["right", "enter"], True),
        (confirm, ["tab", "enter"], True),
        (confirm, ["left", "right", "enter"], None),
        (start, ["enter"], True),
        (start, ["right", "enter"], None),
        (start, ["left", "left", "enter"], True),
        (start, ["escape"], None),
    ],
)
async def test_keys_press_the_button_with_the_focus(
    tmp_path: Path, make: Callable[[], ChoiceDialog[bool]], keys: list[str], answer: bool | None
) -> None:
    app, answers = ExamkitApp(Desk(tmp_path).engine(), Config()), list[bool | None]()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(make(), answers.append)
        await pilot.pause()
        await pilot.press(*keys)
        await until(app, lambda: len(answers) == 1)
    assert answers == [answer]


@pytest.mark.parametrize(("make", "label"), [(confirm, "Keep"), (start, "Start")])
async def test_the_button_that_does_no_harm_has_the_focus(
    tmp_path: Path, make: Callable[[], ChoiceDialog[bool]], label: str
) -> None:
    app = ExamkitApp(Desk(tmp_path).engine(), Config())
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(make())
        await pilot.pause()
        assert isinstance(app.focused, Button)
        assert str(app.focused.label) == label


@pytest.mark.parametrize(("label", "answer"), [("Delete", True), ("Keep", None)])
async def test_a_click_presses_a_button(tmp_path: Path, label: str, answer: bool | None) -> None:
    app, answers = ExamkitApp(Desk(tmp_path).engine(), Config()), list[bool | None]()
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(confirm(), answers.append)
        await pilot.pause()
        button = next(each for each in app.screen.query(Button) if str(each.label) == label)
        await pilot.click(button)
        await pilot.pause()
    assert answers == [answer]


def is_reversed(app: ExamkitApp, text: str) -> bool:
    """Return whether a text on screen is drawn in bold and reverse."""
    strips = app.screen._compositor.render_strips()
    styles = [segment.style for strip in strips for segment in strip if text in segment.text]
    return any(style and style.bold and style.reverse for style in styles)


@pytest.mark.parametrize("theme", ["ansi-dark", "ansi-light"])
async def test_the_focus_needs_no_color_in_a_terminals_own_colors(
    tmp_path: Path, theme: str
) -> None:
    app = ExamkitApp(Desk(tmp_path).engine(), Config(theme=theme))
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(app)
        await press(pilot, ["down"])
        assert [is_reversed(app, row) for row in ("Exam date", "Mock exam")] == [True, False]
        app.push_screen(confirm())
        await pilot.pause()
        assert [is_reversed(app, f" {name} ") for name in ("Keep", "Delete")] == [True, False]
        await press(pilot, ["left"])
        assert [is_reversed(app, f" {name} ") for name in ("Keep", "Delete")] == [False, True]
        await press(pilot, ["escape", "d"])
        assert is_reversed(app, "Today's practice")
        assert not is_reversed(app, "Building things")
        await press(pilot, ["escape", *go_to("theme"), "enter"])
        assert is_reversed(app, theme)
        assert not is_reversed(app, "textual-dark")


async def test_a_dialog_is_in_the_middle_of_the_dimmed_screen_it_is_about(tmp_path: Path) -> None:
    app = ExamkitApp(Desk(tmp_path).engine(), Config())
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(app)
        for _ in range(2):  # The first dialog reads the stylesheet.
            screen = await press(pilot, ["m"])
            assert "Practice for A small bank." in screen
            assert "Start exam" in screen
            assert 0.6 <= app.screen.styles.background.a <= 0.7
            box = app.screen.children[0].region
            assert abs(box.x - (120 - box.right)) <= 1
            assert abs(box.y - (40 - box.bottom)) <= 1
            await press(pilot, ["escape"])


async def test_a_dialog_in_a_terminals_own_colors_covers_the_screen(tmp_path: Path) -> None:
    app = ExamkitApp(Desk(tmp_path).engine(), Config(theme="ansi-dark"))
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(app)
        screen = await press(pilot, ["m"])
        assert "Start exam" in screen
        assert "Practice for A small bank." not in screen


async def test_an_error_about_a_text_goes_away_with_the_next_key(tmp_path: Path) -> None:
    app = ExamkitApp(Desk(tmp_path).engine(), Config())
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(app)
        prompt = PromptDialog("Date", "", find_error=lambda text: "Too short." if text else "")
        app.push_screen(prompt)
        await pilot.pause()
        assert "Too short." in await press(pilot, ["1", "enter"])
        screen = await press(pilot, ["2"])
        assert "Too short." not in screen
        assert "enter save" in screen


async def test_an_empty_date_looks_empty(tmp_path: Path) -> None:
    app = ExamkitApp(Desk(tmp_path).engine(), Config())
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(app)
        for keys in (["down", "enter"], ["escape", "comma", "down", "down", "enter"]):
            screen = await press(pilot, keys)
            assert screen.count("December 20, 2026") == 1, "only the example"
