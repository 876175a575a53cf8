"""What the docs say is what the program does."""

from __future__ import annotations

import importlib
import pkgutil
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

import examkit.tui.screens
from examkit.bank.lint.cue_features import FEATURES
from examkit.bank.lint.rule import Item
from examkit.bank.loader import load_bank
from examkit.bank.stats import measure_wording
from examkit.cli.main import parser
from examkit.config import Config
from examkit.tui.base_screen import BaseScreen
from examkit.tui.key_command import KeyCommand
from examkit.tui.keymap import REPORT_KEYS, SCREENS
from tests.banks import write_bank

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SETTINGS = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")


def commands() -> list[str]:
    choices = [action.choices for action in parser()._actions]
    return [name for names in choices if isinstance(names, dict) for name in names]


def test_the_pictures_in_the_docs_are_current() -> None:
    command = [sys.executable, "scripts/screenshots.py", "--readme", "--check"]
    done = subprocess.run(command, cwd=ROOT, check=False)
    assert done.returncode == 0, "run: .venv/bin/python scripts/screenshots.py --readme"


def test_the_pages_of_keys_and_rules_are_current() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/generate_docs.py", "--check"], cwd=ROOT, check=False
    )

    assert done.returncode == 0, "run: .venv/bin/python scripts/generate_docs.py"


@pytest.mark.parametrize("command", commands())
def test_every_command_stands_in_the_readme(command: str) -> None:
    assert f"examkit {command}" in README


@pytest.mark.parametrize("setting", list(Config._fields))
def test_every_setting_is_on_the_page_of_settings(setting: str) -> None:
    assert f"`{setting}`" in SETTINGS


@pytest.mark.parametrize("screen", SCREENS)
def test_no_key_means_two_things_on_a_screen(screen: str) -> None:
    keys = [key for command in SCREENS[screen] for key in command.keys.split(",")]

    assert len(keys) == len(set(keys))


def test_what_was_sure_but_wrong_has_one_name_in_help_key_bar_and_review() -> None:
    from examkit.tui.review_filters import FILTERS

    names = re.findall(r"review\('(.+?)'\)", " ".join(command.id for command in REPORT_KEYS))
    assert set(names) == {"all", "missed", "sure but missed"} <= set(FILTERS)


def test_each_figure_of_wording_is_explained(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "lint.md").read_text(encoding="utf-8")
    loaded = load_bank(write_bank(tmp_path / "bank")).bank
    assert loaded
    figures = [*measure_wording([Item(placed) for placed in loaded.questions.values()])]
    names = {*figures, *(f"{cue} lift" for cue in FEATURES)}
    assert len(figures) >= 6
    assert [name for name in sorted(names) if f"| `{name}` |" not in page] == []


def screens(base: type = BaseScreen) -> list[type]:
    for module in pkgutil.iter_modules(examkit.tui.screens.__path__, "examkit.tui.screens."):
        importlib.import_module(module.name)
    found: list[type] = []
    for screen in list[type](base.__subclasses__()):
        found += [screen, *screens(screen)]
    return found


@pytest.mark.parametrize("screen", screens(), ids=lambda cls: cls.__name__)
def test_every_key_of_a_screen_has_its_action(screen: type) -> None:
    keys: tuple[KeyCommand, ...] = getattr(screen, "KEYS")  # noqa: B009

    assert [c.id for c in keys if not hasattr(screen, f"action_{c.id.partition('(')[0]}")] == []


PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


def wrong_commands(page: str, capsys: pytest.CaptureFixture[str]) -> Iterator[str]:
    """Yield the commands in a page's text that don't exist, or have options that don't."""
    text = re.sub(r"^ *```.*?^ *```", "", page, flags=re.MULTILINE | re.DOTALL)
    for words in re.findall(r"`(?:examkit|scripts/run) ([^`A-Z][^`]*)`", text):
        with suppress(SystemExit):
            parser().parse_args(shlex.split(words.partition(" > ")[0]))
        if re.search("unrecognized arguments|invalid choice", capsys.readouterr().err):
            yield words


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_commands_in_a_text_exist(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert list(wrong_commands(page.read_text(encoding="utf-8"), capsys)) == []


def test_a_command_that_does_not_exist_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    page = "`examkit sing`, `examkit exam --loud`, `examkit search`, `examkit plan`"
    assert list(wrong_commands(page, capsys)) == ["sing", "exam --loud"]
