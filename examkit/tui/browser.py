"""Opens a saved file in the program that the desktop uses for it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Thread

_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY")


def open_file(path: Path) -> bool:
    """Open a file without waiting for the program. Return whether one was started.

    Without a display, a text browser would take over the terminal, so nothing is opened.
    """
    launcher = _find_launcher()
    if launcher is None:
        return False
    Thread(target=_run, args=([launcher, str(path)],), daemon=True).start()
    return True


def _run(command: list[str]) -> None:
    quiet = subprocess.DEVNULL
    with suppress(OSError):
        # The command is the desktop's own, with the path of a file that was just saved.
        subprocess.run(  # noqa: S603
            command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True, check=False
        )


def _find_launcher() -> str | None:
    """Return the desktop's command that opens files, or None without a desktop."""
    if sys.platform == "darwin":
        return None if "SSH_CONNECTION" in os.environ else shutil.which("open")
    has_display = any(os.environ.get(name) for name in _DISPLAYS)
    return shutil.which("xdg-open") if has_display else None
