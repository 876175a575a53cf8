"""The settings screen: each change is in the file, applies right away, and is still there later."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import Input, OptionList, TextArea

from examkit.config import FILE, Config, read_config
from examkit.drills.learner_state import Preferences
from examkit.tui.app import DEFAULT_THEME, ExamkitApp
from examkit.tui.note_dialog import NoteDialog
from examkit.tui.screens.settings import SettingsScreen
from examkit.tui.setting_list import SECTIONS
from examkit.tui.typed_settings import find_folder_error, find_number_error
from examkit.tui.widgets.setting_row import LEFT, RIGHT
from tests.attempts.test_study_service import write_versions
from tests.banks import write_bank
from tests.screens import press, ready, shown
from tests.services import Desk

NAMES = [row.name for rows in SECTIONS.values() for row in rows]


def make_app(folder: Path) -> ExamkitApp:
    """Return an app as the command line makes it: with the settings in the file."""
    desk = Desk(folder)
    app = ExamkitApp(desk.engine(), read_config(folder))
    app.context.config_folder = folder
    return app


def go_to(name: str) -> list[str]:
    """Return the keys that lead from Home to a setting."""
    return ["comma", *["down"] * NAMES.index(name)]


CHANGES: list[tuple[str, list[str], object, str]] = [
    ("exam_date", ["enter", *"2035-12-15", "enter"], "2035-12-15", "December 15, 2035"),
    ("exam_date", ["enter", *"Dec 15, 2035", "enter"], "2035-12-15", "December 15, 2035"),
    ("practice_questions", ["right"], 10, "10 questions"),
    ("practice_questions", ["left"], 40, "40 questions"),
    ("practice_questions", ["enter", "backspace", *"12", "enter"], 12, "12 questions"),
    ("hide_options", ["enter"], True, "hidden"),
    ("extra_minutes", ["right", "right"], 30, "30 minutes"),
    ("extra_minutes", ["enter", "backspace", "7", "enter"], 7, "7 minutes"),
    ("hide_clock", ["space"], True, "hidden"),
    ("show_pace", ["space"], True, "shown"),
    ("skip_instructions", ["space"], True, "skipped"),
    ("ascii", ["right"], True, "ASCII"),
    ("reduced_motion", ["left"], True, "reduced"),
    ("half_life_days", ["right"], 21.0, "21 days"),
    ("half_life_days", ["enter", "backspace", "backspace", *"1.5", "enter"], 1.5, "1.5 days"),
    ("prior_strength", ["left"], 10.0, "10 answers"),
]


@pytest.mark.parametrize(("name", "keys", "value", "words"), CHANGES)
async def test_a_change_is_saved_and_there_after_a_restart(
    tmp_path: Path, name: str, keys: list[str], value: object, words: str
) -> None:
    (tmp_path / FILE).write_text("# mine\n")
    async with (app := make_app(tmp_path)).run_test(size=(80, 30)) as pilot:
        await ready(app)
        text = await press(pilot, [*go_to(name), *keys])
        assert words in text
        assert "Saved" in text
        assert getattr(app.context.config, name) == value
    assert getattr(read_config(tmp_path), name) == value
    assert (tmp_path / FILE).read_text().startswith("# mine\n")
    async with (app := make_app(tmp_path)).run_test(size=(80, 30)) as pilot:
        await ready(app)
        assert words in await press(pilot, go_to(name))


def test_every_setting_is_on_screen() -> None:
    assert set(NAMES) == set(Config._fields) - {"banks"}


EFFECTS: list[tuple[str, list[str], Callable[[ExamkitApp], object], object]] = [
    ("practice_questions", ["right"], lambda app: app.context.service.todays_request().count, 10),
    ("half_life_days", ["right"], lambda app: app.context.service.past._preferences[1], 21.0),
    ("hide_options", ["right"], lambda app: app.context.hides_options, True),
    ("ascii", ["right"], lambda app: app.context.glyphs.answered, "#"),
    ("theme", ["right"], lambda app: app.theme == app.context.config.theme, True),
]


@pytest.mark.parametrize(("name", "keys", "effect", "value"), EFFECTS)
async def test_a_change_applies_right_away(
    tmp_path: Path,
    name: str,
    keys: list[str],
    effect: Callable[[ExamkitApp], object],
    value: object,
) -> None:
    async with (app := make_app(tmp_path)).run_test(size=(80, 30)) as pilot:
        await ready(app)
        _ = app.context.service.past
        before = effect(app)
        await press(pilot, [*go_to(name), *keys])
        assert effect(app) == value
        assert before != value or name in {"practice_questions", "theme"}


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("practice_questions", "Automatic follows your study plan. 0 means automatic."),
        ("extra_minutes", "0 means none."),
    ],
)
async def test_the_dialog_of_a_number_says_what_0_means(
    tmp_path: Path, name: str, sentence: str
) -> None:
    async with (app := make_app(tmp_path)).run_test(size=(80, 30)) as pilot:
        await ready(app)
        assert sentence in await press(pilot, [*go_to(name), "enter"])


@pytest.mark.parametrize("reduced", [False, True])
async def test_reduced_motion_stops_the_cursor_from_blinking(
    tmp_path: Path, *, reduced: bool
) -> None:
    (tmp_path / FILE).write_text(f"reduced_motion = {str(reduced).lower()}\n")
    async with (app := make_app(tmp_path)).run_test(size=(80, 30)) as pilot:
        await ready(app)
        for keys in ([*go_to("exam_date"), "enter"], ["escape", "ctrl+p"]):
            await press(pilot, keys)
            assert app.screen.query_one(Input).cursor_blink is not reduced
        app.push_screen(NoteDialog("A note."))
        await press(pilot, [])
        assert app.screen.query_one(TextArea).cursor_blink is not reduced


async def test_ascii_replaces_the_symbols_that_are_on_screen(tmp_path: Path) -> None:
    async with (app := make_app(tmp_path)).run_test(size=(80, 30)) as pilot:
        await ready(app)
        assert "╭" in await press(pilot, go_to("ascii"))
        assert shown(app).isascii() is False
        assert (await press(pilot, ["right"])).isascii()
        assert "╭" in await press(pilot, ["right"])


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("exam_date", "2020-01-01", "January 1, 2020, is in the past."),
        ("exam_date", "soon", "Type a date, for example December 20, 2026."),
        ("extra_minutes", "1000", "Type a whole number from 0 to 600."),
        ("practice_questions", "9", "Type a whole number from 10 to 40, or 0."),
        ("half_life_days", "0", "Type a number from 1 to 3650."),
    ],
)
async def test_an_invalid_value_is_refused_in_words(
    tmp_path: Path, name: str, text: str, problem: str
) -> None:
    async with (app := make_app(tmp_path)).run_test(size=(80, 30)) as pilot:
        await ready(app)
        typed = ["home", *["delete"] * 4, *text, "enter"]
        assert problem in await press(pilot, [*go_to(name), "enter", *typed])
        await press(pilot, ["escape"])
    assert not (tmp_path / FILE).exists()


@pytest.mark.parametrize(
    ("name", "text", "is_valid"),
    [
        ("extra_minutes", "0", True), ("extra_minutes", "600", True),
        ("extra_minutes", "-1", False), ("extra_minutes", "1.5", False),
        ("extra_minutes", "nan", False), ("extra_minutes", "1e400", False),
        ("practice_questions", "0", True),
        ("practice_questions", "40", True), ("practice_questions", "41", False),
        ("half_life_days", "0.5", False), ("half_life_days", "1.5", True),
        ("prior_strength", "0", True), ("prior_strength", "", False),
    ],
)  # fmt: skip
def test_numbers_have_limits(name: str, text: str, *, is_valid: bool) -> None:
    assert (find_number_error(name, text) == "") is is_valid


@pytest.mark.parametrize("name", ["bank", "exam_date", "keys"])
async def test_an_arrow_key_opens_no_dialog(tmp_path: Path, name: str) -> None:
    async with (app := make_app(tmp_path)).run_test(size=(80, 30)) as pilot:
        await ready(app)
        screen = await press(pilot, go_to(name))
        assert LEFT not in screen
        assert "next value" not in screen
        for key in ("right", "left"):
            await press(pilot, [key])
            assert isinstance(app.screen, SettingsScreen)
        assert f"{LEFT}Unicode{RIGHT}" in await press(pilot, ["escape", *go_to("ascii")])


async def test_a_typed_date_is_shown_in_full_before_it_is_saved(tmp_path: Path) -> None:
    async with (app := make_app(tmp_path)).run_test(size=(80, 30)) as pilot:
        await ready(app)
        text = await press(pilot, [*go_to("exam_date"), "enter", *"2/3/2035"])
        assert "Saturday, February 3, 2035" in text
        assert "February" not in await press(pilot, ["x"])


async def test_the_exam_date_can_be_cleared(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('exam_date = "2035-12-15" # soon\n')
    async with (app := make_app(tmp_path)).run_test(size=(80, 30)) as pilot:
        await ready(app)
        keys = [*go_to("exam_date"), "enter", *["backspace"] * 20, "enter"]
        assert "not set" in await press(pilot, keys)
        assert app.context.service.days_left() is None
    assert (tmp_path / FILE).read_text() == 'exam_date = "" # soon\n'


async def test_a_new_date_says_which_exam_it_makes_yours(tmp_path: Path) -> None:
    write_versions(tmp_path / "bank")
    async with (app := make_app(tmp_path)).run_test(size=(80, 30)) as pilot:
        await ready(app)
        text = await press(pilot, [*go_to("exam_date"), "enter", *"2027-01-25", "enter"])
        assert "Your exam is now EXAM-1, offered from January 20, 2027." in text
        text = await press(pilot, ["enter", *["backspace"] * 10, *"2027-01-18", "enter"])
        assert "Your exam is now EXAM-0, offered until January 19, 2027." in text
        text = await press(pilot, ["enter", *"2027-01-17", "enter"])
        assert "Your exam is now" not in text
        assert "Exam date saved. Today's practice now follows your study plan." in text
        text = await press(pilot, ["enter", *["backspace"] * 20, "enter"])
        assert "Exam date removed." in text


@pytest.mark.parametrize(
    ("day", "exam", "warning"),
    [
        ("2027-01-25", "exam-0", "EXAM-0, ends before your exam date"),
        ("2027-01-18", "exam-1", "EXAM-1, starts after your exam date"),
        ("2027-01-18", "exam-0", ""),
        ("2027-01-25", "exam-1", ""),
        ("", "exam-0", ""),
    ],
)
async def test_a_version_that_misses_the_exam_date_warns(
    tmp_path: Path, day: str, exam: str, warning: str
) -> None:
    write_versions(tmp_path / "bank")
    (tmp_path / FILE).write_text(f'exam_date = "{day}"\nexam = "{exam}"\n')
    app = make_app(tmp_path)
    app.context.service.preferences = Preferences(**app.context.config.preferences)
    async with app.run_test(size=(80, 30)) as pilot:
        await ready(app)
        text = await press(pilot, ["comma"])
        assert warning in text
        assert ("your exam date" in text) is bool(warning)


async def test_every_version_can_be_chosen_despite_the_exam_date(tmp_path: Path) -> None:
    write_versions(tmp_path / "bank")
    (tmp_path / FILE).write_text('exam_date = "2027-01-25"\n')
    app = make_app(tmp_path)
    app.context.service.preferences = Preferences(**app.context.config.preferences)
    async with app.run_test(size=(80, 30)) as pilot:
        await ready(app)
        assert "EXAM-1" in await press(pilot, go_to("exam"))
        text = await press(pilot, ["right"])
        assert "EXAM-0, ends before your exam date" in text
    assert read_config(tmp_path).exam == "exam-0"


async def test_a_date_drops_a_version_that_misses_it(tmp_path: Path) -> None:
    write_versions(tmp_path / "bank")
    (tmp_path / FILE).write_text('exam = "exam-0"\n')
    async with (app := make_app(tmp_path)).run_test(size=(80, 30)) as pilot:
        await ready(app)
        text = await press(pilot, [*go_to("exam_date"), "enter", *"2027-01-25", "enter"])
        assert "Your exam is now EXAM-1" in text
    assert read_config(tmp_path).exam == ""


async def test_a_file_that_cannot_be_written_is_an_error_but_the_setting_applies(
    tmp_path: Path,
) -> None:
    (tmp_path / FILE).mkdir()
    app = ExamkitApp(Desk(tmp_path).engine(), Config())
    app.context.config_folder = tmp_path
    async with app.run_test(size=(80, 30)) as pilot:
        await ready(app)
        text = await press(pilot, [*go_to("extra_minutes"), "right"])
        assert "Not saved" in text
        assert "can't be written" in text
        assert "15 minutes" in text
        assert app.context.config.extra_minutes == 15


async def test_changes_of_an_editor_stay(tmp_path: Path) -> None:
    async with (app := make_app(tmp_path)).run_test(size=(80, 30)) as pilot:
        await ready(app)
        await press(pilot, [*go_to("extra_minutes"), "right"])
        (tmp_path / FILE).write_text("# new\nhide_clock = true\nextra_minutes = 60\n")
        await press(pilot, ["right"])
    assert (tmp_path / FILE).read_text() == "# new\nhide_clock = true\nextra_minutes = 30\n"


async def test_a_theme_is_previewed_and_escape_restores_it(tmp_path: Path) -> None:
    async with (app := make_app(tmp_path)).run_test(size=(80, 30)) as pilot:
        await ready(app)
        await press(pilot, [*go_to("theme"), "enter", "up"])
        preview = app.theme
        assert preview != DEFAULT_THEME
        assert 0 < app.screen.styles.background.a < 1, "the settings are dimmed"
        box = app.screen.children[0].region
        assert abs(box.x - (80 - box.right)) <= 1
        await press(pilot, ["escape"])
        assert app.theme == DEFAULT_THEME
        assert not (tmp_path / FILE).exists()
        await press(pilot, ["enter", "up", "enter"])
        assert app.theme == preview
    assert read_config(tmp_path).theme == preview


async def test_a_theme_chosen_in_the_palette_is_remembered(tmp_path: Path) -> None:
    async with (app := make_app(tmp_path)).run_test(size=(80, 30)) as pilot:
        await ready(app)
        app.theme = "nord"
        await pilot.pause()
    assert read_config(tmp_path).theme == "nord"
    async with (app := make_app(tmp_path)).run_test(size=(80, 30)):
        assert app.theme == "nord"


async def test_an_unknown_theme_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('theme = "nrod"\n')
    async with (app := make_app(tmp_path)).run_test(size=(80, 30)) as pilot:
        await ready(app)
        await pilot.pause()
        assert app.theme == DEFAULT_THEME
    assert (tmp_path / FILE).read_text() == 'theme = "nrod"\n'


async def test_another_bank_can_be_opened_by_its_folder(tmp_path: Path) -> None:
    other = tmp_path / "other [bold]"
    write_bank(other)
    text = (other / "bank.toml").read_text()
    text = text.replace("small-bank", "other").replace("A small", "Other [red]small[/red]")
    (other / "bank.toml").write_text(text)
    async with (app := make_app(tmp_path)).run_test(size=(80, 30)) as pilot:
        await ready(app)
        assert "enter open" in await press(pilot, [*go_to("bank"), "enter", "end", "enter"])
        await press(pilot, [*str(other), "enter"])
        await ready(app)
        assert "Other [red]small[/red] bank" in shown(app)
        assert app.context.service.bank.info.id == "other"
        assert "Other [red]small[/red] bank" in await press(pilot, ["escape"])
        assert "Question 1 of" in await press(pilot, ["m", "enter", "enter"])
    config = read_config(tmp_path)
    assert (config.bank, config.banks) == (str(other), (str(other),))


async def test_banks_with_the_same_title_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    for name in ("one", "two [bold]"):
        write_bank(tmp_path / "banks" / name)
    async with (app := make_app(tmp_path)).run_test(size=(160, 50)) as pilot:
        await ready(app)
        app.context.bank_places = [tmp_path / "banks"]
        assert "A small bank" in await press(pilot, ["comma", "enter"])
        menu = app.screen.query_one(OptionList)
        lines = [str(option.prompt) for option in menu.options]
        for line, folder in zip(lines, ("banks/one", "banks/two [bold]", "bank"), strict=False):
            assert line == f"A small bank\n  {tmp_path / folder}"
        await press(pilot, ["home", "down", "enter"])
        await ready(app)
        assert app.context.service.library.root == tmp_path / "banks" / "two [bold]"
    config = read_config(tmp_path)
    assert (config.bank, config.banks) == ("two [bold]", ())


async def test_a_bank_with_errors_is_not_opened_and_its_findings_are_shown(tmp_path: Path) -> None:
    other = tmp_path / "other"
    write_bank(other)
    (other / "bank.toml").write_text("format = 1\n[bold]\n")
    async with (app := make_app(tmp_path)).run_test(size=(80, 30)) as pilot:
        await ready(app)
        await press(pilot, [*go_to("bank"), "enter", "end", "enter", *str(other), "enter"])
        await ready(app)
        assert "This bank can't be opened" in shown(app)
        assert "bank.toml:" in shown(app)
        assert app.context.service.bank.info.id == "small-bank"
    assert not (tmp_path / FILE).exists()


async def test_another_bank_can_replace_one_with_errors(tmp_path: Path) -> None:
    write_bank(tmp_path / "other")
    write_bank(tmp_path / "bank")
    (tmp_path / "bank" / "bank.toml").write_text("format = 1\n")
    async with (app := make_app(tmp_path)).run_test(size=(80, 30)) as pilot:
        await ready(app)
        assert "The question bank can't be used." in shown(app)
        folder = [*str(tmp_path / "other"), "enter"]
        await press(pilot, ["comma", "enter", "end", "enter", *folder])
        await ready(app)
        await press(pilot, ["escape"])
        await ready(app)
        assert "can't be used" not in shown(app)
        assert "Mock exam" in shown(app)
        assert "Question 1 of" in await press(pilot, ["m", "enter", "enter"])


def test_a_folder_without_a_bank_is_refused(tmp_path: Path) -> None:
    write_bank(tmp_path / "bank")
    assert find_folder_error(str(tmp_path / "bank")) == ""
    for text in (str(tmp_path), "no/such", "x" * 5_000, "~nobody-here/x", "a\0b"):
        assert "no bank.toml file" in find_folder_error(text)


async def test_a_bank_stays_open_while_a_drill_is(tmp_path: Path) -> None:
    async with (app := make_app(tmp_path)).run_test(size=(80, 30)) as pilot:
        await ready(app)
        text = await press(pilot, ["enter", "enter", *go_to("bank"), "enter"])
        assert "A drill from this bank is open. Finish or leave it first." in text


async def test_a_running_mock_opens_no_settings(tmp_path: Path) -> None:
    async with (app := make_app(tmp_path)).run_test(size=(80, 30)) as pilot:
        await ready(app)
        assert "Question 1 of" in await press(pilot, ["m", "enter", "enter", "comma"])


async def test_a_long_list_follows_the_highlight_on_a_small_screen(tmp_path: Path) -> None:
    async with (app := make_app(tmp_path)).run_test(size=(60, 20)) as pilot:
        await ready(app)
        assert "default" in await press(pilot, go_to("keys"))
        assert "Change keys under [keys]" in shown(app)
        text = await press(pilot, ["escape", *go_to("theme"), "enter"])
        for part in (DEFAULT_THEME, "needs improvement", "esc cancel"):
            assert part in text
        assert "atom-one-dark" in await press(pilot, ["home"])


@pytest.mark.parametrize(("size", "has_help"), [((80, 24), False), ((120, 40), True)])
async def test_labels_and_values_are_whole_and_apart(
    tmp_path: Path, size: tuple[int, int], *, has_help: bool
) -> None:
    title = "AWS Certified Developer – Associate"
    write_bank(tmp_path / "bank")
    path = tmp_path / "bank" / "bank.toml"
    path.write_text(path.read_text().replace("A small bank", title))
    app = make_app(tmp_path)
    async with app.run_test(size=size) as pilot:
        await ready(app)
        lines = (await press(pilot, [","])).splitlines()
        assert any(title in line for line in lines)
        assert has_help == any("The exam you're preparing for." in line for line in lines)
        screen = await press(pilot, ["up"])
        assert "Weight of other domains  15 answers" in screen


async def test_the_help_of_a_setting_does_not_cut_a_panel(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(app)
        lines = (await press(pilot, [","])).splitlines()
        about = next(i for i, line in enumerate(lines) if "Choose another bank" in line)
        assert not lines[about - 1].strip()
