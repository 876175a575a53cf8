"""Killed, out of space or failing while a file of an older version is brought up to date."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from examkit.attempts.maintenance import verify
from examkit.errors import StoreError
from examkit.store.sqlite.migrate import steps
from examkit.store.sqlite.store import SqliteStore, open_store
from tests.conftest import Figure
from tests.factories import FakeClock
from tests.faults.test_syscalls import CALLS, write
from tests.store.sample import ATTEMPT, OUTCOMES, begin, end

VERSIONS = [step.version for step in steps()[:-1]]
strace = pytest.mark.skipif(shutil.which("strace") is None, reason="no strace")


def older(folder: Path, version: int, tmp_path: Path) -> bytes:
    """Make a file of an older version with an attempt in it; gives its bytes."""
    with open_store(tmp_path / "now", clock=FakeClock()) as store:
        script = begin(store)
        store.finish(ATTEMPT, end(len(script.events)), OUTCOMES)
    known = tuple(step for step in steps() if step.version <= version)
    open_store(folder, schema=known, clock=FakeClock()).close()
    file = folder / "attempts.db"
    with closing(sqlite3.connect(file)) as db:
        db.execute("ATTACH ? AS now", (str(tmp_path / "now" / "attempts.db"),))
        for table in ("attempt", "form", "slot", "event"):
            there = [row[1] for row in db.execute(f"PRAGMA main.table_info({table})")]
            names = ", ".join(f'"{name}"' for name in there)
            db.execute(f"INSERT INTO main.{table} ({names}) SELECT {names} FROM now.{table}")  # noqa: S608 -- from the table above
        db.commit()
    return file.read_bytes()


def version_of(file: Path) -> int:
    with closing(sqlite3.connect(file)) as db:
        return int(db.execute("PRAGMA user_version").fetchone()[0])


def whole(store: SqliteStore) -> bool:
    return verify(store).faults == () and [row.id for row in store.attempts()] == [ATTEMPT]


@strace
@pytest.mark.fault("R22")
@pytest.mark.parametrize("version", VERSIONS)
def test_killed_in_an_upgrade_the_file_is_old_or_new(
    version: int, tmp_path: Path, request: pytest.FixtureRequest, figure: Figure
) -> None:
    before = older(tmp_path / "old", version, tmp_path)
    step = 1 if request.config.getoption("slow") else 4
    killed, new, call = 0, 0, 1
    while True:
        folder = tmp_path / f"call-{call}"
        folder.mkdir()
        (folder / "attempts.db").write_bytes(before)
        code, _ = write(folder, f"{CALLS}:signal=SIGKILL:when={call}", 0)
        new += version_of(folder / "attempts.db") == steps()[-1].version
        with open_store(folder, clock=FakeClock()) as store:
            assert whole(store)
        if code == 0:
            break
        assert code == -9
        killed, call = killed + 1, call + step
    figure(f"version {version}: killed at {killed} calls, {new - 1} new, {killed - new + 1} old")
    assert killed > 1


@strace
@pytest.mark.fault("R22")
@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("when", ["2", "8+", "25+"])
def test_a_disk_that_fails_in_an_upgrade_leaves_the_old_file(
    version: int, when: str, tmp_path: Path
) -> None:
    folder = tmp_path / "old"
    older(folder, version, tmp_path)

    write(folder, f"pwrite64:error=ENOSPC:when={when}", 0)

    with open_store(folder, clock=FakeClock()) as store:
        assert whole(store)


@pytest.mark.fault("R20")
def test_a_file_of_the_next_version_is_refused(tmp_path: Path) -> None:
    open_store(tmp_path, clock=FakeClock()).close()
    with closing(sqlite3.connect(tmp_path / "attempts.db")) as db:
        db.execute("PRAGMA user_version = 999")
        db.commit()
    before = (tmp_path / "attempts.db").read_bytes()
    with pytest.raises(StoreError, match="newer version of examkit"):
        open_store(tmp_path, clock=FakeClock())
    assert (tmp_path / "attempts.db").read_bytes() == before
