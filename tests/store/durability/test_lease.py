"""One program at a time goes on with an attempt."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from examkit.errors import AttemptLockedError
from examkit.store.durability import lease
from examkit.store.sqlite.store import SqliteStore
from tests.store.sample import ATTEMPT, begin

HOLDER = """
import sys, time
from pathlib import Path
from examkit.store.durability import lease
from examkit.store.sqlite.store import open_store
lease = open_store(Path(sys.argv[1])).acquire_lease(sys.argv[2])
print("held", flush=True)
time.sleep(60)
"""


def hold_elsewhere(folder: Path) -> subprocess.Popen[str]:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, folder, ATTEMPT], stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    return holder


def test_another_program_learns_who_has_an_attempt_open(folder: Path, store: SqliteStore) -> None:
    begin(store)
    with hold_elsewhere(folder) as holder:
        try:
            with pytest.raises(
                AttemptLockedError, match=rf"\(process {holder.pid}.*, since 20"
            ) as raised:
                store.acquire_lease(ATTEMPT)
            assert "Continue in that window" in raised.value.hint
        finally:
            holder.kill()


@pytest.mark.fault("R23")
def test_a_stopped_holder_keeps_it_and_a_killed_one_does_not(
    folder: Path, store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(store)
    with hold_elsewhere(folder) as holder:
        holder.send_signal(signal.SIGSTOP)
        with pytest.raises(AttemptLockedError):
            store.acquire_lease(ATTEMPT)
        holder.kill()
        holder.wait()
    lock, asked = fcntl.flock, list[int]()

    def ask(handle: int, how: int) -> None:
        asked.append(how)
        lock(handle, how)

    monkeypatch.setattr(fcntl, "flock", ask)

    store.acquire_lease(ATTEMPT).close()

    assert asked == [fcntl.LOCK_EX | fcntl.LOCK_NB], "it is asked for once, without waiting"


def test_it_can_be_taken_again_once_given_back(folder: Path, store: SqliteStore) -> None:
    begin(store)
    with store.acquire_lease(ATTEMPT) as held:
        with pytest.raises(AttemptLockedError, match=f"process {os.getpid()}"):
            store.acquire_lease(ATTEMPT)
        assert [p.stat().st_mode & 0o777 for p in (folder / "locks").iterdir()] == [0o600]
    held.close()

    store.acquire_lease(ATTEMPT).close()

    assert list((folder / "locks").iterdir()) == []


def test_a_lock_on_a_file_that_was_taken_away_in_between_does_not_count(
    folder: Path, store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(store)
    path, lock, turns = folder / "locks" / f"{ATTEMPT}.lock", lease._lock, iter([True])

    def lock_what_goes(handle: int) -> None:
        lock(handle)
        if next(turns, False):
            path.unlink()

    monkeypatch.setattr(lease, "_lock", lock_what_goes)

    with store.acquire_lease(ATTEMPT), pytest.raises(AttemptLockedError):
        store.acquire_lease(ATTEMPT)


def test_attempts_are_held_one_by_one(store: SqliteStore) -> None:
    begin(store)
    begin(store, "another")

    with store.acquire_lease(ATTEMPT), store.acquire_lease("another"):
        pass


@pytest.mark.parametrize("left", ["", "[]", "{}", '{"pid": "x", "since": 1e99, "tty": 1}', "\x1b"])
def test_a_lock_file_that_says_nothing_still_counts(
    folder: Path, store: SqliteStore, left: str
) -> None:
    begin(store)
    with store.acquire_lease(ATTEMPT):
        (folder / "locks" / f"{ATTEMPT}.lock").write_text(left)

        with pytest.raises(AttemptLockedError, match=r"open in another window\."):
            store.acquire_lease(ATTEMPT)


def test_a_lock_file_left_by_a_crash_is_taken_over(folder: Path, store: SqliteStore) -> None:
    begin(store)
    (folder / "locks").mkdir()
    (folder / "locks" / f"{ATTEMPT}.lock").write_text("a much longer text than ours " * 20)

    with (
        store.acquire_lease(ATTEMPT),
        pytest.raises(AttemptLockedError, match=f"process {os.getpid()}"),
    ):
        store.acquire_lease(ATTEMPT)
