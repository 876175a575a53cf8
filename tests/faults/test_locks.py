"""Other programs that hold the file, and two windows on one attempt."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.banks import write_bank
from tests.conftest import Figure
from tests.terminal import Terminal

HOLDER = """
import sqlite3, sys, time
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("begin exclusive")
print("held", flush=True)
time.sleep(100_000)
"""


@pytest.fixture
def bank(tmp_path: Path) -> str:
    return str(write_bank(tmp_path / "bank", each=20, questions=10, minutes=60, single=True))


def hold(home: Path) -> subprocess.Popen[str]:
    """Lock the file in another process."""
    arguments = [sys.executable, "-c", HOLDER, str(home / "data" / "attempts.db")]
    process = subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    process.stdout.readline()
    return process


def answers(home: Path) -> int:
    uri = f"{(home / 'data' / 'attempts.db').as_uri()}?mode=rw"
    with closing(sqlite3.connect(uri, uri=True)) as db:
        return int(db.execute("SELECT count(*) FROM event WHERE kind = 'answered'").fetchone()[0])


@pytest.mark.fault("R16", "R17")
@pytest.mark.parametrize("stopped", [False, True])
def test_a_file_locked_by_another_program_holds_nobody_up(
    bank: str, home: Path, figure: Figure, *, stopped: bool
) -> None:
    with Terminal("exam", "--bank", bank, home=home) as terminal:
        terminal.wait_for("Question 1 of 10")
        holder = hold(home)
        if stopped:
            os.kill(holder.pid, signal.SIGSTOP)
        terminal.press("a").wait_for("NOT SAVED: 1 change").wait_for("in use by another")
        begun = time.monotonic()
        for place in range(2, 6):
            terminal.press("n").wait_for(f"Question {place} of 10").press("b")
        terminal.wait_for("5 answered")
        moved = time.monotonic() - begun
        holder.kill()
        holder.wait()
        begun = time.monotonic()
        terminal.wait_for("everything saved").wait_without("NOT SAVED")
        figure(
            f"4 questions in {moved:.1f} s meanwhile, saved {time.monotonic() - begun:.1f} s after"
        )
        if holder.stdout is not None:
            holder.stdout.close()
    assert answers(home) == 5


@pytest.mark.fault("R23")
def test_the_second_of_two_windows_is_refused_and_changes_nothing(bank: str, home: Path) -> None:
    with Terminal("exam", "--bank", bank, home=home) as first:
        first.wait_for("Question 1 of 10").press("a").wait_for("1 answered")
        with Terminal("resume", "--bank", bank, "--plain", home=home) as second:
            second.wait_for("open in another window")
            assert second.wait_for_exit() == 1
        with Terminal("--bank", bank, home=home) as second:
            second.wait_for("Mock exam")
            assert "Resume  " not in second.text
        first.press("n").wait_for("Question 2 of 10")
    assert answers(home) == 1
