"""The whole program in a pseudo-terminal, with an emulator that shows what is on screen."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

# Sequences that pyte 0.8.2 reads as text.
MISREAD = re.compile(rb"\x1b\[[<>=?][0-9;]*u|\x1b\[\?[0-9;]*\$p|\x1b\[>[0-9;]*[a-zA-Z]")
ASKS_FOR_SYNC = b"\x1b[?2026$p"
PATIENCE = 300.0
"""Seconds after which a wait counts as hung. No test depends on them."""
ESCAPE = "\x1b[27u"
"""The key as new terminals send it, so that what follows is never part of it."""
CONFIRM = ("\x1b[D", "\r")
"""The keys that confirm in a dialog whose focus is on the button to cancel: left and enter."""
NAVIGATOR, SUBMIT, FLAG = "\t", "\x13", "!"
LEFT_ALTERNATE_SCREEN = b"\x1b[?1049l"


class Terminal:
    """Runs a program and plays its user."""

    def __init__(
        self,
        *arguments: str,
        home: Path,
        cols: int = 80,
        rows: int = 24,
        module: str = "examkit",
        values: Mapping[str, str] | None = None,
    ) -> None:
        self.screen = pyte.Screen(cols, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.raw = b""
        self.status: int | None = None
        environment = {
            **os.environ,
            "EXAMKIT_HOME": str(home),
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LANG": "C.UTF-8",
            "TZ": "UTC",
            "TEXTUAL_ANIMATIONS": "none",
            **(values or {}),
        }
        # If a test runner sets these, they override the size of this terminal.
        for name in ("COLUMNS", "LINES"):
            environment.pop(name, None)
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            # A shell's background job ignores these, and so would its children.
            for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP):
                signal.signal(number, signal.SIG_DFL)
            program = [sys.executable, *(["-m", module] if module else []), *arguments]
            os.execve(sys.executable, program, environment)  # noqa: S606 -- our own interpreter
        self.resize(cols, rows)

    def __enter__(self) -> Self:
        """Return this terminal."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the program if it still runs."""
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self._fd)

    def resize(self, cols: int, rows: int) -> None:
        """Resize the window."""
        self.screen.resize(rows, cols)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, cols, 0, 0))

    @property
    def text(self) -> str:
        """Return the text on screen."""
        return "\n".join(self.screen.display)

    @property
    def whole(self) -> bool:
        """Return whether the frame on screen is complete."""
        return self.raw.rfind(b"\x1b[?2026l") >= self.raw.rfind(b"\x1b[?2026h")

    def press(self, *keys: str) -> Self:
        """Type keys."""
        for key in keys:
            os.write(self._fd, key.encode())
        return self

    def wait_for(self, needle: str) -> Self:
        """Wait until a text is on screen."""
        return self.wait_until(lambda: needle in self.text, f"{needle!r} not shown")

    def wait_without(self, needle: str) -> Self:
        """Wait until a text is gone."""
        return self.wait_until(lambda: needle not in self.text, f"{needle!r} still shown")

    def send(self, data: bytes) -> Self:
        """Send all data, even if the program reads it late."""
        os.set_blocking(self._fd, False)
        while data:
            with suppress(BlockingIOError):
                data = data[os.write(self._fd, data) :]
            self._pump(0.01)
        os.set_blocking(self._fd, True)
        return self

    def kill(self) -> None:
        """Kill the program, as a power cut would."""
        os.kill(self.pid, signal.SIGKILL)
        self._reap()

    def send_signal(self, number: int) -> Self:
        """Send a signal to the program."""
        os.kill(self.pid, number)
        return self

    def wait_for_exit(self) -> int:
        """Wait until the program ends, and return its exit code."""
        self.wait_until(self._has_ended, "still running")
        while self._pump(0.05):
            pass
        assert self.status is not None
        return self.status

    def hang_up(self) -> Self:
        """Close the terminal, and wait until the program ends."""
        os.close(self._fd)
        self._fd = os.open(os.devnull, os.O_RDONLY)
        return self.wait_until(self._has_ended, "still running")

    def _has_ended(self) -> bool:
        done, status = os.waitpid(self.pid, os.WNOHANG)
        if done:
            self.status = os.waitstatus_to_exitcode(status)
        return bool(done)

    def _reap(self) -> None:
        _, status = os.waitpid(self.pid, 0)
        self.status = os.waitstatus_to_exitcode(status)

    def wait_until(self, done: Callable[[], bool], what: str) -> Self:
        """Wait until a condition holds."""
        until(done, what, pause=lambda: self._pump(0.05), describe=lambda: self.text)
        return self

    def _pump(self, timeout: float) -> bool:
        if not select.select([self._fd], [], [], timeout)[0]:
            return False
        try:
            data = os.read(self._fd, 65_536)
        except OSError:
            return False
        if ASKS_FOR_SYNC in data:
            os.write(self._fd, b"\x1b[?2026;2$y")
        self.raw += data
        self._stream.feed(MISREAD.sub(b"", data))
        return bool(data)


def until(
    done: Callable[[], bool],
    what: str,
    *,
    pause: Callable[[], object] = lambda: None,
    describe: Callable[[], str] = str,
) -> None:
    """Wait until a condition holds, on however slow a machine."""
    end = time.monotonic() + PATIENCE
    while not done():
        pause()
        time.sleep(0.005)
        assert time.monotonic() < end, f"{what}:\n{describe()}"
