"""A disk that is full, read-only or slow, and too little memory, injected into the real program.

Needs the right to mount; where there is none, the tests are skipped and say so.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.banks import write_bank
from tests.conftest import Figure
from tests.terminal import Terminal

PROGRAM = [sys.executable, "-m", "examkit"]


class Dialogue:
    """The plain mode, a line at a time."""

    def __init__(self, home: Path, *arguments: str, before: tuple[str, ...] = ()) -> None:
        self.process = subprocess.Popen(
            [*before, *PROGRAM, *arguments, "--plain"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            bufsize=0,
            env={**os.environ, "EXAMKIT_HOME": str(home), "PYTHONUNBUFFERED": "1"},
        )

    def until(self, end: str = "] > ") -> str:
        """Read up to the next prompt, or to the end."""
        assert self.process.stdout is not None
        text = ""
        while not text.endswith(end):
            character = self.process.stdout.read(1)
            if not character:
                break
            text += character
        return text

    def say(self, line: str, end: str = "] > ") -> str:
        """Type a line, and give what it prints up to the next prompt."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()
        return self.until(end)

    def end(self) -> int:
        """Leave, and give the exit code."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.until("\0")
        code = self.process.wait(20)
        assert self.process.stdout is not None
        self.process.stdout.close()
        return code


@pytest.fixture
def nothing(home: Path) -> Iterator[Path]:
    """Make the whole home a disk that cannot be written."""
    home.mkdir(parents=True)
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "ro,size=64k", "nothing", str(home)],
        capture_output=True,
        check=False,
    )
    if made.returncode:
        pytest.skip("no right to mount a disk")
    try:
        yield home
    finally:
        subprocess.run(["umount", "-l", str(home)], check=True)


@pytest.fixture
def bank(tmp_path: Path) -> str:
    return str(write_bank(tmp_path / "bank", single=True))


@pytest.fixture
def small(home: Path) -> Iterator[Path]:
    """Put the data folder on a disk of its own, of 512 kB."""
    folder = home / "data"
    folder.mkdir(parents=True)
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=512k,mode=700", "small", str(folder)],
        capture_output=True,
        check=False,
    )
    if made.returncode:
        pytest.skip("no right to mount a disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(folder: Path) -> Path:
    """Use up what is left of a disk."""
    path = folder / "fill"
    with path.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 1024)
        except OSError:
            pass
    return path


def stored(folder: Path) -> list[tuple[str, int]]:
    with closing(sqlite3.connect(f"{(folder / 'attempts.db').as_uri()}?mode=ro", uri=True)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return list(db.execute("SELECT kind, slot FROM event ORDER BY seq").fetchall())


@pytest.fixture
def full_cache(home: Path) -> Iterator[Path]:
    """Put the cache on a disk of its own that has 8 kB left."""
    folder = home / "cache"
    folder.mkdir(parents=True)
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k,mode=700", "cache", str(folder)],
        capture_output=True,
        check=False,
    )
    if made.returncode:
        pytest.skip("no right to mount a disk")
    try:
        (folder / "other").write_bytes(b"\0" * (56 << 10))
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.mark.fault("R62")
@pytest.mark.parametrize("command", ["history", "plan", "search yeast", "exam --plain"])
def test_a_full_disk_while_the_bank_is_read_has_words(
    bank: str, home: Path, full_cache: Path, command: str
) -> None:
    done = subprocess.run(
        [*PROGRAM, *command.split(), "--bank", bank],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "EXAMKIT_HOME": str(home)},
    )
    assert "Traceback" not in done.stderr
    assert f"The bank's index can't be written to {full_cache}: the disk is full." in done.stderr
    assert done.returncode == 1
    assert [path.name for path in full_cache.iterdir()] == ["other"]


@pytest.mark.fault("R62")
def test_home_says_that_the_disk_is_full_and_recovers(
    bank: str, home: Path, full_cache: Path
) -> None:
    with Terminal("--bank", bank, home=home) as terminal:
        terminal.wait_for("The bank's index can't be written")
        shown = " ".join(terminal.text.split())
        assert "the disk is full. Free up some disk space" in shown
        assert "Reading the question bank" not in shown
        subprocess.run(["mount", "-o", "remount,size=4m", str(full_cache)], check=True)
        terminal.wait_for("Start with")
        assert "can't be written" not in terminal.text


@pytest.mark.fault("R10")
def test_a_disk_that_fills_up_loses_nothing_and_goes_on_later(
    bank: str, home: Path, small: Path
) -> None:
    live = Dialogue(home, "exam", "--bank", bank, "--seed", "s")
    live.until()
    assert "Saved: A." in live.say("a")
    before = stored(small)
    full = fill(small)
    output = live.say("n")
    assert "NOT SAVED." in output
    assert "question 2 of 10" in output
    assert "Noted: B." in live.say("b")
    assert "  2  B" in live.say("w")
    assert stored(small) == before
    assert len(list(home.rglob("unsaved-*"))) == 1
    full.unlink()
    output = live.say("n")
    assert "Everything is saved now." in output
    assert "Saved: C." in live.say("c")
    assert live.end() == 0
    kinds = [kind for kind, _ in stored(small)]
    later = ["visited", "answered", "visited", "answered", "closed"]
    assert kinds == [*(kind for kind, _ in before), *later]
    assert list(home.rglob("unsaved-*")) == []


@pytest.mark.fault("R10")
def test_killed_on_a_full_disk_the_answers_come_back(bank: str, home: Path, small: Path) -> None:
    with Terminal("exam", "--bank", bank, "--seed", "s", home=home) as terminal:
        terminal.wait_for("Question 1 of 10").press("a").wait_for("1 answered")
        full = fill(small)
        terminal.press("n").wait_for("Question 2 of 10").wait_for("NOT SAVED: 1 change")
        terminal.press("b").wait_for("2 answered").wait_for("NOT SAVED: 2 changes")
        terminal.press("A").wait_for("Your answers").wait_for("2  B").press("q")
        terminal.wait_for("Question 2").press("\x11").wait_for("Unsaved changes are in").press("\r")
        terminal.wait_without("Unsaved changes are in").kill()
    with Terminal("resume", "--bank", bank, home=home) as terminal:
        terminal.wait_for("2 answered").wait_for("NOT SAVED")
        full.unlink()
        terminal.wait_for("everything saved").wait_without("NOT SAVED")
    assert [kind for kind, _ in stored(small)].count("answered") == 2
    assert list(home.rglob("unsaved-*")) == []


@pytest.mark.fault("R11")
def test_a_full_disk_refuses_an_exam_in_words_and_leaves_no_stub(
    bank: str, home: Path, small: Path
) -> None:
    fill(small)
    live = Dialogue(home, "exam", "--bank", bank)
    output = live.until("\0")
    assert live.end() == 1
    assert output.startswith("error: ")
    assert "Traceback" not in output
    assert not (small / "attempts.db").exists()


@pytest.mark.fault("R15")
def test_a_read_only_disk_still_shows_reports(bank: str, home: Path, small: Path) -> None:
    live = Dialogue(home, "exam", "--bank", bank)
    live.until()
    live.say("a")
    assert "Submit?" in live.say("submit", "yes: ")
    assert "scored questions correct" in live.say("yes")
    live.end()
    subprocess.run(["mount", "-o", "remount,ro", str(small)], check=True)
    env = {**os.environ, "EXAMKIT_HOME": str(home)}
    for arguments in (["history", "--bank", bank], ["plan", "--bank", bank], ["data", "check"]):
        done = subprocess.run(
            [*PROGRAM, *arguments], env=env, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
    refused = subprocess.run(
        [*PROGRAM, "exam", "--bank", bank, "--plain"],
        env=env,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert refused.returncode == 1
    assert refused.stderr.startswith("error: ")


@pytest.mark.fault("R15")
def test_on_a_read_only_disk_one_may_practise_without_saving(bank: str, nothing: Path) -> None:
    refused = Dialogue(nothing, "drill", "--bank", bank)
    assert f"practice without saving:\n  examkit --bank {bank} drill --no-save" in refused.until(
        "\0"
    )
    assert refused.end() == 1
    drill = Dialogue(nothing, "drill", "--bank", bank, "--no-save", "--questions", "2")
    drill.until()
    assert "Noted: A." in drill.say("a")
    assert "Nothing was saved." in drill.say("quit", "\0")
    drill.end()
    with Terminal("--bank", bank, home=nothing) as terminal:
        terminal.wait_for("NOTHING IS SAVED").press("m").wait_for("Start exam").press("\r")
        terminal.wait_for("Before you start").press("\r")
        terminal.wait_for("A mock exam can't start")
        terminal.press("\r").wait_for("Question 1 of")
        terminal.press("a").wait_for("1 answered").wait_for("not saved")
        assert b"Traceback" not in terminal.raw


@pytest.mark.fault("R9")
@pytest.mark.skipif(shutil.which("strace") is None, reason="no strace")
def test_a_slow_disk_loses_no_key(bank: str, home: Path, figure: Figure) -> None:
    slow = ("strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fsync,fdatasync")
    delay = (*slow, "-e", "inject=fsync,fdatasync:delay_enter=300000")
    live = Dialogue(home, "exam", "--bank", bank, before=delay)
    live.until()
    begun = time.monotonic()
    for letter in "abcab":
        assert "Saved:" in live.say(letter)
    figure(f"{(time.monotonic() - begun) / 5:.1f} s from key to saved at 0.3 s a sync")
    live.end()
    assert [kind for kind, _ in stored(home / "data")].count("answered") == 5


@pytest.mark.skipif(shutil.which("strace") is None, reason="no strace")
@pytest.mark.fault("R12", "R13")
@pytest.mark.parametrize(
    "fault",
    ["pwrite64:error=EIO:when=40", "fdatasync:error=EIO:when=8", "fsync:error=EIO:when=8"],
)
def test_an_error_of_the_disk_is_never_reported_as_saved(bank: str, home: Path, fault: str) -> None:
    call = fault.split(":", maxsplit=1)[0]
    quiet = ("strace", "-f", "-qq", "-o", "/dev/null")
    trace = (*quiet, "-e", f"trace={call}", "-e", f"inject={fault}")
    first = Dialogue(home, "exam", "--bank", bank, "--seed", "s")
    first.until()
    first.say("a")
    first.end()
    live = Dialogue(home, "resume", "--bank", bank, before=trace)
    live.until()
    saved = 0
    for _ in range(10):
        for letter in "ab":
            output = live.say(letter)
            saved += "Saved:" in output or "more" in output
            assert "Traceback" not in output
        live.say("n")
    live.end()
    kinds = [kind for kind, _ in stored(home / "data")]
    assert kinds.count("answered") >= saved > 0


@pytest.mark.fault("R8")
@pytest.mark.skipif(shutil.which("prlimit") is None, reason="no prlimit")
def test_too_little_memory_is_no_traceback(bank: str, home: Path) -> None:
    done = subprocess.run(
        ["prlimit", "--as=120000000", *PROGRAM, "bank", "check", bank],
        env={**os.environ, "EXAMKIT_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1)
    assert "Traceback" not in done.stderr or "MemoryError" in done.stderr
