"""What the keys mean: one thing each, on every screen, and what the candidate changes."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from examkit.config import Config
from examkit.question_types.common_fields import TypeName
from examkit.question_types.registry import TYPES
from examkit.tui.app import ExamkitApp
from examkit.tui.attempt_keys import attempt_keys
from examkit.tui.dialogs import HelpDialog
from examkit.tui.key_meanings import KEYS, OPTION_LETTERS, check_keys, normalize_keys
from examkit.tui.keymap import SCREENS
from tests.banks import write_bank, write_every_type
from tests.screens import press, ready, shown
from tests.services import Desk

COMMANDS = [command for commands in SCREENS.values() for command in commands]


@pytest.mark.parametrize(
    ("kind", "letters", "key", "label"),
    [
        ("single", 4, "a-d", "answer"),
        ("multiple", 5, "a-e", "answer"),
        ("ordering", 3, "a-c", "put in order"),
        ("matching", 2, "a-b", "match"),
        ("single", 1, "a", "answer"),
        ("numeric", 1, "space", "type answer"),
        ("short-text", 1, "space", "type answer"),
    ],
)
@pytest.mark.parametrize("drill", [False, True])
def test_the_first_key_answers_the_question(
    kind: TypeName, letters: int, key: str, label: str, *, drill: bool
) -> None:
    commands = attempt_keys(letters, TYPES[kind], drill=drill, revealed=False)
    first = next(command for command in commands if command.in_bar)

    assert (first.shown_key, first.label) == (key, label)
    assert len({command.name for command in commands}) == len(commands)


@pytest.mark.parametrize(
    ("kind", "letters", "select"),
    [
        (
            "single",
            "Choose an option, or deselect it.",
            "Choose the option under the cursor, or deselect it.",
        ),
        (
            "ordering",
            "Add an item to the order, or remove it.",
            "Add the item under the cursor to the order, or remove it.",
        ),
        ("matching", "Match the row under the cursor, or undo the match.", None),
        ("numeric", None, "Type your answer."),
    ],
)
def test_the_help_says_what_a_key_does_to_this_type(
    kind: TypeName, letters: str | None, select: str | None
) -> None:
    commands = attempt_keys(3, TYPES[kind], drill=True, revealed=False)
    helps = {command.name: command.tooltip for command in commands}

    assert (helps.get("option"), helps.get("select")) == (letters, select)


@pytest.mark.parametrize("key", sorted({key for keys in KEYS.values() for key in keys.split(",")}))
def test_a_key_means_the_same_on_every_screen(key: str) -> None:
    names = {
        command.name
        for command in COMMANDS
        if key in command.keys.split(",") and (command.passes_key or not command.is_fixed)
    }
    # The letters of the options mean something else only where there are no options.
    assert len(names - {"option"}) <= 1
    assert key in OPTION_LETTERS or len(names) == 1


def test_letters_of_options_mean_nothing_else_where_there_are_options() -> None:
    for commands in SCREENS.values():
        if any(command.name == "option" for command in commands):
            others = [command.keys.split(",") for command in commands if command.name != "option"]
            assert {key for keys in others for key in keys}.isdisjoint(OPTION_LETTERS)


def test_every_meaning_is_used() -> None:
    assert {command.name for command in COMMANDS} == set(KEYS)


@pytest.mark.parametrize(
    ("keys", "fault"),
    [
        ({"flag": "f2"}, ""),
        ({"flag": "@"}, ""),
        ({"flag": "x", "strike out": "!"}, ""),
        ({"sing": "f2"}, "Unknown command 'sing'."),
        ({"option": "f2"}, "The keys for 'option' can't be changed."),
        ({"number": "f2"}, "The keys for 'number' can't be changed."),
        ({"flag": "ctr+f"}, "'flag' can't use 'ctr+f', because that isn't a key."),
        ({"flag": ""}, "'flag' can't use '', because that isn't a key."),
        ({"flag": "ctrl+p"}, "'flag' can't use 'ctrl+p', because that key is reserved."),
        ({"flag": "n"}, "'flag' can't use 'n', because 'next' already does."),
        ({"flag": "/"}, "'flag' can't use 'slash', because 'search' already does."),
        ({"flag": "f2", "search": "f2"}, "'flag' can't use 'f2', because 'search' already does."),
    ],
)
def test_each_fault_of_the_candidates_own_keys_has_its_words(
    keys: dict[str, str], fault: str
) -> None:
    assert next((text for _, text in check_keys(normalize_keys(keys))), "") == fault


@pytest.mark.parametrize("letter", OPTION_LETTERS)
def test_the_letters_of_options_are_refused(letter: str) -> None:
    [(name, fault)] = check_keys({"flag": f"f2,{letter}"})

    assert (name, fault) == (
        "flag", f"'flag' can't use {letter!r}, because that key chooses an option.",
    )  # fmt: skip


def attempt_app(folder: Path, keys: dict[str, str]) -> ExamkitApp:
    engine = Desk(folder).engine()
    return ExamkitApp(
        engine, Config(keys=keys), start=lambda app: app.open_attempt(engine.start_mock)
    )


def drill_app(folder: Path, keys: dict[str, str]) -> ExamkitApp:
    engine = Desk(folder).engine()
    return ExamkitApp(
        engine, Config(keys=keys), start=lambda app: app.open_attempt(engine.start_drill)
    )


async def test_the_candidates_own_key_works_and_shows_and_the_old_one_does_not(
    tmp_path: Path,
) -> None:
    async with (app := attempt_app(tmp_path, {"flag": "@"})).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "@ flag" in shown(app)
        assert "1 flagged" not in await press(pilot, ["exclamation_mark"])
        assert "1 flagged" in await press(pilot, ["at"])
        assert "@        Flag the question" in await press(pilot, ["question_mark"])


async def test_own_keys_can_be_swapped(tmp_path: Path) -> None:
    keys = {"flag": "x", "strike out": "!"}
    async with (app := attempt_app(tmp_path, keys)).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "x flag" in shown(app)
        assert "1 flagged" in await press(pilot, ["x"])
        screen = await press(pilot, ["exclamation_mark"])
        assert "1 flagged" in screen
        assert "before you strike it out" in screen


async def test_a_key_that_cannot_be_used_is_reported_and_the_usual_one_stays(
    tmp_path: Path,
) -> None:
    async with (app := attempt_app(tmp_path, {"flag": "n"})).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "'flag' can't use 'n', because 'next' already does." in shown(app)
        assert "1 flagged" in await press(pilot, ["exclamation_mark"])


async def test_the_help_is_in_groups(tmp_path: Path) -> None:
    async with attempt_app(tmp_path, {}).run_test(size=(80, 50)) as pilot:
        await pilot.pause()
        screen = await press(pilot, ["question_mark"])
        box = pilot.app.screen.children[0].region
        lines = [line[box.x : box.right].strip(" │") for line in screen.splitlines()]
        groups = [line for line in lines if line in {"Answer", "Move", "Yours", "Program"}]
        assert groups == ["Answer", "Move", "Yours", "Program"]


async def test_the_keys_that_matter_most_fit_80_columns(tmp_path: Path) -> None:
    write_every_type(tmp_path / "bank")
    engine = Desk(tmp_path).engine()
    start = partial(engine.start_mock, questions=5)
    app = ExamkitApp(engine, Config(), start=lambda app: app.open_attempt(start))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for _ in range(5):
            bar = shown(app).splitlines()[-1]
            expected = ("enter next", "tab navigator", "ctrl+s submit", "esc leave", "? help")
            assert [key for key in expected if key not in bar] == []
            await press(pilot, ["n"])


@pytest.mark.parametrize(("lines", "more"), [(1, False), (30, True)])
async def test_the_key_that_scrolls_is_shown_if_the_question_is_cut(
    tmp_path: Path, lines: int, *, more: bool
) -> None:
    write_bank(tmp_path / "bank")
    for file in (tmp_path / "bank" / "questions").iterdir():
        text = file.read_text()
        file.write_text(text.replace("Somebody makes", "A line.\n\n" * lines + "Somebody makes"))
    async with attempt_app(tmp_path, {}).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for keys in ([], ["n"]):
            screen = await press(pilot, keys)
            await pilot.pause()
            bar = shown(pilot.app).splitlines()[-1]  # type: ignore[arg-type]
            assert ("pgdn more" in bar) == more
            assert ("Somebody makes" in screen) != more
        if more:
            assert "Somebody makes" in await press(pilot, ["pagedown"] * 6)


async def test_the_keys_of_a_drill_lead_out_of_it(tmp_path: Path) -> None:
    async with drill_app(tmp_path, {}).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for keys in ([], ["s"]):
            bar = (await press(pilot, keys)).splitlines()[-1]
            assert all(key in bar for key in ("tab navigator", "esc leave", "? help"))


async def test_the_help_lists_only_keys_that_work_once_the_answer_is_shown(tmp_path: Path) -> None:
    dead = ("Choose an option", "Choose the option", "Strike out", "Rate your", "Show the answer")
    async with (app := drill_app(tmp_path, {})).run_test(size=(80, 50)) as pilot:
        await pilot.pause()
        before = await press(pilot, ["question_mark"])
        assert all(text in before for text in dead)
        after = await press(pilot, ["escape", "a", "s", "question_mark"])
        assert [text for text in dead if text in after] == []
        assert "enter    Go to the next question." in after
        assert "ctrl+s   Finish" in after
        assert "↓        Scroll down a line." in after
        assert isinstance(app.screen, HelpDialog)


OWN = {"select": "f2", "clock": "f3", "up": "f5", "down": "f6"}


async def test_texts_name_the_candidates_own_keys(tmp_path: Path) -> None:
    async with attempt_app(tmp_path, OWN).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "time hidden (f3)" in await press(pilot, ["f3"])
        assert "time hidden (f3)" in await press(pilot, ["tab"])
        assert "option with f5 or f6 before" in await press(pilot, ["escape", "x"])


async def test_hidden_options_and_instructions_name_the_candidates_own_keys(tmp_path: Path) -> None:
    async with drill_app(tmp_path / "one", OWN).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "then press f2." in await press(pilot, "v")
    app = ExamkitApp(Desk(tmp_path / "two").engine(), Config(keys=OWN))
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(app)
        assert "Don't show this again (f2)" in await press(pilot, ["m", "enter"])
