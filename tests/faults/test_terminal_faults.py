"""What can happen to a terminal: resizing, closing, stopping, garbage typed, a file taken away."""

from __future__ import annotations

import random
import re
import signal
import time
from pathlib import Path

import pytest

from examkit.exam.events import Answered
from examkit.store.sqlite.store import open_store
from tests.banks import write_bank
from tests.terminal import CONFIRM, NAVIGATOR, SUBMIT, Terminal


@pytest.fixture
def bank(tmp_path: Path) -> str:
    return str(write_bank(tmp_path / "bank", each=20, questions=10, minutes=60, single=True))


def left(terminal: Terminal) -> int:
    """Seconds on the clock."""
    found = re.search(r"(\d):(\d\d):(\d\d)", terminal.text)
    assert found, terminal.text
    return int(found[1]) * 3600 + int(found[2]) * 60 + int(found[3])


@pytest.mark.fault("R44")
def test_a_storm_of_sizes_loses_no_key(bank: str, home: Path) -> None:
    chance = random.Random(3)  # noqa: S311 -- reproducible
    with Terminal("exam", "--bank", bank, home=home) as terminal:
        terminal.wait_for("Question 1 of 10")
        for number in range(60):
            terminal.resize(chance.choice([1, 20, 59, 60, 80, 120, 300]), chance.randint(1, 100))
            terminal._pump(0.01)
            if number % 20 == 10:
                terminal.press("a", "n")
        terminal.resize(80, 24)
        terminal.wait_for("Question 4 of 10").wait_for("3 answered")


@pytest.mark.fault("R5")
def test_a_closed_terminal_ends_the_program_and_keeps_the_attempt(bank: str, home: Path) -> None:
    with Terminal("exam", "--bank", bank, home=home) as terminal:
        terminal.wait_for("Question 1 of 10").press("b").wait_for("1 answered")
        terminal.hang_up()
    with Terminal("resume", "--bank", bank, home=home) as terminal:
        terminal.wait_for("Question 1 of 10").wait_for("1 answered")


@pytest.mark.fault("R29")
def test_a_stopped_program_shows_the_right_time_at_once(bank: str, home: Path) -> None:
    begun = time.monotonic()
    with Terminal("exam", "--bank", bank, home=home) as terminal:
        terminal.wait_for("Question 1 of 10").wait_for("0:59:")
        before = left(terminal)
        terminal.send_signal(signal.SIGSTOP)
        time.sleep(4)
        terminal.send_signal(signal.SIGCONT)
        terminal.press("a").wait_for("1 answered")
        terminal.wait_until(lambda: left(terminal) <= before - 4, "the time did not go on")
        # No more is gone than since before the start, however slow the machine is.
        assert left(terminal) >= 3600 - (time.monotonic() - begun) - 1


@pytest.mark.fault("R43")
def test_garbage_typed_does_not_deafen_the_program(bank: str, home: Path) -> None:
    chance = random.Random(5)  # noqa: S311 -- reproducible
    attacks = [
        b"\xff\x80\xe9\xc0\xaf",
        b"\x1b[200~never ended",
        b"\x1b[201~",
        b"\x1b]0;title",
        b"\x1b\\",
        b"\x1b[48;100000;100000;1;1t",
        b"\x1bP+q544e",
        b"\x1b\\",
        b"\x1b[<0;1;1M\x1b[<0;1;1m",
        b"\x1b[I\x1b[O" * 1_500,
        b"\x1b]0;" + b"x" * 100_000 + b"\x07",
        b"\x1b[" + b"1;" * 50_000 + b"z",
        b"\x1bP" + b"q" * 100_000 + b"\x1b\\",
    ]
    with Terminal("exam", "--bank", bank, home=home) as terminal:
        terminal.wait_for("Question 1 of 10")
        for attack in attacks:
            terminal.send(attack)
        terminal.send(bytes(chance.choice(b"\x80\x9f\xa0\xfe\xff") for _ in range(2_000)))
        terminal.resize(80, 24)
        # Some of it may have chosen something; none of it opens the navigator or leaves.
        terminal.press("\x1b").wait_for("Leave the attempt?")
        # The dialog's title can be drawn before the bar below it is covered. Esc stays, whichever
        # button has the focus.
        terminal.press("\x1b").wait_until(
            lambda: "Leave the attempt?" not in terminal.text, "the dialog stays"
        )
        terminal.wait_for("navigator").press(NAVIGATOR).wait_for("Navigator")


@pytest.mark.fault("R45")
def test_no_answer_is_shown_before_the_end(bank: str, home: Path) -> None:
    with Terminal("exam", "--bank", bank, "--seed", "s", home=home) as terminal:
        terminal.wait_for("Question 1 of 10")
        seen = ""
        for key in (*"a!xsl1nb?q", NAVIGATOR, *"qn/v"):
            terminal.press(key)
            terminal._pump(0.15)
            seen += terminal.text
        raw = terminal.raw.decode("utf-8", "replace")
        for output in (
            "is what the notes say about it",
            "rises because of yeast",
            "(correct)",
            "Correct",
        ):
            assert output not in seen
            assert output not in raw
        # Only the last key answers a third question, so all keys before it have been read.
        terminal.press("c").wait_for("3 answered")
        terminal.press(NAVIGATOR).wait_for("Navigator")
        terminal.press(SUBMIT).wait_for("Submit the exam?")
        terminal.press(*CONFIRM).wait_for("Do next")
        terminal.press("r").wait_for("is what the notes say about")


@pytest.mark.fault("R19")
@pytest.mark.parametrize("replaced", [False, True])
def test_a_store_taken_away_is_written_again_and_reported(
    bank: str, home: Path, *, replaced: bool
) -> None:
    file = home / "data" / "attempts.db"
    with Terminal("exam", "--bank", bank, home=home) as terminal:
        terminal.wait_for("Question 1 of 10").press("a").wait_for("1 answered")
        old = file.read_bytes()
        terminal.press("n").wait_for("Question 2 of 10").press("b").wait_for("2 answered")
        file.rename(file.with_name("away.db"))
        if replaced:
            file.with_name("old.db").write_bytes(old)
            file.with_name("old.db").rename(file)
        terminal.press("n").wait_for("Question 3 of 10").wait_for("was saved again")
        terminal.press("c").wait_for("3 answered")
    with open_store(home / "data") as store:
        [row] = store.attempts()
        assert [e.body.slot for e in store.events(row.id) if isinstance(e.body, Answered)] == [
            0,
            1,
            2,
        ]
