"""Where events go that the store cannot take: a file in the first folder that takes one."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import suppress
from io import FileIO
from pathlib import Path
from typing import TYPE_CHECKING

from examkit.errors import StoreError
from examkit.store.chain import Link
from examkit.store.files import PRIVATE_FILE, PRIVATE_FOLDER

if TYPE_CHECKING:
    from examkit.exam.events import Event

PREFIX = "unsaved-"
MOST_BYTES = 8 << 20


class Journal:
    """The events of one attempt that wait for the store, a line each."""

    def __init__(self, attempt: str, folders: Sequence[Path]) -> None:
        self._attempt = attempt
        self._paths = [folder / f"{PREFIX}{attempt}.jsonl" for folder in folders]
        self.path: Path | None = None
        """The file that was last written or read; None where none could be."""

    def add(self, events: Sequence[Event]) -> bool:
        """Write events down in the first folder that takes them; whether one did."""
        from examkit.store.codec import encode_event

        rows = (json.dumps(list(encode_event(event))) for event in events)
        data = "".join(f"{row}\n" for row in rows).encode()
        # A file begun before is gone on with, so that the events stay in order.
        paths = [self.path, *self._paths] if self.path else self._paths
        self.path = next((path for path in paths if _append(path, data)), None)
        return self.path is not None

    def read(self) -> tuple[Event, ...]:
        """Give the events of the first file there is, up to a line that was cut short."""
        from examkit.store.codec import decode_event

        for path in self._paths:
            if data := _own_bytes(path):
                self.path = path
                with suppress(StoreError):
                    return tuple(decode_event(self._attempt, link) for link in _links(data))
        return ()

    def remove(self) -> None:
        """Forget what is in the store now."""
        if self.path is not None:
            with suppress(OSError):
                self.path.unlink()
            self.path = None

    def set_aside(self) -> None:
        """Keep a file whose events do not fit the store under another name."""
        if self.path is not None:
            with suppress(OSError):
                self.path.rename(self.path.with_suffix(".conflict"))
            self.path = None


def left_over(folders: Sequence[Path]) -> list[Path]:
    """List the files of events that wait, or that did not fit."""
    return [path for folder in folders for path in sorted(folder.glob(f"{PREFIX}*"))]


def _append(path: Path, data: bytes) -> bool:
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0)
    try:
        path.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        with open(os.open(path, flags, PRIVATE_FILE), "ab", buffering=0) as file:  # noqa: PTH123 -- a descriptor
            return _append_whole(path, file, data)
    except OSError:
        return False


def _append_whole(path: Path, file: FileIO, data: bytes) -> bool:
    """Write all or nothing: half a line would hide those that come after it."""
    before = os.fstat(file.fileno()).st_size
    with suppress(OSError):
        if file.write(data) == len(data):
            os.fsync(file.fileno())
            return True
    file.truncate(before)
    if before == 0:
        path.unlink()
    return False


def _own_bytes(path: Path) -> bytes:
    """Read a file that this user wrote; nothing where there is none."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        with open(os.open(path, flags), "rb") as file:  # noqa: PTH123 -- a descriptor
            status = os.fstat(file.fileno())
            own = not hasattr(os, "getuid") or status.st_uid == os.getuid()
            return file.read(MOST_BYTES) if own and stat.S_ISREG(status.st_mode) else b""
    except OSError:
        return b""


def _links(data: bytes) -> Iterator[Link]:
    for line in data.decode("utf-8", "replace").split("\n"):
        try:
            yield Link(*json.loads(line))
        except (ValueError, TypeError):
            return
