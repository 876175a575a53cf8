"""The plan on the command line."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from examkit.cli.main import main
from tests.banks import write_bank


def test_the_plan_shows_what_is_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bank = str(write_bank(tmp_path / "bank"))
    assert main(["plan", "--bank", bank]) == 0
    assert "You remember" not in capsys.readouterr().out

    monkeypatch.setattr("sys.stdin", io.StringIO("a\nn\nb\nsubmit\nyes\n"))
    assert main(["exam", "--plain", "--bank", bank]) == 0

    capsys.readouterr()
    assert main(["plan", "--bank", bank]) == 0
    assert "You remember about 100% of the " in capsys.readouterr().out
    assert main(["plan", "--bank", bank, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["memory"]["share"] > 0.9
    assert main(["report", "--bank", bank]) == 0
    assert "You remember about 100%" in " ".join(capsys.readouterr().out.split())
