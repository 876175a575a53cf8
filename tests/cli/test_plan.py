"""The plan on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from examkit.cli.main import main
from tests.services import Desk, answer


def test_the_plan_shows_what_is_remembered(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk = Desk(home)
    bank = str(desk.folder / "bank")
    assert main(["plan", "--bank", bank]) == 0
    assert "You remember" not in capsys.readouterr().out

    live = desk.engine().start_mock()
    for slot in range(2):
        desk.clock.pass_time(60)
        answer(live, slot)
        desk.clock.pass_time(60)
    live.submit()

    assert main(["plan", "--bank", bank]) == 0
    assert "You remember about 100% of the 2 questions" in capsys.readouterr().out
    assert main(["plan", "--bank", bank, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["memory"]["share"] > 0.9
    assert main(["report", "--bank", bank]) == 0
    assert "You remember about 100%" in " ".join(capsys.readouterr().out.split())
