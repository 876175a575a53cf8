"""Personal notes and bookmarks on the command line."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from examkit import paths
from examkit.cli.main import main
from examkit.store.annotations import SET, Subject
from examkit.store.sqlite.store import open_store
from tests.banks import write_bank

Capture = pytest.CaptureFixture[str]
TEXT = "Think of the autumn levain"


@pytest.fixture
def bank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> str:
    """Take a mock on a bank, and annotate its first question."""
    folder = str(write_bank(tmp_path / "bank"))
    monkeypatch.setattr("sys.stdin", io.StringIO("a\nsubmit\nyes\n"))
    assert main(["exam", "--plain", "--bank", folder]) == 0
    capsys.readouterr()
    assert main(["review", "--bank", folder, "--format", "json"]) == 0
    question = json.loads(capsys.readouterr().out)[0]["question"]
    with open_store(paths.data_dir()) as store:
        store.annotate(Subject("note", "small-bank", question), TEXT)
        store.annotate(Subject("bookmark", "small-bank", question), SET)
    return folder


def test_a_review_shows_notes_and_selects_bookmarks(bank: str, capsys: Capture) -> None:
    assert main(["review", "--bank", bank]) == 0
    assert capsys.readouterr().out.count(f"Your note:\n{TEXT}") == 1
    assert main(["review", "--bank", bank, "--bookmarked", "--format", "json"]) == 0
    assert [row["own_note"] for row in json.loads(capsys.readouterr().out)] == [TEXT]


def test_the_search_finds_notes(bank: str, capsys: Capture) -> None:
    assert main(["search", "autumn", "--bank", bank, "--format", "json"]) == 0
    [hit] = json.loads(capsys.readouterr().out)
    assert (hit["kind"], hit["snippet"]) == ("your note", TEXT)


def test_a_drill_of_bookmarked_questions_shows_the_note_with_the_answer(
    bank: str, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("s\nquit\n"))
    assert main(["drill", "--plain", "--bookmarked", "--bank", bank]) == 0
    output = capsys.readouterr().out
    assert "[question 1 of 1," in output
    assert f"Your note: {TEXT}" in output


def test_all_of_it_is_counted_exported_and_deleted(
    bank: str, tmp_path: Path, capsys: Capture
) -> None:
    file, shared = tmp_path / "all.jsonl", tmp_path / "shared.jsonl"
    assert main(["data", "check"]) == 0
    assert ", 1 personal note, 1 bookmark, no damage found" in capsys.readouterr().out
    assert main(["data", "export", str(file)]) == 0
    assert "Wrote 1 attempt, 1 personal note, 1 bookmark to" in capsys.readouterr().err
    assert main(["data", "export", "--attempts-only", str(shared)]) == 0
    assert TEXT in file.read_text(encoding="utf-8")
    assert TEXT not in shared.read_text(encoding="utf-8")
    assert main(["data", "delete", "--yes"]) == 0
    assert main(["data", "import", str(file)]) == 0
    assert capsys.readouterr().out.endswith("1 personal note, 1 bookmark updated\n")
    assert main(["review", "--bank", bank]) == 0
    assert TEXT in capsys.readouterr().out


def talk(monkeypatch: pytest.MonkeyPatch, capsys: Capture, command: list[str], *lines: str) -> str:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
    assert main([*command, "--plain"]) == 0
    return capsys.readouterr().out


def test_notes_and_bookmarks_are_made_line_by_line(
    bank: str, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    drill = ["drill", "--bank", bank, "--bookmarked"]
    lines = ("note", "note too early", "s", "note Mind the \x1b[31msalt", "note", "quit")
    output = talk(monkeypatch, capsys, drill, *lines)
    assert output.count("Show the answer first. Type s.") == 2
    assert "> Note saved.\n" in output
    assert "> Mind the \u241b[31msalt\n" in output
    output = talk(monkeypatch, capsys, drill, "s", "note -", "note", "bookmark", "quit")
    assert "> Note deleted.\n" in output
    assert '> No note yet. Type "note" followed by your text.\n' in output
    assert "> Not bookmarked.\n" in output
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert main([*drill, "--plain"]) == 1


def test_a_mock_takes_no_notes(bank: str, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    output = talk(monkeypatch, capsys, ["exam", "--bank", bank], "note x", "bookmark", "quit")
    refusal = "You can add notes and bookmarks after the exam. Open the exam's review."
    assert output.count(refusal) == 2
    assert output.endswith("You didn't answer any questions, so this attempt was discarded.\n")
