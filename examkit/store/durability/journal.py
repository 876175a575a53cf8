"""Write the events that the store can't save to a journal, a file in the first writable folder.

Each line of a journal has one event. If the store might have lost the whole attempt, the first
line has the attempt's form, and all its events follow.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import suppress
from io import FileIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from examkit.errors import StoreError
from examkit.store.hash_chain import ChainedEvent
from examkit.store.private_files import PRIVATE_FILE, PRIVATE_FOLDER, sync_folder

if TYPE_CHECKING:
    from examkit.exam.events import Event
    from examkit.exam.form import Form

PREFIX = "unsaved-"
MAX_BYTES = 8 << 20


class WholeAttempt(NamedTuple):
    """A complete attempt from a journal."""

    attempt: str
    form: Form
    events: tuple[Event, ...]


class Journal:
    """A file with one attempt's events that the store doesn't have yet."""

    def __init__(self, attempt: str, folders: Sequence[Path]) -> None:
        self._attempt = attempt
        self._paths = [folder / f"{PREFIX}{attempt}.jsonl" for folder in folders]
        self.path: Path | None = None
        """The journal file last written or read; None if there isn't one."""

    def add(self, events: Sequence[Event]) -> bool:
        """Append events to the journal; return whether any of its folders could be written."""
        data = _lines(events)
        # An existing file goes first, so that the events stay in order.
        paths = [self.path, *self._paths] if self.path else self._paths
        self.path = next((path for path in paths if _append(path, data)), None)
        return self.path is not None

    def replace(self, form: Form, events: Sequence[Event]) -> bool:
        """Replace the journal with a complete attempt; return whether that succeeded."""
        from examkit.store.codec import encode_form

        header = json.dumps({"attempt": self._attempt, "form": encode_form(form)})
        data = f"{header}\n".encode() + _lines(events)
        path = next((path for path in self._paths if _replace_file(path, data)), None)
        if path is None:
            return False
        if self.path != path:
            self.remove()
        self.path = path
        return True

    def read(self) -> tuple[Event, ...]:
        """Return the events in the first of the journal's files that can be read.

        Events after an incomplete line are left out. Empty if no file can be read.
        """
        for path in self._paths:
            if data := _own_bytes(path):
                self.path = path
                with suppress(StoreError):
                    return _events(self._attempt, data)
        return ()

    def remove(self) -> None:
        """Delete the journal's file; call this when the store has its events."""
        if self.path is not None:
            with suppress(OSError):
                self.path.unlink()
            self.path = None

    def set_aside(self) -> None:
        """Rename the file so that its events, which conflict with the store, aren't read again."""
        if self.path is not None:
            with suppress(OSError):
                self.path.rename(self.path.with_suffix(".conflict"))
            self.path = None


def pending_journals(folders: Sequence[Path]) -> list[Path]:
    """Return all journal files in the folders, including those that were set aside."""
    return [path for folder in folders for path in sorted(folder.glob(f"{PREFIX}*"))]


def read_whole(path: Path) -> WholeAttempt | None:
    """Return the complete attempt in a journal file; None if it doesn't have one.

    Raises StoreError if the attempt is damaged.
    """
    from examkit.store.archive import ATTEMPT_ID
    from examkit.store.codec import decode_form

    data = _own_bytes(path)
    header = _parsed(data.split(b"\n", 1)[0].decode("utf-8", "replace"))
    if not isinstance(header, dict) or path.name != f"{PREFIX}{header.get('attempt')}.jsonl":
        return None
    attempt = str(header["attempt"])
    if not ATTEMPT_ID.fullmatch(attempt):
        return None
    form, events = decode_form(attempt, str(header.get("form"))), _events(attempt, data)
    return WholeAttempt(attempt, form, events) if events and events[0].seq == 0 else None


def _lines(events: Sequence[Event]) -> bytes:
    from examkit.store.codec import encode_event

    return "".join(f"{json.dumps(list(encode_event(event)))}\n" for event in events).encode()


def _replace_file(path: Path, data: bytes) -> bool:
    """Replace a file completely or not at all; return whether that succeeded."""
    draft = path.with_suffix(".new")
    try:
        draft.unlink(missing_ok=True)
        if not _append(draft, data):
            return False
        draft.replace(path)
    except OSError:
        return False
    sync_folder(path.parent)
    return True


def _append(path: Path, data: bytes) -> bool:
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0)
    try:
        path.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        with open(os.open(path, flags, PRIVATE_FILE), "ab", buffering=0) as file:  # noqa: PTH123 -- a descriptor
            return _append_whole(path, file, data)
    except OSError:
        return False


def _append_whole(path: Path, file: FileIO, data: bytes) -> bool:
    """Append all of `data` to an open file, or nothing; return whether it was appended.

    An incomplete line would hide the lines after it. If appending fails, an empty file is deleted.
    """
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
    """Return the contents, up to `MAX_BYTES`, of a regular file of this user; empty if none."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        with open(os.open(path, flags), "rb") as file:  # noqa: PTH123 -- a descriptor
            status = os.fstat(file.fileno())
            is_own = not hasattr(os, "getuid") or status.st_uid == os.getuid()
            return file.read(MAX_BYTES) if is_own and stat.S_ISREG(status.st_mode) else b""
    except OSError:
        return b""


def _events(attempt: str, data: bytes) -> tuple[Event, ...]:
    from examkit.store.codec import decode_event

    return tuple(decode_event(attempt, link) for link in _links(data))


def _links(data: bytes) -> Iterator[ChainedEvent]:
    rows = [_parsed(line) for line in data.decode("utf-8", "replace").split("\n")]
    if isinstance(rows[0], dict):
        del rows[0]
    before = None
    for values in rows:
        if not isinstance(values, list) or len(values) != len(ChainedEvent._fields):
            return
        link = ChainedEvent(*values)
        if type(link.seq) is not int or link.seq != (link.seq if before is None else before + 1):
            return
        yield link
        before = link.seq


def _parsed(line: str) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None
