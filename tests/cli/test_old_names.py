"""Names of 1.0.0 that changed: each still works, and no help or completion shows it."""

from __future__ import annotations

import argparse
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from examkit.cli.main import main, parser
from tests.banks import write_bank

OPTIONS = [
    ("drill --plain", "--today", "--due-first"),
    ("drill --plain", "--weak", "--adaptive"),
    ("drill --plain", "--mix-ups", "--confused"),
    ("drill --plain", "--cover", "--hide-options"),
    ("drill --plain", "--unsaved", "--no-save"),
    ("drill --plain", "--use-reserve", "--include-reserved"),
    ("drill --plain", "--count 3", "--questions 3"),
    ("exam --plain", "--extra-time 30", "--extra-minutes 30"),
    ("review --report-issue 1", "--reason why", "--comment why"),
    ("review --comment why", "--doubt 1", "--report-issue 1"),
    ("export --to gift --output OUT", "--allow-loss", "--allow-lossy"),
    ("import QUIZ --into NEW --each 1", "--domains-of topic", "--domains-from topic"),
    ("import QUIZ --into NEW", "--each 1", "--questions-per-domain 1"),
    ("bank suggest-tags BANK", "--least 0.9", "--min-confidence 0.9"),
]
COMMANDS = [
    ("bank link BANK", "bank suggest-notes BANK"),
    ("bank tag BANK", "bank suggest-tags BANK"),
    ("data path", "data paths"),
]
LINES = [(f"{line} {old}", f"{line} {new}") for line, old, new in OPTIONS] + COMMANDS
QUIZ = "::One:: Is salt a mineral? {=yes ~no}\n"


@pytest.fixture
def places(home: Path, tmp_path: Path) -> dict[str, str]:
    """Write a bank and a quiz, and name the files that commands write."""
    write_bank(tmp_path / "bank", each=12, questions=8)
    (tmp_path / "quiz.gift").write_text(QUIZ)
    names = {"BANK": "bank", "QUIZ": "quiz.gift", "NEW": "new", "OUT": "out.gift"}
    return {word: str(tmp_path / name) for word, name in names.items()}


def every(top: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    yield top
    for action in top._actions:
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield from every(command)


@pytest.mark.parametrize(("old", "new"), LINES)
def test_an_old_name_means_what_the_new_one_means(old: str, new: str) -> None:
    meant = [vars(parser().parse_args(line.split())) for line in (old, new)]
    for values in meant:
        values.pop("action", None)
    assert meant[0] == meant[1]


@pytest.mark.parametrize("old", [old for old, _ in LINES])
def test_a_command_line_with_an_old_name_runs(
    old: str, places: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("submit\nyes\n"))
    before = ["--bank", places["BANK"]]
    if old.startswith("review"):
        assert main([*before, "exam", "--plain"]) == 0
    code = main([*before, *(places.get(word, word) for word in old.split())])
    assert code == (1 if "--mix-ups" in old else 0), "only of confused notes is there nothing yet"


def test_no_help_shows_an_old_option() -> None:
    output = "".join(command.format_help() for command in every(parser()))
    words = set(output.replace("[", " ").replace("]", " ").split())
    assert words.isdisjoint(old.split()[0] for _, old, _ in OPTIONS)


@pytest.mark.parametrize(("action", "old"), [("bank", ("link", "tag")), ("data", ("path",))])
def test_no_help_shows_an_old_command(
    action: str, old: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main([action, "--help"])
    assert set(capsys.readouterr().out.split()).isdisjoint(old)


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_no_completion_offers_an_old_name(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    for _, old, _ in OPTIONS:
        assert f"{old.split()[0]}[" not in script
        assert f" {old.split()[0]} " not in script
