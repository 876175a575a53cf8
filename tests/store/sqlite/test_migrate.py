"""A file is brought up to date as a whole, with a copy beside it, or left as it was."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from examkit.errors import StoreError
from examkit.store.sqlite.migrate import Step, split, steps
from examkit.store.sqlite.open import APPLICATION_ID
from examkit.store.sqlite.store import SqliteStore, open_store
from tests.factories import FakeClock
from tests.store.sample import ATTEMPT, begin, behind, checksum

LATEST = steps()[-1].version
NEXT = Step(LATEST + 1, ("ALTER TABLE attempt ADD COLUMN mood TEXT",))
BROKEN = Step(LATEST + 1, ("CREATE TABLE half (x)", "DELETE FROM event", "no SQL at all"))
STAMP = "20270115T080000Z"


def make_version_0(file: Path) -> None:
    file.parent.mkdir(mode=0o700)
    with behind(file) as other:
        other.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def version_of(file: Path) -> int:
    with behind(file) as other:
        version: int = other.execute("PRAGMA user_version").fetchall()[0][0]
        assert other.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    return version


def test_steps_are_numbered_without_gaps() -> None:
    assert [step.version for step in steps()] == list(range(1, LATEST + 1))


def test_a_trigger_is_one_statement() -> None:
    script = "-- why\nCREATE TABLE a (x);\nCREATE TRIGGER t AFTER INSERT ON a\nBEGIN\n"
    script += "DELETE FROM a; DELETE FROM a;\nEND;\n"

    assert len(list(split(script))) == 2


def test_version_0_becomes_the_latest_with_a_copy_beside_it(folder: Path, file: Path) -> None:
    make_version_0(file)

    with open_store(folder, clock=FakeClock()) as store:
        script = begin(store)
        assert store.events(ATTEMPT) == tuple(script.events)

    copy = folder / "backups" / f"attempts-v0-{STAMP}.db"
    assert version_of(file) == LATEST
    assert version_of(copy) == 0
    assert list(copy.parent.iterdir()) == [copy]
    assert copy.stat().st_mode & 0o777 == 0o600


def test_attempts_survive_the_next_version(folder: Path, file: Path, store: SqliteStore) -> None:
    script = begin(store)
    store.close()

    with open_store(folder, schema=(*steps(), NEXT), clock=FakeClock()) as upgraded:
        assert upgraded.events(ATTEMPT) == tuple(script.events)

    assert version_of(file) == LATEST + 1
    with pytest.raises(StoreError, match="newer version of examkit"):
        open_store(folder)


def test_the_copy_holds_all_attempts(folder: Path, store: SqliteStore, tmp_path: Path) -> None:
    script = begin(store)
    store.close()
    open_store(folder, schema=(*steps(), NEXT), clock=FakeClock()).close()
    copy = folder / "backups" / f"attempts-v{LATEST}-{STAMP}.db"

    copy.rename((tmp_path / "old").with_suffix(""))
    restored = tmp_path / "restored"
    restored.mkdir()
    (tmp_path / "old").rename(restored / "attempts.db")

    with open_store(restored) as again:
        assert again.events(ATTEMPT) == tuple(script.events)


def test_a_failing_step_leaves_the_file_as_it_was(
    folder: Path, file: Path, store: SqliteStore
) -> None:
    script = begin(store)
    store.close()
    before = checksum(file)

    with pytest.raises(StoreError, match=str(file)):
        open_store(folder, schema=(*steps(), BROKEN), clock=FakeClock())

    assert checksum(file) == before
    with open_store(folder) as again:
        assert again.events(ATTEMPT) == tuple(script.events)


def test_a_damaged_file_makes_no_copy_and_is_left(
    folder: Path, file: Path, store: SqliteStore
) -> None:
    begin(store)
    store.close()
    whole = bytearray(file.read_bytes())
    whole[4096 * 2 : 4096 * 3] = b"\xff" * 4096
    file.write_bytes(whole)
    before = checksum(file)

    with pytest.raises(StoreError, match="damaged"):
        open_store(folder, schema=(*steps(), NEXT), clock=FakeClock())

    assert checksum(file) == before
    assert list((folder / "backups").iterdir()) == []


def test_an_older_file_is_read_without_being_changed(
    folder: Path, file: Path, store: SqliteStore
) -> None:
    script = begin(store)
    store.close()
    before = checksum(file)

    with open_store(folder, schema=(*steps(), NEXT), read_only=True) as reader:
        assert reader.read_only
        assert reader.events(ATTEMPT) == tuple(script.events)
        assert reader._db.read("SELECT mood FROM attempt") == [(None,)]

    assert checksum(file) == before


def test_a_creation_that_fails_leaves_no_file(folder: Path, file: Path) -> None:
    with pytest.raises(StoreError):
        open_store(folder, schema=(*steps(), BROKEN))

    assert list(folder.iterdir()) == []


def test_settings_are_the_ones_that_keep_answers(store: SqliteStore) -> None:
    wanted = {
        "application_id": APPLICATION_ID,
        "user_version": LATEST,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "journal_mode": "truncate",
        "synchronous": 2,
        "busy_timeout": 2000,
    }

    assert {name: store._db.read(f"PRAGMA {name}")[0][0] for name in wanted} == wanted


def test_a_setting_that_is_not_honoured_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from examkit.store.sqlite import connection

    monkeypatch.setitem(connection._SETTINGS, "no_such_setting", 1)

    with pytest.raises(StoreError, match=f"SQLite {sqlite3.sqlite_version} .*no_such_setting"):
        open_store(folder)
