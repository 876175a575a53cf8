"""Discarding an attempt on the command line, and getting it back."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from examkit import paths
from examkit.cli.main import main
from examkit.errors import AttemptLockedError
from examkit.store.sqlite.store import open_store
from tests.banks import write_bank

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def bank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> str:
    """Take a mock on a bank, and leave another one."""
    folder = str(write_bank(tmp_path / "bank"))
    for lines in ("a\nn\nb\nsubmit\nyes\n", "a\nquit\n"):
        monkeypatch.setattr("sys.stdin", io.StringIO(lines))
        assert main(["exam", "--plain", "--bank", folder]) == 0
    capsys.readouterr()
    return folder


def listed(capsys: Capture, bank: str, command: str = "history") -> Any:
    capsys.readouterr()
    assert main([command, "--bank", bank, "--format", "json"]) == 0
    return json.loads(capsys.readouterr().out)


def seen() -> Iterator[str]:
    with open_store(paths.data_dir(), read_only=True) as store:
        yield from store.exposures("small-bank")


def test_a_discarded_attempt_is_gone_and_comes_back(bank: str, capsys: Capture) -> None:
    before, report = listed(capsys, bank), listed(capsys, bank, "report")
    unfinished, finished = (row["attempt"] for row in before)
    known = set(seen())
    assert len(known) == 11  # Of the unfinished one, the question on screen.

    assert main(["discard", finished, "--yes", "--bank", bank]) == 0

    undo = f"examkit --bank {bank} discard --undo {finished}"
    assert capsys.readouterr().out == f"Discarded {finished}. Restore it with:\n  {undo}\n"
    assert [row["attempt"] for row in listed(capsys, bank)] == [unfinished]
    assert main(["report", "--bank", bank]) == 1
    assert main(["report", finished, "--bank", bank]) == 2
    assert set(seen()) == known
    assert main(["data", "check"]) == 0
    assert main(["discard", "--undo", finished, "--bank", bank]) == 0
    assert listed(capsys, bank) == before
    assert listed(capsys, bank, "report") == report


def test_it_asks_and_names_what_is_lost(
    bank: str, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    before = listed(capsys, bank)
    monkeypatch.setattr("sys.stdin", io.StringIO("no\n"))
    assert main(["discard", before[1]["attempt"], "--bank", bank]) == 1
    output = capsys.readouterr().out
    assert re.search(r"^Mock exam \(EXAM-1\), \d+ of 10 correct\.$", output, re.MULTILINE)
    assert output.endswith("Type discard to confirm: Nothing was discarded.\n")
    assert listed(capsys, bank) == before
    monkeypatch.setattr("sys.stdin", io.StringIO("discard\n"))
    assert main(["discard", before[0]["attempt"], "--bank", bank]) == 0
    # The first question can require two answers, of which the attempt has one.
    told = r"unfinished, (1 of 10 answered|0 of 10 answered, 1 incomplete)\."
    assert re.search(told, capsys.readouterr().out)
    assert listed(capsys, bank) == before[1:]


def test_an_attempt_that_is_open_elsewhere_is_not_discarded(bank: str, capsys: Capture) -> None:
    attempt = listed(capsys, bank)[0]["attempt"]
    with open_store(paths.data_dir()) as store, store.acquire_lease(attempt):
        assert main(["discard", attempt, "--yes", "--bank", bank]) == AttemptLockedError.exit_code
    assert len(listed(capsys, bank)) == 2


def test_an_unknown_attempt_is_refused(bank: str, capsys: Capture) -> None:
    assert main(["discard", "1999", "--bank", bank]) == 2
    assert "No attempt ID starts with '1999'." in capsys.readouterr().err


def test_an_unknown_discarded_attempt_is_refused_with_those_there_are(
    bank: str, capsys: Capture
) -> None:
    undo = ["discard", "1999", "--undo", "--bank", bank]
    assert main(undo) == 2
    assert "You haven't discarded any attempts." in capsys.readouterr().err
    attempt = listed(capsys, bank)[0]["attempt"]
    assert main(["discard", attempt, "--yes", "--bank", bank]) == 0
    assert main(undo) == 2
    error = capsys.readouterr().err
    assert "No discarded attempt has an ID that starts with '1999'." in error
    assert re.search(rf"hint: Choose one:\n  {attempt}  \w{{3}} [ \d]\d  EXAM-1  Mock exam", error)


def test_undo_without_an_id_lists_what_can_be_restored(bank: str, capsys: Capture) -> None:
    attempts = [row["attempt"] for row in listed(capsys, bank)]
    for attempt in attempts:
        assert main(["discard", attempt, "--yes", "--bank", bank]) == 0
    capsys.readouterr()
    assert main(["discard", "--undo", "--bank", bank]) == 2
    error = capsys.readouterr().err
    assert "Name the attempt to restore." in error
    day = r"\w{3} [ \d]\d"
    for attempt in attempts:
        assert re.search(rf"^  {attempt}  {day}  EXAM-1  Mock exam", error, re.MULTILINE)


def test_without_an_id_nothing_is_discarded(bank: str, capsys: Capture) -> None:
    assert main(["discard", "--yes", "--bank", bank]) == 2
    error = capsys.readouterr().err
    assert "Name the attempt." in error
    assert "history" in error
    assert len(listed(capsys, bank)) == 2


def test_the_beginning_of_several_attempts_lists_them(bank: str, capsys: Capture) -> None:
    attempts = [row["attempt"] for row in listed(capsys, bank)]
    for attempt in attempts:
        assert main(["discard", attempt, "--yes", "--bank", bank]) == 0
    capsys.readouterr()
    assert main(["discard", "2", "--undo", "--bank", bank]) == 2
    error = capsys.readouterr().err
    assert "Several attempt IDs start with '2'." in error
    assert all(attempt in error for attempt in attempts)


def test_an_archive_carries_what_is_discarded(bank: str, tmp_path: Path, capsys: Capture) -> None:
    file, attempt = str(tmp_path / "attempts.jsonl"), listed(capsys, bank)[1]["attempt"]
    assert main(["discard", attempt, "--yes", "--bank", bank]) == 0
    assert main(["data", "export", file]) == 0
    assert main(["discard", attempt, "--undo", "--bank", bank]) == 0
    assert main(["data", "import", file]) == 0
    assert len(listed(capsys, bank)) == 2
    assert main(["data", "delete", "--yes"]) == 0
    assert main(["data", "import", file]) == 0
    assert len(listed(capsys, bank)) == 1
