"""Submitting: killed in the middle of it, and pressed again and again."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from examkit.attempts.maintenance import verify
from examkit.exam.events import Finished
from examkit.store.sqlite.store import open_store
from tests.banks import write_bank
from tests.conftest import Figure
from tests.terminal import CONFIRM, NAVIGATOR, SUBMIT, Terminal


@pytest.fixture
def bank(tmp_path: Path) -> str:
    return str(write_bank(tmp_path / "bank", each=20, questions=5, minutes=60, single=True))


@pytest.mark.fault("R7")
def test_killed_while_handing_in_it_is_handed_in_or_goes_on(
    bank: str, home: Path, request: pytest.FixtureRequest, figure: Figure
) -> None:
    kills = 200 if request.config.getoption("slow") else 8
    chance = random.Random(11)  # noqa: S311 -- reproducible
    for _ in range(kills):
        with Terminal("exam", "--bank", bank, home=home) as terminal:
            terminal.wait_for("Question 1 of 5").press("a").wait_for("1 answered")
            terminal.press(NAVIGATOR).wait_for("Navigator").press(SUBMIT).wait_for(
                "Submit the exam?"
            ).press(*CONFIRM)
            time.sleep(chance.uniform(0.0, 0.006))
            terminal.kill()
    handed_in = 0
    with open_store(home / "data") as store:
        assert verify(store).faults == ()
        rows = store.attempts()
        for row in rows:
            ended = isinstance(store.events(row.id)[-1].body, Finished)
            assert ended == (row.finished is not None)
            marks = store._db.read("SELECT count(outcome) FROM slot WHERE attempt = ?", row.id)
            assert marks == [(5 if ended else 0,)]
            handed_in += ended
    figure(f"{len(rows)} kills, {handed_in} handed in, {len(rows) - handed_in} go on, 0 between")
    assert len(rows) == kills


@pytest.mark.fault("R24")
def test_a_key_held_down_hands_in_once(bank: str, home: Path) -> None:
    with Terminal("exam", "--bank", bank, home=home) as terminal:
        terminal.wait_for("Question 1 of 5").press(NAVIGATOR).wait_for("Navigator")
        terminal.press(SUBMIT).wait_for("Submit the exam?")
        terminal.press(*CONFIRM, CONFIRM[-1] * 50).wait_for("Do next")
    with open_store(home / "data") as store:
        [row] = store.attempts()
        ends = [e for e in store.events(row.id) if isinstance(e.body, Finished)]
        assert len(ends) == 1
