"""Power lost at any moment: what was acknowledged is on the disk, whole."""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from examkit.errors import StoreError
from examkit.store.sqlite.store import open_store
from tests.conftest import Figure
from tests.factories import FakeClock
from tests.faults.power import Disk, Recording
from tests.faults.writer import ATTEMPT

pytestmark = pytest.mark.skipif(shutil.which("strace") is None, reason="no strace")

CARELESS = """
import os, sqlite3, sys
db = sqlite3.connect(sys.argv[1] + "/attempts.db", isolation_level=None)
db.execute("PRAGMA synchronous = off")
db.execute("create table if not exists t (n)")
for n in range(20):
    db.execute("insert into t values (?)", (n,))
    os.write(1, f"{n}\\n".encode())
"""


def record(folder: Path, log: Path, *program: str) -> Recording:
    """Run a program on a folder under strace."""
    folder.mkdir()
    trace = ("strace", "-f", "-qq", "-xx", "-s", "200000", "-o", str(log), "-e")
    subprocess.run(
        [*trace, f"trace={Recording.CALLS}", sys.executable, *program],
        check=True,
        capture_output=True,
        cwd=Path(__file__).parents[2],
    )
    return Recording(log, folder)


def images(recording: Recording, cuts: int, each: int) -> list[tuple[int, dict[str, bytes]]]:
    """Cut the power at random moments; what was acknowledged, and the files found after."""
    chance, disk, found = random.Random(3), Disk(), []  # noqa: S311 -- reproducible
    moments = [chance.randrange(len(recording.steps)) for _ in range(cuts)]
    for number, step in enumerate(recording.steps):
        recording.apply(disk, step)
        for _ in range(moments.count(number)):
            for copy in range(each):
                found.append((disk.acknowledged, disk.after_a_cut(chance, prefix=copy == 0)))
    return found


def lay_out(folder: Path, files: dict[str, bytes]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data)


@pytest.mark.fault("R3")
def test_power_lost_at_any_moment_loses_nothing_acknowledged(
    tmp_path: Path, figure: Figure
) -> None:
    data = tmp_path / "data"
    recording = record(data, tmp_path / "log", "-m", "tests.faults.writer", str(data))
    acknowledged, lost, damaged = 0, 0, 0
    found = images(recording, 250, each=4)
    for last, files in found:
        lay_out(tmp_path / "image", files)
        if "attempts.db" not in files and last < 0:
            continue
        acknowledged += 1
        try:
            with open_store(tmp_path / "image", clock=FakeClock()) as store:
                assert store.quick_check() == ()
                stored = len(store.events(ATTEMPT)) if store.attempts() else 0
                lost += stored <= last
        except StoreError:
            damaged += 1
    figure(f"{len(found)} images, {lost} with a loss, {damaged} damaged")
    assert (lost, damaged) == (0, 0)
    assert acknowledged > 250


@pytest.mark.fault("R3")
def test_the_simulation_catches_a_careless_writer(tmp_path: Path) -> None:
    script = tmp_path / "careless.py"
    script.write_text(CARELESS)
    data = tmp_path / "data"
    recording = record(data, tmp_path / "log", str(script), str(data))
    bad = 0
    for last, files in images(recording, 40, each=4):
        lay_out(tmp_path / "image", files)
        try:
            with closing(sqlite3.connect(tmp_path / "image" / "attempts.db")) as db:
                whole = db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
                rows = db.execute("select count(*) from t").fetchall()[0][0]
                bad += not whole or rows <= last
        except sqlite3.Error:
            bad += last >= 0
    assert bad > 20
