"""What disks, other programs and people do to the file while it is open."""

from __future__ import annotations

import os
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from examkit.errors import StoreError, WriteFailedError
from examkit.exam.events import Event, Visited
from examkit.store.sqlite.migrate import Step, steps
from examkit.store.sqlite.store import SqliteStore, open_store
from tests.factories import FakeClock
from tests.store.sample import ATTEMPT, OUTCOMES, begin, behind, end


def visits(start: int, count: int = 1) -> list[Event]:
    return [Event(start + i, 9.0, 9.0, Visited(i % 3)) for i in range(count)]


def test_a_full_disk_keeps_what_was_saved_and_goes_on_later(store: SqliteStore) -> None:
    script = begin(store)
    more = visits(len(script.events), 400)
    pages = store._db.read("PRAGMA page_count")[0][0]
    store._db.read(f"PRAGMA max_page_count = {pages}")

    with pytest.raises(StoreError, match="disk is full") as raised:
        store.append(ATTEMPT, more)
    assert "Free up some space" in raised.value.hint
    assert store.events(ATTEMPT) == tuple(script.events)

    store._db.read(f"PRAGMA max_page_count = {pages + 100}")
    store.append(ATTEMPT, more)
    assert store.events(ATTEMPT) == (*script.events, *more)


def test_a_locked_file_is_reported_and_can_be_tried_again(store: SqliteStore, file: Path) -> None:
    script = begin(store)
    more = visits(len(script.events))
    store._db.read("PRAGMA busy_timeout = 20")

    with behind(file) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreError, match="in use by another program"):
            store.append(ATTEMPT, more)

    store.append(ATTEMPT, more)
    assert store.events(ATTEMPT) == (*script.events, *more)


def test_a_reader_that_holds_the_commit_up_is_reported(store: SqliteStore, file: Path) -> None:
    script = begin(store)
    more = visits(len(script.events))
    store._db.read("PRAGMA busy_timeout = 20")

    with behind(file) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM event").fetchall()
        with pytest.raises(StoreError, match="in use by another program"):
            store.append(ATTEMPT, more)

    store.append(ATTEMPT, more)
    assert store.events(ATTEMPT) == (*script.events, *more)


@pytest.fixture
def cut_short(folder: Path, file: Path, store: SqliteStore) -> Path:
    """A folder as a program leaves it that is killed while it writes the file."""
    begin(store)
    with behind(file) as other:
        other.execute("PRAGMA cache_size = 5")
        other.execute("BEGIN IMMEDIATE")
        other.execute("CREATE TABLE junk (x)")
        other.executemany("INSERT INTO junk VALUES (randomblob(3000))", [()] * 100)
        copy = folder.with_name("cut-short")
        shutil.copytree(folder, copy)
        other.execute("ROLLBACK")
    return copy


def test_a_change_that_was_cut_short_is_undone(cut_short: Path, store: SqliteStore) -> None:
    assert (cut_short / "attempts.db-journal").stat().st_size > 0

    with open_store(cut_short) as recovered:
        assert recovered.events(ATTEMPT) == store.events(ATTEMPT)
        assert recovered._db.read("SELECT 1 FROM sqlite_schema WHERE name = 'junk'") == []


def test_a_header_written_before_its_pages_is_not_taken_for_damage(
    cut_short: Path, store: SqliteStore
) -> None:
    with (cut_short / "attempts.db").open("r+b") as handle:
        handle.seek(28)
        handle.write((10_000).to_bytes(4, "big"))

    with open_store(cut_short) as recovered:
        assert recovered.events(ATTEMPT) == store.events(ATTEMPT)


def test_a_change_that_was_cut_short_is_reported_where_nothing_can_be_written(
    cut_short: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("examkit.store.sqlite.open.can_write", lambda _: False)
    with pytest.raises(StoreError, match="unfinished change"):
        open_store(cut_short, read_only=True)


def test_a_deleted_file_is_noticed(store: SqliteStore, file: Path) -> None:
    script = begin(store)
    file.unlink()

    with pytest.raises(StoreError, match="replaced or deleted"):
        store.append(ATTEMPT, visits(len(script.events)))


def test_a_replaced_file_is_noticed_and_what_was_there_can_still_be_read(
    store: SqliteStore, file: Path, tmp_path: Path
) -> None:
    script = begin(store)
    (tmp_path / "old.db").write_bytes(file.read_bytes())
    (tmp_path / "old.db").replace(file)

    for _ in range(2):
        with pytest.raises(StoreError, match="replaced or deleted"):
            store.append(ATTEMPT, visits(len(script.events)))
    with pytest.raises(StoreError, match="replaced or deleted"):
        store.finish(ATTEMPT, end(len(script.events) + 1), OUTCOMES)

    assert store.events(ATTEMPT)[: len(script.events)] == tuple(script.events)


class FailingDisk:
    """A connection whose commits fail as a disk does, after the rows are there."""

    def __init__(self, connection: sqlite3.Connection, name: str) -> None:
        self._connection, self._name = connection, name

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        cursor = self._connection.execute(sql, *values)
        if sql == "COMMIT":
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorname = self._name
            raise error
        return cursor

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


@pytest.mark.fault("R13")
def test_after_a_failed_sync_the_file_is_opened_anew_and_a_retry_is_safe(
    store: SqliteStore,
) -> None:
    script = begin(store)
    more = visits(len(script.events))
    store._db._connection = FailingDisk(store._db._connection, "SQLITE_IOERR_FSYNC")  # type: ignore[assignment]

    with pytest.raises(StoreError, match="disk failed"):
        store.append(ATTEMPT, more)
    store.append(ATTEMPT, more)

    assert isinstance(store._db._connection, sqlite3.Connection)
    assert store.events(ATTEMPT) == (*script.events, *more)


def test_a_read_only_place_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_store(folder).close()
    monkeypatch.setattr(os, "access", lambda path, _: path != folder)

    with pytest.raises(StoreError, match="read-only") as raised:
        open_store(folder)

    assert "EXAMKIT_HOME" in raised.value.hint
    open_store(folder, read_only=True).close()


@pytest.fixture
def open_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.fault("R56")
def test_nobody_else_can_read_anything(folder: Path, file: Path, open_umask: None) -> None:
    next_step = Step(steps()[-1].version + 1, ("CREATE TABLE later (x)",))
    with open_store(folder, clock=FakeClock()) as store:
        begin(store)
    later = open_store(folder, clock=FakeClock(), schema=(*steps(), next_step))
    with later, later.acquire_lease(ATTEMPT):
        found = {path.name: path.stat().st_mode & 0o077 for path in folder.rglob("*")}

    assert found.keys() >= {"attempts.db", "attempts.db-journal", "backups", f"{ATTEMPT}.lock"}
    assert set(found.values()) == {0}
    assert folder.stat().st_mode & 0o077 == 0


def test_rights_of_other_people_are_taken_away(folder: Path, file: Path) -> None:
    open_store(folder).close()
    file.chmod(0o644)
    folder.chmod(0o755)

    open_store(folder).close()

    assert (file.stat().st_mode & 0o777, folder.stat().st_mode & 0o777) == (0o600, 0o700)


def test_a_closed_store_says_so(store: SqliteStore) -> None:
    store.close()
    store.close()

    with pytest.raises(RuntimeError, match="closed"):
        store.attempts()


@pytest.mark.fault("R27")
def test_another_thread_is_a_bug(store: SqliteStore) -> None:
    raised: list[BaseException] = []

    def misuse() -> None:
        try:
            store.attempts()
        except sqlite3.ProgrammingError as error:
            raised.append(error)

    thread = threading.Thread(target=misuse)
    thread.start()
    thread.join()

    assert len(raised) == 1


@pytest.mark.fault("R20")
@pytest.mark.parametrize("read_only", [True, False])
def test_a_folder_in_the_place_of_the_journal_is_named(
    folder: Path, file: Path, store: SqliteStore, *, read_only: bool
) -> None:
    begin(store)
    store.close()
    journal = file.with_name("attempts.db-journal")
    journal.unlink()
    journal.mkdir()

    with (
        pytest.raises(WriteFailedError, match=r"attempts\.db-journal isn't a file") as raised,
        open_store(folder, read_only=read_only) as opened,
    ):
        opened.attempts()

    assert raised.value.hint == "Move it somewhere else, then try again."
    assert raised.value.reason == "the journal isn't a file"
