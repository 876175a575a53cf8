"""The program killed, failed or held up at its calls to the disk, one after the other."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from examkit.attempts.maintenance import verify
from examkit.store.sqlite.store import open_store
from tests.conftest import Figure
from tests.factories import FakeClock
from tests.faults.writer import ATTEMPT, NOTE

pytestmark = pytest.mark.skipif(shutil.which("strace") is None, reason="no strace")
CALLS = "pwrite64,fsync,fdatasync,ftruncate"
ROOT = Path(__file__).parents[2]


def write(folder: Path, inject: str, count: int = 3, *what: str) -> tuple[int, int]:
    """Run the writer with a fault injected; its exit code and the last event acknowledged."""
    fault = ["-e", f"inject={inject}"] if inject else []
    strace = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={CALLS}", *fault]
    done = subprocess.run(
        [*strace, sys.executable, "-m", "tests.faults.writer", str(folder), str(count), *what],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, max([-1, *map(int, done.stdout.split())])


def stored(folder: Path) -> int:
    """Count the events that are there, after a check of everything."""
    with open_store(folder, clock=FakeClock()) as store:
        assert verify(store).faults == ()
        return len(store.events(ATTEMPT)) if store.attempts() else 0


@pytest.mark.fault("R2")
def test_killed_at_each_call_to_the_disk_nothing_acknowledged_is_lost(
    tmp_path: Path, request: pytest.FixtureRequest, figure: Figure
) -> None:
    step = 1 if request.config.getoption("slow") else 9
    killed, call = 0, 1
    while True:
        folder = tmp_path / str(call)
        code, last = write(folder, f"{CALLS}:signal=SIGKILL:when={call}")
        assert stored(folder) > last
        if code == 0:
            break
        assert code == -9
        killed, call = killed + 1, call + step
    figure(f"killed at {killed} of {call - 1} calls, 0 lost")
    assert killed > 3


@pytest.mark.fault("R2")
def test_killed_at_each_call_to_the_disk_the_note_is_the_last_one_or_the_next(
    tmp_path: Path, request: pytest.FixtureRequest, figure: Figure
) -> None:
    write(tmp_path / "start", "", 1)
    before = (tmp_path / "start" / "attempts.db").read_bytes()
    step = 1 if request.config.getoption("slow") else 9
    killed, call = 0, 1
    while True:
        folder = tmp_path / str(call)
        folder.mkdir()
        (folder / "attempts.db").write_bytes(before)
        code, last = write(folder, f"{CALLS}:signal=SIGKILL:when={call}", 3, "notes")
        with open_store(folder, clock=FakeClock()) as store:
            assert verify(store).faults == ()
            text = store.annotations("note", NOTE.bank).get(NOTE.question, "number -1")
            assert int(text.split()[1]) in (last, last + 1)
            assert len(store.attempts()) + len(store.discarded()) == 1
        if code == 0:
            break
        assert code == -9
        killed, call = killed + 1, call + step
    figure(f"notes: killed at {killed} of {call - 1} calls, 0 lost")
    assert killed > 1


@pytest.mark.fault("R12", "R13")
@pytest.mark.parametrize("call", ["pwrite64", "fdatasync", "fsync", "ftruncate"])
@pytest.mark.parametrize("when", ["9", "12+"])
def test_a_call_that_fails_is_never_reported_as_saved(tmp_path: Path, call: str, when: str) -> None:
    begun, _ = write(tmp_path, "", 5)
    assert begun == 0
    before = stored(tmp_path)

    code, last = write(tmp_path, f"{call}:error=EIO:when={when}", 20)

    assert stored(tmp_path) > last
    assert stored(tmp_path) >= before
    assert code == 0 or last < before + 19
