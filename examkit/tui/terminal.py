"""Keeps the terminal usable, whatever happens.

Textual's private names used here are pinned by `tests/tui/test_terminal.py`.
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
"""C0 without tab and newline, DEL, C1."""
MAX_SIZE = 2_000
"""Columns or rows above which a size is not believed."""
WATCHED_SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT)
LEAVE_SECONDS = 3.0
"""Seconds that leaving can take; a terminal that takes no more output would block it forever."""


def filter_output() -> None:
    """Strip control characters from all output and survive garbage on input.

    The second layer: text of a bank is sanitized when it is read, and any text here.
    """
    rich.control._CONTROL_STRIP_TRANSLATE.update(CONTROLS)
    textual.content._CONTROL_STRIP_TRANSLATE.update(CONTROLS)
    linux_driver.getincrementaldecoder = _forgiving  # type: ignore[attr-defined]
    linux_driver.XTermParser = BoundedParser  # type: ignore[attr-defined]


def _forgiving(encoding: str) -> Any:
    return functools.partial(codecs.getincrementaldecoder(encoding), errors="replace")


class TerminalGuard(App[int]):
    """Leaves cleanly on signals, crashes, and the loss of the terminal."""

    log_folder: Path | None = None
    """Folder of crash reports."""
    crash_log: Path | None = None
    """The crash report that was written."""

    def on_load(self) -> None:
        """Install the guards before anything is drawn."""
        filter_output()
        loop = asyncio.get_running_loop()
        for number in WATCHED_SIGNALS:
            if signal.getsignal(number) is not signal.SIG_IGN:
                loop.add_signal_handler(number, self._stopped, number)
        if not self.is_headless:
            self.set_interval(1.0, self._watch_terminal)

    async def on_event(self, event: Event) -> None:
        """Handle events, except for impossible sizes, which would stall the app."""
        if not (isinstance(event, Resize) and max(event.size) > MAX_SIZE):
            await super().on_event(event)

    def _stopped(self, number: int) -> None:
        # All answers are on disk, and locks end with the process: leaving late is no better.
        backstop = threading.Timer(LEAVE_SECONDS, os._exit, (128 + number,))
        backstop.daemon = True
        backstop.start()
        self.exit(return_code=128 + number)

    def _watch_terminal(self) -> None:
        """Leave if the terminal is gone. The input thread would spin on its end of file."""
        poll = select.poll()
        poll.register(sys.__stdin__.fileno() if sys.__stdin__ else 0, 0)
        if any(
            mask & (select.POLLHUP | select.POLLERR | select.POLLNVAL) for _, mask in poll.poll(0)
        ):
            self._stopped(signal.SIGHUP)

    def _fatal_error(self) -> None:
        """Write the crash to a file without the values of variables, and leave.

        Values can hold the keys of a running exam.
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
