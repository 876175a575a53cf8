"""How long commands and keys wait for a store that is busy, and how an import lets others in."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Literal

import pytest

from examkit import paths
from examkit.attempts.archive_import import BATCH, _decode, restore
from examkit.cli.data import _open_store
from examkit.cli.launch import open_service
from examkit.config import Config
from examkit.errors import StoreError
from examkit.store.archive import ArchivedAttempt
from examkit.store.sqlite.connection import COMMAND_SECONDS, KEY_SECONDS
from examkit.store.sqlite.store import SqliteStore, open_store
from tests.banks import write_bank
from tests.factories import FakeClock
from tests.store.sample import begin, behind


def patience(store: object) -> int:
    rows: list[tuple[int]] = store._db.read("PRAGMA busy_timeout")  # type: ignore[attr-defined]
    return rows[0][0]


@pytest.mark.parametrize("fallback", ["read-only", ""])
def test_commands_wait_longer_for_the_store_than_keys(
    tmp_path: Path, fallback: Literal["read-only", ""]
) -> None:
    bank = SimpleNamespace(bank=str(write_bank(tmp_path / "bank")))
    command = open_service(bank, Config(), fallback)
    keys = open_service(bank, Config(), fallback, for_keys=True)
    assert patience(command._store) == COMMAND_SECONDS * 1000
    assert patience(keys._store) == KEY_SECONDS * 1000
    with _open_store() as store, _open_store(read_only=True) as reader:
        assert patience(store) == patience(reader) == COMMAND_SECONDS * 1000
    command.close()
    keys.close()


def test_a_command_stays_patient_after_it_waited_in_vain(tmp_path: Path) -> None:
    with open_store(tmp_path, patience=COMMAND_SECONDS) as store:
        store._db.read("PRAGMA busy_timeout = 1")
        store._db._patience_now = 0.001
        with behind(tmp_path / "attempts.db") as other:
            other.execute("BEGIN EXCLUSIVE")
            with pytest.raises(StoreError, match="in use"):
                begin(store)
        assert patience(store) == COMMAND_SECONDS * 1000


@pytest.fixture
def packed(tmp_path: Path) -> list[ArchivedAttempt]:
    """Return attempts for two batches and a half."""
    with open_store(tmp_path / "other", clock=FakeClock()) as other:
        begin(other)
        [one] = [other.archived(row.id) for row in other.attempts()]
    return [ArchivedAttempt(f"a{n}", one.form, one.links) for n in range(BATCH * 5 // 2)]


@pytest.fixture
def store() -> Iterator[SqliteStore]:
    with open_store(paths.data_dir(), clock=FakeClock()) as opened:
        yield opened


def commits(file: Path) -> int:
    """Read how often a file was changed, which SQLite counts in its header."""
    return int(struct.unpack(">I", file.read_bytes()[24:28])[0])


@pytest.mark.fault("R72")
def test_an_import_writes_in_batches_and_lets_others_in_between(
    store: SqliteStore, packed: list[ArchivedAttempt]
) -> None:
    file, stored = paths.data_dir() / "attempts.db", []
    before = commits(file)

    def look() -> None:
        with behind(file) as other:
            other.execute("BEGIN IMMEDIATE")
            stored.append(other.execute("SELECT count(*) FROM attempt").fetchone()[0])

    assert restore(store, packed, look).added == len(packed)
    assert stored == [BATCH, BATCH * 2]
    assert commits(file) - before == 3


@pytest.mark.fault("R72")
def test_a_bad_attempt_of_a_batch_keeps_no_other_out(
    store: SqliteStore, packed: list[ArchivedAttempt]
) -> None:
    few = packed[:5]
    few[2] = ArchivedAttempt("a2", few[2].form, few[2].links[:1] + few[2].links[2:])
    done = restore(store, [*few, few[0]])
    assert (done.added, done.known, len(done.faults)) == (4, 1, 1)
    twice = [_decode(packed[5]), _decode(packed[5]), _decode(packed[6])]
    assert store.restore(twice) == ["Attempt a5 already exists."]
    assert len(store.attempts()) == 6
    assert store.quick_check() == ()


@pytest.mark.fault("R72")
def test_a_store_that_stays_busy_ends_an_import_with_a_hint(
    store: SqliteStore, packed: list[ArchivedAttempt]
) -> None:
    store._db.read("PRAGMA busy_timeout = 20")
    with (
        behind(paths.data_dir() / "attempts.db") as other,
        pytest.raises(StoreError, match="in use") as raised,
    ):
        restore(store, packed, lambda: other.execute("BEGIN EXCLUSIVE"))
    assert f"Attempts added: {BATCH}." in raised.value.hint
