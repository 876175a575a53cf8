"""Looking after one's attempts on the command line."""

from __future__ import annotations

import io
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from examkit import paths
from examkit.cli.main import main
from examkit.store.durability.journal import PREFIX
from tests.banks import write_bank


@pytest.fixture
def bank(tmp_path: Path) -> str:
    return str(write_bank(tmp_path / "bank"))


def sit(monkeypatch: pytest.MonkeyPatch, bank: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("a\nn\nb\nsubmit\nyes\n"))
    assert main(["exam", "--plain", "--bank", bank]) == 0


@pytest.mark.fault("R57")
def test_attempts_survive_export_delete_and_import(
    bank: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    sit(monkeypatch, bank)
    capsys.readouterr()
    assert main(["report", "--bank", bank, "--format", "json"]) == 0
    before = capsys.readouterr().out
    file = tmp_path / "out.jsonl"
    assert main(["data", "export", str(file)]) == 0
    assert file.stat().st_mode & 0o777 == 0o600
    assert main(["data", "delete", "--all", "--yes"]) == 0
    assert not paths.data_dir().exists()
    assert main(["data", "import", str(file)]) == 0
    assert "1 attempt added, 0 already there" in capsys.readouterr().out
    assert main(["report", "--bank", bank, "--format", "json"]) == 0
    assert capsys.readouterr().out == before
    again = tmp_path / "again.jsonl"
    assert main(["data", "export", str(again)]) == 0
    assert again.read_bytes() == file.read_bytes()


@pytest.mark.parametrize("there", ["file", "folder", "link"])
def test_an_export_overwrites_nothing(
    tmp_path: Path, there: str, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "out.jsonl"
    match there:
        case "file":
            place.write_text("mine")
        case "folder":
            place.mkdir()
        case _:
            place.symlink_to("nowhere")
    assert main(["data", "export", str(place)]) == 1
    output = capsys.readouterr().err
    assert output == f"error: {place} already exists.\nhint: Choose another name.\n"
    assert place.is_dir() or place.is_symlink() or place.read_text() == "mine"
    assert [path.name for path in tmp_path.glob("out*")] == ["out.jsonl"]


def test_check_reports_that_nothing_is_damaged(
    bank: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    sit(monkeypatch, bank)
    capsys.readouterr()
    assert main(["data", "check"]) == 0
    assert capsys.readouterr().out.startswith("1 attempt, ")


@pytest.mark.fault("R75")
@pytest.mark.parametrize("command", ["check", "export"])
def test_the_first_command_after_a_power_cut_undoes_what_was_cut_short(
    bank: str,
    home: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: str,
) -> None:
    sit(monkeypatch, bank)
    file = home / "data" / "attempts.db"
    cut_short(file)
    capsys.readouterr()
    arguments = ["data", command, *([str(tmp_path / "out")] if command == "export" else [])]
    assert main(arguments) == 0
    assert "copy" not in capsys.readouterr().err.lower()
    assert main(["data", "check"]) == 0
    assert "no damage found" in capsys.readouterr().out


def cut_short(file: Path) -> None:
    """Leave a file as a power cut in the middle of a change does."""
    journal = file.with_name(f"{file.name}-journal")
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.execute("PRAGMA cache_size = 1")
        db.execute("BEGIN IMMEDIATE")
        db.execute("DROP TRIGGER event_stays")
        db.execute("UPDATE event SET body = body || ' '")
        db.execute(
            "CREATE TABLE filler AS SELECT zeroblob(4000) FROM event, event AS more LIMIT 99"
        )
        half = {path: path.read_bytes() for path in (file, journal)}
        db.execute("ROLLBACK")
    for path, data in half.items():
        path.write_bytes(data)
    assert any(half[journal])


def test_deleting_asks(
    bank: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    sit(monkeypatch, bank)
    monkeypatch.setattr("sys.stdin", io.StringIO("no\n"))
    assert main(["data", "delete"]) == 1
    assert "Nothing was deleted" in capsys.readouterr().out
    assert (paths.data_dir() / "attempts.db").exists()
    monkeypatch.setattr("sys.stdin", io.StringIO("delete\n"))
    assert main(["data", "delete"]) == 0
    assert not (paths.data_dir() / "attempts.db").exists()


def test_deleting_lists_what_is_not_deleted_and_leaves_no_empty_folder(
    bank: str, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    sit(monkeypatch, bank)
    assert main(["plan", "--bank", bank, "--exam-date", "2999-01-01"]) == 0
    capsys.readouterr()
    assert main(["data", "delete", "--yes"]) == 0
    settings, cache = home / "config" / "config.toml", home / "cache"
    assert capsys.readouterr().out == f"Deleted.\nNot deleted: {settings}\nNot deleted: {cache}\n"
    assert sorted(home.iterdir()) == [cache, settings.parent]
    assert main(["data", "delete", "--all", "--yes"]) == 0
    assert capsys.readouterr().out == "Deleted.\n"
    assert list(home.iterdir()) == []


def test_own_banks_stay_and_journals_elsewhere_are_deleted(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "run"))
    own, waits = home / "data" / "banks" / "own", tmp_path / "run" / "examkit" / f"{PREFIX}a1"
    for folder in (own, waits.parent):
        folder.mkdir(parents=True)
    waits.write_text("{}")
    assert main(["data", "delete", "--yes"]) == 0
    assert (own.exists(), waits.exists()) == (True, False)
    assert main(["data", "delete", "--all", "--yes"]) == 0
    assert not own.exists()


def test_a_link_to_a_folder_elsewhere_stays(home: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "attempts.db").write_text("")
    home.mkdir()
    paths.data_dir().symlink_to(elsewhere)
    assert main(["data", "delete", "--all", "--yes"]) == 0
    assert paths.data_dir().is_symlink()
    assert list(elsewhere.iterdir()) == []


@pytest.mark.fault("R57")
def test_deleted_attempts_are_in_no_file(
    bank: str, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    sit(monkeypatch, bank)
    capsys.readouterr()
    assert main(["history", "--bank", bank]) == 0
    attempt = capsys.readouterr().out.split()[0]
    held = [p for p in home.rglob("*") if p.is_file() and attempt.encode() in p.read_bytes()]
    assert held
    assert main(["data", "delete", "--all", "--yes"]) == 0
    found = [p for p in home.rglob("*") if p.is_file() and attempt.encode() in p.read_bytes()]
    assert found == []


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff\xfe", b"[1]\n", b'{"kind":"other"}\n'])
def test_a_file_that_is_no_archive_is_refused_in_words(
    tmp_path: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "in.jsonl"
    file.write_bytes(content)
    assert main(["data", "import", str(file)]) == 1
    output = capsys.readouterr().err
    assert output.startswith("error: ")
    assert "in.jsonl" in output
    assert main(["data", "import", str(tmp_path / "missing")]) == 1
    assert "can't be read" in capsys.readouterr().err
