"""Bars of the screen: first paint, key to repaint, stalls, idle time, memory."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import select
import shutil
import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bench import ROOT, Figure, ratio
from bench_time import now, waited

from tests.banks import write_bank
from tests.terminal import ASKS_FOR_SYNC, Terminal

READY = b"Bank and notes"
"""What the first frame of Home shows: a row whose key works, with or without its numbers."""
INDEXED = rb"\d questions, timed mock exams"
"""What Home shows on the first start once the bank is read."""
HELLO = """
from textual.app import App
from textual.widgets import Static

class Hello(App):
    def compose(self):
        yield Static("question 1 of 1")
    def on_key(self, event):
        self.query_one(Static).update("pressed " + event.key * (1 + len(event.key)))
Hello().run()
"""


class Program(Terminal):
    """Watch the raw output of a program, without emulating the terminal."""

    def until(self, pattern: bytes, timeout: float = 30.0) -> float:
        """Return the seconds until the output matches, without waits for a processor."""
        start, seen = time.perf_counter(), len(self.raw)
        before = waited(str(self.pid))
        while not re.search(pattern, self.raw[seen:]):
            if time.perf_counter() - start > timeout:
                raise TimeoutError(f"{pattern!r} not shown")
            if select.select([self._fd], [], [], 0.5)[0]:
                with contextlib.suppress(OSError):
                    data = os.read(self._fd, 65_536)
                    self.raw += data
                    if ASKS_FOR_SYNC in data:
                        os.write(self._fd, b"\x1b[?2026;2$y")
        return time.perf_counter() - start - (waited(str(self.pid)) - before)

    def cpu(self) -> float:
        """Return the processor seconds used so far."""
        values = Path(f"/proc/{self.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(values[11]) + int(values[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> float:
        """Return the resident memory, in MiB."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024  # type: ignore[index]


def figures(bank: Path, scratch: Path, rounds: int) -> Iterator[Figure]:
    """Compare each with an app that shows one line."""
    home = scratch / "home"
    hello = scratch / "hello.py"
    hello.write_text(HELLO)
    start(bank, home, INDEXED)
    warm = ratio(lambda: start(bank, home, READY), lambda: start_hello(hello, home), rounds)
    yield Figure("first paint of home, bank indexed / empty app", warm, 1.15)
    cold = ratio(lambda: start_cold(bank, home), lambda: start_hello(hello, home), rounds)
    yield Figure("first paint of home, no index / empty app", cold, 1.3)
    small = write_bank(scratch / "small", each=80, questions=65, minutes=130)
    with (
        Program("exam", "--bank", str(small), home=home) as exam,
        hello_program(hello, home) as other,
    ):
        exam.until(b"Question 1 of 65")
        other.until(b"question 1")
        yield Figure("key press to repaint / empty app", keys(exam, other, 60), 3.0)
        yield Figure("idle processor share with the clock on screen", idle(exam) * 100, 1.5, "%")
    full = memory(bank, hello, scratch / "empty home")
    yield Figure("memory of home with the full bank / empty app", full, 1.5)
    resumable = memory(bank, hello, home)
    yield Figure("memory of home with an attempt to resume / empty app", resumable, 1.8)
    shutil.rmtree(home / "cache", ignore_errors=True)
    yield Figure(
        "longest stall while a bank is indexed", asyncio.run(stall(bank, home)) * 1000, 50, "ms"
    )


def hello_program(hello: Path, home: Path) -> Program:
    """Start the empty app."""
    return Program(str(hello), home=home, module="")


def start(bank: Path, home: Path, pattern: bytes) -> float:
    """Return the seconds from start to the first paint of home."""
    with Program("--bank", str(bank), home=home) as program:
        return program.until(pattern)


def start_cold(bank: Path, home: Path) -> float:
    """Return the seconds to the first paint of home without an index."""
    shutil.rmtree(home / "cache", ignore_errors=True)
    return start(bank, home, b"Reading the question bank")


def start_hello(hello: Path, home: Path) -> float:
    """Return the seconds from start to the first paint of the empty app."""
    with hello_program(hello, home) as program:
        return program.until(b"question 1")


def keys(exam: Program, hello: Program, presses: int) -> float:
    """Return the median time from a key to the next question, compared with an empty app."""
    pairs = []
    for number in range(2, 2 + presses):
        time.sleep(0.05)
        exam.press("n")
        seconds = exam.until(rb"Question %d of" % number)
        time.sleep(0.05)
        hello.press("z" if number % 2 else "y")
        pairs.append((seconds, hello.until(b"pressed")))
    return statistics.median(a for a, _ in pairs) / statistics.median(b for _, b in pairs)


def idle(program: Program) -> float:
    """Return the share of a processor used in ten seconds without a key."""
    before, begun = program.cpu(), time.perf_counter()
    with contextlib.suppress(TimeoutError):
        program.until(b"never shown", timeout=10)
    return (program.cpu() - before) / (time.perf_counter() - begun)


def memory(bank: Path, hello: Path, home: Path) -> float:
    """Return the resident memory after everything is loaded, against the empty app."""
    with Program("--bank", str(bank), home=home) as program, hello_program(hello, home) as other:
        program.until(READY)
        other.until(b"question 1")
        time.sleep(3)
        return program.memory() / other.memory()


async def stall(bank: Path, home: Path) -> float:
    """Return the longest pause of the app's loop, in seconds, while another process indexes."""
    from examkit.attempts.service import AttemptService
    from examkit.config import Config
    from examkit.store.sqlite.store import open_store
    from examkit.system_clock import SystemClock
    from examkit.tui.app import ExamkitApp

    engine = AttemptService(
        bank, cache=home / "cache", store=open_store(home / "data"), clock=SystemClock()
    )
    app = ExamkitApp(engine, Config())
    worst = 0.0
    async with app.run_test() as pilot:
        await pilot.pause()
        while not engine.library.is_indexed():
            before = now()
            await asyncio.sleep(0.001)
            worst = max(worst, now() - before)
    return worst


if __name__ == "__main__":
    sys.exit(f"Run {ROOT / 'scripts' / 'bench.py'} --only screen")
