"""Drills by what they are about, on the command line."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from examkit.cli.main import main
from tests.banks import write_bank


@pytest.fixture
def bank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("EXAMKIT_HOME", str(tmp_path / "home"))
    return str(write_bank(tmp_path / "bank", each=12, questions=8))


def run(monkeypatch: pytest.MonkeyPatch, text: str, *arguments: str) -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    return main(list(arguments))


def test_mistakes_come_back(
    bank: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    drill = ("drill", "--plain", "--bank", bank)
    assert run(monkeypatch, "submit\nyes\n", *drill, "--count", "2", "--topic", "salt") == 0
    capsys.readouterr()
    assert run(monkeypatch, "submit\nyes\n", *drill, "--mistakes") == 0
    assert "drill: mistakes" in capsys.readouterr().out


@pytest.mark.parametrize("aim", ["--mistakes", "--due", "--flagged"])
def test_nothing_to_ask_is_said_in_words(
    bank: str, aim: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "", "drill", "--plain", "--bank", bank, aim) != 0
    told = capsys.readouterr().err
    assert f"nothing for this drill: {aim.removeprefix('--')}" in told
    assert "hint:" in told


@pytest.mark.parametrize(
    ("aim", "title"), [("--today", "today"), ("--weak", "weak areas"), ("--unseen", "unseen")]
)
def test_the_engine_chooses(
    bank: str,
    aim: str,
    title: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(monkeypatch, "submit\nyes\n", "drill", "--plain", "--bank", bank, aim) == 0
    assert f"drill: {title}" in capsys.readouterr().out
