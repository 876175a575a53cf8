"""Leaving an attempt out of the evidence, and including it again."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from examkit.cli.main import main
from tests.banks import write_bank


@pytest.fixture
def bank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Take a mock on a bank."""
    folder = str(write_bank(tmp_path / "bank"))
    monkeypatch.setattr("sys.stdin", io.StringIO("a\nn\nb\nsubmit\nyes\n"))
    assert main(["exam", "--plain", "--bank", folder]) == 0
    return folder


def shown(capsys: pytest.CaptureFixture[str], *command: str) -> Any:
    capsys.readouterr()
    assert main([*command, "--format", "json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_an_attempt_is_left_out_and_included_again(
    bank: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = shown(capsys, "report", "--bank", bank)

    assert main(["leave-out", before["attempt"], "--bank", bank]) == 0

    without = shown(capsys, "report", "--bank", bank)
    assert without["rests_on"]["sittings"] == 0
    assert [each["reason"] for each in without["unused"]] == ["left out"]
    assert without["right"] == before["right"]
    assert shown(capsys, "history", "--bank", bank)[0]["left_out"] is True
    assert main(["data", "check"]) == 0
    assert main(["leave-out", before["attempt"], "--undo", "--bank", bank]) == 0
    assert shown(capsys, "report", "--bank", bank) == before


def test_an_exported_attempt_stays_left_out(
    bank: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "attempts.jsonl"
    attempt = shown(capsys, "history", "--bank", bank)[0]["attempt"]
    assert main(["leave-out", attempt, "--bank", bank]) == 0
    assert main(["data", "export", str(file)]) == 0
    assert main(["data", "delete", "--yes"]) == 0
    assert main(["data", "import", str(file)]) == 0
    assert shown(capsys, "history", "--bank", bank)[0]["left_out"] is True


def test_an_unknown_attempt_is_refused(bank: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["leave-out", "1999", "--bank", bank]) == 2
    assert "No attempt ID starts with '1999'." in capsys.readouterr().err
