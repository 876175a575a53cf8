"""Dialogs: the safe button has the focus, and the keys that press each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import Button

from examkit.config import Config
from examkit.tui.app import ExamkitApp
from examkit.tui.dialogs import ChoiceDialog, confirm_dialog, start_dialog
from tests.services import Desk


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
        app.push_screen(make(), answers.append)
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
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
