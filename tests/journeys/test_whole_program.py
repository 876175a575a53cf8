"""Whole journeys of the real program, by keyboard, in a terminal."""

from __future__ import annotations

import re
import signal
import time
from pathlib import Path

import pytest

from tests.banks import write_bank
from tests.terminal import (
    CONFIRM,
    FLAG,
    LEFT_ALTERNATE_SCREEN,
    NAVIGATOR,
    SUBMIT,
    Terminal,
)

ENTER = "\r"
RIGHT = "\x1b[C"
ESCAPE = "\x1b"
LEAVE = "\x11"
PAGE_DOWN = "\x1b[6~"


@pytest.fixture
def bank(tmp_path: Path) -> str:
    return str(write_bank(tmp_path / "bank", single=True))


def seconds_left(terminal: Terminal) -> int:
    found = re.search(r"(\d):(\d\d):(\d\d)", terminal.text)
    assert found, terminal.text
    hours, minutes, seconds = map(int, found.groups())
    return hours * 3600 + minutes * 60 + seconds


def test_from_start_to_review(bank: str, home: Path) -> None:
    with Terminal("exam", "--bank", bank, "--seed", "s", home=home) as terminal:
        terminal.wait_for("Question 1 of 10").press("a").wait_for("1 answered")
        terminal.press(FLAG).wait_for("1 flagged").press("n").wait_for("Question 2 of 10")
        terminal.press("b").wait_for("2 answered").press(NAVIGATOR).wait_for("Navigator")
        terminal.wait_for("1 flagged").press(SUBMIT).wait_for("8 unseen:")
        terminal.press(*CONFIRM).wait_for("Do next")
        terminal.press("r").wait_for("Question 1 of").wait_for("correct answer")
        terminal.press("2").wait_for("correct answer")
        terminal.press("q").wait_for("Do next").press("q").wait_for("Bank and notes")
        terminal.press(LEAVE)
        assert terminal.wait_for_exit() == 0
        assert LEFT_ALTERNATE_SCREEN in terminal.raw


def test_a_killed_exam_resumes_with_the_correct_time(bank: str, home: Path) -> None:
    begun = time.monotonic()
    with Terminal("exam", "--bank", bank, "--seed", "s", home=home) as terminal:
        terminal.wait_for("Question 1 of 10").press("n").wait_for("Question 2 of 10")
        terminal.press("c").wait_for("1 answered")
        before = seconds_left(terminal)
        terminal.kill()
    with Terminal("--bank", bank, home=home) as terminal:
        terminal.wait_for("enter  Resume").press("r").wait_for("Question 2 of 10")
        terminal.wait_for("1 answered")
        # As much as has gone by, however slow the machine is; the exam takes 20 minutes.
        assert 20 * 60 - (time.monotonic() - begun) - 1 <= seconds_left(terminal) <= before


def test_time_runs_out_while_nobody_types(bank: str, home: Path) -> None:
    arguments = ("exam", "--bank", bank, "--minutes", "0.05")
    with Terminal(*arguments, home=home) as terminal:
        terminal.wait_for("Question 1 of 10").press("a").wait_for("1 answered")
        terminal.wait_for("Time is up.")
        # The dialog ignores keys at first, so that none closes it by accident.
        terminal.wait_until(lambda: "Do next" in terminal.press("\r").text, "no report")


def test_leaving_saves_the_attempt_and_shows_that(bank: str, home: Path) -> None:
    with Terminal("exam", "--bank", bank, home=home) as terminal:
        terminal.wait_for("Question 1 of 10").press("a").wait_for("1 answered")
        terminal.press(LEAVE).wait_for("Leave the attempt?")
        terminal.press(*CONFIRM).wait_for("enter  Resume")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_the_terminal_as_it_was(bank: str, home: Path, number: int) -> None:
    with Terminal("exam", "--bank", bank, home=home) as terminal:
        terminal.wait_for("Question 1 of 10")
        terminal.send_signal(number)
        assert terminal.wait_for_exit() == 128 + number
        assert LEFT_ALTERNATE_SCREEN in terminal.raw


def test_an_invalid_byte_does_not_end_the_exam(bank: str, home: Path) -> None:
    import os

    with Terminal("exam", "--bank", bank, home=home) as terminal:
        terminal.wait_for("Question 1 of 10")
        os.write(terminal._fd, b"\xe9")
        terminal.press("a").wait_for("1 answered")


def test_a_small_window_shows_a_notice_and_recovers(bank: str, home: Path) -> None:
    with Terminal("exam", "--bank", bank, home=home) as terminal:
        terminal.wait_for("Question 1 of 10")
        terminal.resize(50, 15)
        terminal.wait_for("60x20")
        terminal.resize(80, 24)
        terminal.wait_for("Question 1 of 10")


def test_a_drill_explains_right_away(bank: str, home: Path) -> None:
    arguments = ("drill", "--bank", bank, "--domain", "secure", "--questions", "3")
    with Terminal(*arguments, home=home) as terminal:
        terminal.wait_for("Question 1 of 3").press("a", "s").wait_for("correct answer")
        terminal.press(PAGE_DOWN).wait_for(": Rising")


def test_a_second_program_is_refused(bank: str, home: Path) -> None:
    with Terminal("exam", "--bank", bank, home=home) as first:
        first.wait_for("Question 1 of 10")
        with Terminal("resume", "--bank", bank, home=home) as second:
            assert second.wait_for_exit() == 1
            assert b"hint" in second.raw


CRASHING = """
import sys
from examkit.cli.main import main
from examkit.tui.screens.attempt import AttemptScreen

def crash(self):
    secret_key_of_the_question = "the right answer is D"
    raise RuntimeError("a fault in the program")

AttemptScreen.action_clock = crash
sys.exit(main(["exam", "--bank", sys.argv[1], "--seed", "s"]))
"""


@pytest.mark.fault("R6")
def test_a_crash_restores_the_terminal_saves_the_attempt_and_leaks_no_secret(
    bank: str, home: Path
) -> None:
    with Terminal("-c", CRASHING, bank, home=home, module="") as terminal:
        terminal.wait_for("Question 1 of 10").press("a").wait_for("1 answered").press("t")
        assert terminal.wait_for_exit() == 1
    after = terminal.raw.rpartition(LEFT_ALTERNATE_SCREEN)[2].decode()
    assert "Your answers are saved." in after
    assert f"examkit --bank {bank} resume" in after.replace("\r\n", "")
    [log] = (home / "data" / "logs").glob("crash-*.log")
    assert log.name in after.replace("\r\n", "")
    assert "a fault in the program" in log.read_text()
    assert "the right answer is D" not in after + log.read_text().replace(CRASHING, "")
    assert log.stat().st_mode & 0o077 == 0
    with Terminal("resume", "--bank", bank, home=home) as terminal:
        terminal.wait_for("1 answered")
