"""Signals, a terminal that hangs up on a program that ignores it, and one that does not drain."""

from __future__ import annotations

import os
import resource
import signal
import sys
import time
from pathlib import Path

import pytest

from tests.banks import write_bank
from tests.conftest import Figure
from tests.terminal import FLAG, LEFT_ALTERNATE_SCREEN, Terminal

IGNORES = (
    "import signal, sys, runpy; signal.signal(signal.SIGHUP, signal.SIG_IGN);"
    "sys.argv = ['examkit', *sys.argv[1:]]; runpy.run_module('examkit', run_name='__main__')"
)


@pytest.fixture
def bank(tmp_path: Path) -> str:
    return str(write_bank(tmp_path / "bank", each=20, questions=10, minutes=60, single=True))


@pytest.mark.fault("R4")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT])
def test_a_signal_ends_the_program_and_restores_the_terminal(
    bank: str, home: Path, number: int
) -> None:
    with Terminal("exam", "--bank", bank, home=home) as terminal:
        terminal.wait_for("Question 1 of 10").press("a").wait_for("1 answered")
        terminal.send_signal(number).wait_for_exit()
        assert LEFT_ALTERNATE_SCREEN in terminal.raw
        assert b"\x1b[?25h" in terminal.raw
        assert b"\x1b[?1000l" in terminal.raw or b"\x1b[?1003l" in terminal.raw
    with Terminal("resume", "--bank", bank, home=home) as terminal:
        terminal.wait_for("1 answered")


@pytest.mark.fault("R5")
def test_without_its_terminal_it_ends_even_where_hanging_up_is_ignored(
    bank: str, home: Path, figure: Figure
) -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with Terminal("-c", IGNORES, "exam", "--bank", bank, home=home, module="") as terminal:
        terminal.wait_for("Question 1 of 10").press("a").wait_for("1 answered")
        used = _cpu(terminal.pid)
        begun = time.monotonic()
        terminal.hang_up()
        gone = time.monotonic() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime - used
    figure(f"gone after {gone:.1f} s, {spent:.1f} s of processor time")


def _cpu(pid: int) -> float:
    if not sys.platform.startswith("linux"):
        return 0.0
    values = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(values[11]) + int(values[12])) / os.sysconf("SC_CLK_TCK")


@pytest.mark.fault("R44")
def test_a_terminal_that_does_not_drain_loses_no_key(bank: str, home: Path) -> None:
    with Terminal("exam", "--bank", bank, home=home) as terminal:
        terminal.wait_for("Question 1 of 10")
        for _ in range(40):
            terminal.press(FLAG)
            time.sleep(0.05)
        terminal.press("a", "n", "b", "n", "c")
        time.sleep(2)
        terminal.wait_for("3 answered").wait_for("Question 3 of 10")


@pytest.mark.fault("R46")
@pytest.mark.parametrize(
    ("name", "value"), [("TERM", "xterm"), ("LANG", "C"), ("NO_COLOR", "1"), ("TERM", "dumb")]
)
def test_poor_terminals_work_or_are_refused_in_words(
    bank: str, home: Path, name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Terminal("exam", "--bank", bank, home=home, values={name: value}) as terminal:
        if value == "dumb":
            terminal.wait_for("This terminal can't show the full-screen app")
            assert terminal.wait_for_exit() == 2
        else:
            terminal.wait_for("Question 1 of 10").press("a").wait_for("1 answered")
            assert b"Traceback" not in terminal.raw
