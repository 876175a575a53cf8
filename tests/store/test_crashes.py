"""Processes that die while they write, and processes that race."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.store import crashes

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


def run(what: str, folder: Path) -> dict[str, int]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.store.crashes", what, folder],
        capture_output=True,
        text=True,
        check=False,
        timeout=900,  # Against a hang; nothing is measured.
        cwd=Path(__file__).parents[2],
    )
    assert done.returncode == 0, done.stderr
    figures: dict[str, int] = json.loads(done.stdout)
    return figures


def test_a_killed_writer_loses_nothing_it_acknowledged(folder: Path) -> None:
    figures = run("kill", folder)

    assert figures["lost"] == 0
    assert figures["acknowledged"] > crashes.ROUNDS


def test_reading_while_another_process_writes_is_safe(folder: Path) -> None:
    assert run("read", folder) == {"reads": crashes.READS, "backwards": 0}


@pytest.mark.fault("R25")
def test_racing_processes_finish_each_attempt_once_and_agree(folder: Path) -> None:
    attempts = crashes.ATTEMPTS

    assert run("race", folder) == {
        "reported": attempts * crashes.RACERS,
        "different": attempts,
        "finished": attempts,
        "ends": attempts,
    }


def test_racing_processes_make_one_store(folder: Path) -> None:
    assert run("create", folder) == {"attempts": crashes.RACERS, "files": 2}
