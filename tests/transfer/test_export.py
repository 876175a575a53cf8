"""Questions leave in other formats; what is lost is said before anything is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from examkit.bank.loader import load_bank
from examkit.cli.main import main
from examkit.formats.registry import formats
from tests.banks import write_bank, write_every_type
from tests.services import Desk, answer

WRITTEN = sorted(name for name, form in formats().items() if form.write)


@pytest.mark.parametrize("name", WRITTEN)
def test_a_bank_goes_out_and_comes_back(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_every_type(tmp_path / "bank")
    target = tmp_path / f"out{formats()[name].suffix}"
    arguments = ["export", "--bank", str(root), "--to", name, "--output", str(target)]
    assert main([*arguments, "--allow-lossy"]) == 0
    assert main(["import", str(target), "--into", str(tmp_path / "back"), "--from", name]) == 0
    capsys.readouterr()
    before, after = load_bank(root).bank, load_bank(tmp_path / "back").bank
    assert before is not None
    assert after is not None
    stems = {p.question.stem.strip() for p in after.questions.values()}
    assert stems <= {p.question.stem.strip() for p in before.questions.values()}
    assert len(stems) == (1 if name == "aiken" else 5)


def test_what_would_be_lost_stops_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write_every_type(tmp_path / "bank")
    target = tmp_path / "out.txt"
    assert main(["export", "--bank", str(root), "--to", "aiken", "--output", str(target)]) == 1
    reported = capsys.readouterr().err
    assert "left out:" in reported
    assert "--allow-lossy" in reported
    assert not target.exists()


def test_json_loses_nothing_of_our_own(tmp_path: Path) -> None:
    root = write_bank(tmp_path / "bank")
    target = tmp_path / "out.json"
    assert main(["export", "--bank", str(root), "--to", "json", "--output", str(target)]) == 0


def test_mistakes_go_to_cards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(tmp_path)
    monkeypatch.setenv("EXAMKIT_HOME", str(tmp_path))
    engine = desk.engine()
    live = engine.start_mock(questions=4, seed="s")
    wrong = live.form.slots[1].question
    for slot in range(4):
        answer(live, slot, right=slot != 1)
    live.submit()
    live.release()
    engine.close()
    target = tmp_path / "cards.txt"
    arguments = ["export", "--bank", str(tmp_path / "bank"), "--to", "anki", "--mistakes"]
    assert main([*arguments, "--output", str(target), "--allow-lossy"]) == 0
    text = target.read_text()
    assert wrong.id in text
    assert "rises because of" in text
    assert sum(line.count("\t") > 2 for line in text.splitlines()) == 1


def test_a_format_that_is_not_there_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = str(tmp_path / "x")
    assert main(["export", "--to", "gitf", "--output", target]) == 2
    assert "Did you mean gift?" in capsys.readouterr().err


def test_formats_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["formats"]) == 0
    assert "gift         read and write" in capsys.readouterr().out
