"""Keeps the terminal usable after signals, crashes, and bad input.

`tests/tui/test_terminal.py` checks that Textual still has the private names used here.
"""

from __future__ import annotations

import asyncio
import codecs
import functools
import os
import select
import signal
import sys
import threading
import traceback
from pathlib import Path
from typing import Any

import rich.control
import textual.content
from textual.app import App
from textual.drivers import linux_driver
from textual.events import Event, Resize

from examkit.tui.input import BoundedParser

CONTROLS: dict[int, None] = dict.fromkeys((*range(9), *range(11, 32), 127, *range(128, 160)))
"""Control characters to remove: C0 except tab and newline, DEL, and C1."""
MAX_SIZE = 2_000
"""Maximum number of columns or rows. Events with a larger size are ignored."""
WATCHED_SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT)
LEAVE_SECONDS = 3.0
"""Maximum time to exit, in seconds. A blocked terminal could otherwise delay it forever."""


def filter_output() -> None:
    """Strip control characters from all output, and tolerate invalid bytes in input.

    This is a second safeguard: text from banks is already sanitized when it is read.
    """
    rich.control._CONTROL_STRIP_TRANSLATE.update(CONTROLS)
    textual.content._CONTROL_STRIP_TRANSLATE.update(CONTROLS)
    linux_driver.getincrementaldecoder = _forgiving  # type: ignore[attr-defined]
    linux_driver.XTermParser = BoundedParser  # type: ignore[attr-defined]


def _forgiving(encoding: str) -> Any:
    return functools.partial(codecs.getincrementaldecoder(encoding), errors="replace")


class TerminalGuard(App[int]):
    """An app that exits cleanly after signals, crashes, and the loss of the terminal."""

    log_folder: Path | None = None
    """Folder for crash reports; None to write none."""
    crash_log: Path | None = None
    """Path of the crash report, or None if none was written."""

    def on_load(self) -> None:
        """Install output filters and signal handlers before anything is drawn."""
        filter_output()
        loop = asyncio.get_running_loop()
        for number in WATCHED_SIGNALS:
            if signal.getsignal(number) is not signal.SIG_IGN:
                loop.add_signal_handler(number, self._stopped, number)

    def on_mount(self) -> None:
        """Start to watch the terminal, if there is one. It is unknown until the app is mounted."""
        if not self.is_headless:
            self.set_interval(1.0, self._watch_terminal)

    async def on_event(self, event: Event) -> None:
        """Handle events, but ignore impossible window sizes, which would stall the app."""
        if not (isinstance(event, Resize) and max(event.size) > MAX_SIZE):
            await super().on_event(event)

    def _stopped(self, number: int) -> None:
        # A forced exit is safe: all answers are on disk, and locks end with the process.
        backstop = threading.Timer(LEAVE_SECONDS, os._exit, (128 + number,))
        backstop.daemon = True
        backstop.start()
        self.exit(return_code=128 + number)

    def _watch_terminal(self) -> None:
        """Exit if the terminal is gone. Otherwise the input thread would loop at end of file."""
        poll = select.poll()
        poll.register(sys.__stdin__.fileno() if sys.__stdin__ else 0, 0)
        if any(
            mask & (select.POLLHUP | select.POLLERR | select.POLLNVAL) for _, mask in poll.poll(0)
        ):
            self._stopped(signal.SIGHUP)

    def _fatal_error(self) -> None:
        """Write a crash report without the values of variables, and exit.

        Values can contain the correct answers of a running exam.
        """
        self._write_crash(sys.exc_info()[1])
        self._exit_renderables.clear()
        self._close_messages_no_wait()

    def _write_crash(self, error: BaseException | None) -> None:
        if self.log_folder is None or error is None:
            return
        self.log_folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = self.log_folder / f"crash-{os.getpid()}.log"
        path.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
        path.chmod(0o600)
        self.crash_log = path
