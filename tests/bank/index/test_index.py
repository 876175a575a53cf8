"""The index: quick, fresh, and never trusted when it is damaged."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from examkit.bank.index.file import RACY_NS, build, index_path
from examkit.bank.index.index import BankIndex, open_if_current, open_or_build
from examkit.bank.loader import load_bank
from examkit.errors import BankError, UsageError
from tests.banks import write_bank

QUESTIONS = "questions/bread.toml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    bank = write_bank(tmp_path / "bank")
    for path in bank.rglob("*"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    return bank


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def test_the_index_says_what_the_files_say(root: Path, cache: Path) -> None:
    index, bank = open_or_build(root, cache), load_bank(root).bank

    assert bank is not None
    assert index.pool("exam-1") == bank.pools["exam-1"]
    assert index.questions(["bread-3"])["bread-3"] == bank.questions["bread-3"].question
    assert index.note("bread.md") == bank.notes["bread.md"]
    assert index.section("bread.md#rising") == bank.section("bread.md#rising")
    assert index.exam("exam-1") == bank.exams["exam-1"]
    assert (index.info.questions, index.info.notes, index.info.errors) == (24, 2, 0)
    assert index.digest == load_bank(root).digest


def test_an_index_of_several_files_reports_what_loading_reports(root: Path, cache: Path) -> None:
    (root / "questions" / "more.toml").write_text(
        (root / QUESTIONS).read_text().replace("bread-", "more-").replace("medium", "middling")
    )
    with pytest.raises(BankError) as refused:
        open_or_build(root, cache)
    assert tuple(refused.value.findings) == load_bank(root).findings


def test_an_index_without_a_bank_file_reports_what_loading_reports(root: Path, cache: Path) -> None:
    (root / "bank.toml").unlink()
    with pytest.raises(BankError) as refused:
        open_or_build(root, cache)
    assert tuple(refused.value.findings) == load_bank(root).findings


def is_fresh(root: Path, cache: Path) -> bool:
    index = open_if_current(root, cache)
    if index is not None:
        index.close()
    return index is not None


def test_it_is_fresh_until_a_file_changes(root: Path, cache: Path) -> None:
    assert not is_fresh(root, cache)
    open_or_build(root, cache).close()
    assert is_fresh(root, cache)
    (root / QUESTIONS).write_text((root / QUESTIONS).read_text().replace("Luck", "Chance"))
    assert not is_fresh(root, cache)

    assert "Chance for bread 2" in str(open_or_build(root, cache).questions(["bread-2"]))


@pytest.mark.parametrize("change", ["added", "removed"])
def test_a_file_more_or_less_is_noticed(root: Path, cache: Path, change: str) -> None:
    open_or_build(root, cache).close()
    if change == "added":
        (root / "notes" / "more.md").write_text("# More\n\ntext")
    else:
        (root / "questions" / "salt.toml").unlink()

    assert not is_fresh(root, cache)


def test_a_change_within_the_clock_of_the_file_system_is_noticed(root: Path, cache: Path) -> None:
    path = root / QUESTIONS
    path.write_text(path.read_text())
    open_or_build(root, cache).close()
    before = path.stat()
    path.write_text(path.read_text().replace("Luck", "Fate"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    assert path.stat().st_size == before.st_size
    assert not is_fresh(root, cache)


def test_a_note_that_loses_the_evidence_of_an_unchanged_question_is_an_error(
    root: Path, cache: Path
) -> None:
    open_or_build(root, cache).close()
    (root / "notes" / "bread.md").write_text("# Bread\n\n## Rising\n\nNo.\n\n## Baking\n\nHot.\n")

    with pytest.raises(BankError) as refused:
        open_or_build(root, cache)
    assert {finding.code for finding in refused.value.findings} == {"no-evidence"}
    assert len(refused.value.findings) == 12


@pytest.mark.parametrize("damage", [b"", b"not a database", b"SQLite format 3\0" + b"x" * 5_000])
def test_a_damaged_index_is_built_again(root: Path, cache: Path, damage: bytes) -> None:
    open_or_build(root, cache).close()
    index_path(root, cache).write_bytes(damage)

    assert open_or_build(root, cache).info.questions == 24


def test_an_index_of_another_version_is_built_again(root: Path, cache: Path) -> None:
    open_or_build(root, cache).close()
    with sqlite3.connect(index_path(root, cache)) as db:
        db.execute("update meta set value = '[0, \"0\"]' where key = 'version'")

    assert not is_fresh(root, cache)


def test_an_unknown_exam_is_reported_with_the_known_ones(root: Path, cache: Path) -> None:
    with pytest.raises(UsageError, match="exam-9") as refused:
        open_or_build(root, cache).exam("exam-9")
    assert "exam-1" in refused.value.hint


def test_a_file_just_written_is_read_once_more_and_then_no_more(root: Path, cache: Path) -> None:
    for path in root.rglob("*.*"):
        os.utime(path)
    open_or_build(root, cache).close()
    then = time.time_ns() - 10 * RACY_NS
    with closing(sqlite3.connect(index_path(root, cache))) as db:
        for (path,) in db.execute("select path from source").fetchall():
            os.utime(root / os.fsdecode(path), ns=(then, then))
        db.execute("update source set mtime_ns = ?", (then,))
        db.commit()
        assert db.execute("select count(*) from source where racy").fetchone() != (0,)
        open_or_build(root, cache).close()
        assert db.execute("select count(*) from source where racy").fetchone() == (0,)


def everything(index: BankIndex) -> object:
    """Read all that an index holds."""
    ids = index.ids()
    return (
        *(index.exam("exam-1"), index.pool("exam-1"), index.concepts(), index.digests(ids)),
        *(index.count_drawable("exam-1", ids), index.groups(), sorted(ids), index.questions(ids)),
        *(index.sections(), index.note("bread.md"), index.section("bread.md#rising")),
        *(index.findings(), index.info, index.digest),
    )


@pytest.mark.fault("R65")
@pytest.mark.parametrize("filler", [b"\0", b"\xff"])
def test_a_hole_anywhere_in_the_index_is_repaired(root: Path, cache: Path, filler: bytes) -> None:
    long = "A sentence that goes over many pages of the file. " * 400
    (root / "notes" / "bread.md").write_text((root / "notes" / "bread.md").read_text() + long)
    wanted = everything(open_or_build(root, cache))
    path = index_path(root, cache)
    whole = path.read_bytes()
    for start in range(0, len(whole), 4096):
        path.write_bytes(whole[:start] + filler * 4096 + whole[start + 4096 :])
        index = open_or_build(root, cache)
        assert everything(index) == wanted, f"hole at {start}"
        index.close()


@pytest.mark.fault("R65")
def test_a_damaged_index_is_replaced_when_a_file_changes(root: Path, cache: Path) -> None:
    open_or_build(root, cache).close()
    path = index_path(root, cache)
    data = path.read_bytes()
    path.write_bytes(data.replace(b"yeast", b"\0\0\0\0\0"))
    (root / QUESTIONS).write_text((root / QUESTIONS).read_text() + "\n# changed\n")
    index, bank = open_or_build(root, cache), load_bank(root).bank
    assert bank is not None
    assert index.note("bread.md") == bank.notes["bread.md"]


def test_an_index_is_on_disk_before_it_gets_its_name(
    root: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    sync, replace = os.fsync, Path.replace

    def synced(handle: int) -> None:
        done.append("sync")
        sync(handle)

    def replaced(path: Path, target: Path) -> Path:
        done.append("replace")
        return replace(path, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", replaced)
    open_or_build(root, cache).close()
    assert done == ["sync", "replace"]


def test_a_repair_happens_once(root: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index = open_or_build(root, cache)
    made: list[Path] = []

    def damaged(*_: object) -> None:
        raise ValueError("damaged")

    def watched(root: Path, cache: Path) -> Path:
        made.append(root)
        return build(root, cache)

    monkeypatch.setattr("examkit.bank.index.index.build", watched)
    monkeypatch.setattr("examkit.bank.index.index.Concepts", damaged)
    with pytest.raises(ValueError, match="damaged"):
        index.concepts()
    assert made == [root]
