"""A disk that loses power: what may be on it after a cut at any moment of a recorded run.

A run is recorded with strace. What was written but not synced by the moment of the cut may be
there, missing, or torn at a sector; names in a folder appear in order, but late. The model is that
of SQLite's own crash tests (sqlite.org/testing.html, 3.2).
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512
_LINE = re.compile(r"^(?:\d+\s+)?(\w+)\((.*)\)\s+= (-?\d+)(?: .*)?$")
_STRING = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


@dataclass(slots=True)
class Inode:
    """The contents of one file: what is durable, and what was written since."""

    durable: bytearray = field(default_factory=bytearray)
    pending: list[tuple[str, int, bytes]] = field(default_factory=list)


@dataclass(slots=True)
class Disk:
    """A folder as the system sees it, and as it may be after a cut."""

    names: dict[str, Inode] = field(default_factory=dict)
    """As they are durable."""
    changes: list[tuple[str, str, Inode | None]] = field(default_factory=list)
    """Names made, renamed and removed since the folder was last synced."""
    acknowledged: int = -1

    def now(self) -> dict[str, Inode]:
        """Return the names as the running program sees them."""
        return _named(self.names, self.changes)

    def sync(self, inode: Inode) -> None:
        """Make a file durable, and with it the names before it, as a journalled disk does."""
        inode.durable = _written(inode, inode.pending)
        inode.pending = []
        self.sync_names()

    def sync_names(self) -> None:
        """Make the names durable."""
        self.names, self.changes = self.now(), []

    def after_a_cut(self, chance: random.Random, *, prefix: bool) -> dict[str, bytes]:
        """Return files as they may be found: a prefix of what was written, or any mixture."""
        names = _named(self.names, self.changes[: chance.randint(0, len(self.changes))])
        return {name: bytes(_survived(inode, chance, prefix)) for name, inode in names.items()}


def _named(
    names: dict[str, Inode], changes: list[tuple[str, str, Inode | None]]
) -> dict[str, Inode]:
    found = dict(names)
    for what, name, inode in changes:
        if what == "remove":
            found.pop(name, None)
        elif inode is not None:
            found[name] = inode
    return found


def _written(inode: Inode, writes: list[tuple[str, int, bytes]]) -> bytearray:
    data = bytearray(inode.durable)
    for what, offset, part in writes:
        if what == "cut":
            del data[offset:]
            data.extend(b"\0" * (offset - len(data)))
        else:
            data.extend(b"\0" * (offset - len(data)))
            data[offset : offset + len(part)] = part
    return data


def _survived(inode: Inode, chance: random.Random, prefix: bool) -> bytearray:
    if prefix:
        return _written(inode, inode.pending[: chance.randint(0, len(inode.pending))])
    kept = []
    for what, offset, part in inode.pending:
        fate = chance.random()
        if what == "cut" or fate < 0.45:
            kept += [(what, offset, part)] if fate < 0.65 else []
        elif fate > 0.8:
            kept += [
                (what, offset + at, part[at : at + SECTOR])
                for at in range(0, len(part), SECTOR)
                if chance.random() < 0.5
            ]
    return _written(inode, kept)


class Recording:
    """A strace log as steps that are applied to a disk one by one."""

    CALLS = "openat,close,pwrite64,write,fsync,fdatasync,ftruncate,unlink,rename,link,linkat"

    def __init__(self, log: Path, folder: Path) -> None:
        self._folder = f"{folder}/"
        self._handles: dict[int, str] = {}
        self.steps = [m for line in log.read_text().splitlines() if (m := _LINE.match(line))]

    def apply(self, disk: Disk, step: re.Match[str]) -> None:
        """Do what one system call did."""
        call, arguments, result = step[1], step[2], int(step[3])
        if result >= 0:
            getattr(self, f"_{call}", self._pass)(disk, arguments, result)

    def _pass(self, disk: Disk, arguments: str, result: int) -> None:
        """Pass over a call that changes nothing here."""

    def _openat(self, disk: Disk, arguments: str, result: int) -> None:
        path = _texts(arguments)[0].decode()
        if f"{path}/" == self._folder:
            self._handles[result] = "."
            return
        if not path.startswith(self._folder) or "/" in path.removeprefix(self._folder):
            self._handles.pop(result, None)
            return
        name = path.removeprefix(self._folder)
        self._handles[result] = name
        if name not in disk.now():
            disk.changes.append(("make", name, Inode()))

    def _close(self, _: Disk, arguments: str, __: int) -> None:
        self._handles.pop(int(arguments.split(",", maxsplit=1)[0]), None)

    def _inode(self, disk: Disk, arguments: str) -> Inode | None:
        return disk.now().get(self._handles.get(int(arguments.split(",", maxsplit=1)[0]), ""))

    def _pwrite64(self, disk: Disk, arguments: str, _: int) -> None:
        if inode := self._inode(disk, arguments):
            offset = int(arguments.rsplit(",", 1)[1])
            inode.pending.append(("write", offset, _texts(arguments)[0]))

    def _write(self, disk: Disk, arguments: str, _: int) -> None:
        if arguments.startswith("1,"):
            disk.acknowledged = int(_texts(arguments)[0])

    def _fsync(self, disk: Disk, arguments: str, _: int) -> None:
        if self._handles.get(int(arguments.split(",", maxsplit=1)[0])) == ".":
            disk.sync_names()
        elif inode := self._inode(disk, arguments):
            disk.sync(inode)

    _fdatasync = _fsync

    def _ftruncate(self, disk: Disk, arguments: str, _: int) -> None:
        if inode := self._inode(disk, arguments):
            inode.pending.append(("cut", int(arguments.rsplit(",", 1)[1]), b""))

    def _name(self, text: bytes) -> str:
        path = text.decode()
        inside = path.startswith(self._folder)
        return path.removeprefix(self._folder) if inside else ""

    def _unlink(self, disk: Disk, arguments: str, _: int) -> None:
        if name := self._name(_texts(arguments)[0]):
            disk.changes.append(("remove", name, None))

    def _link(self, disk: Disk, arguments: str, _: int) -> None:
        old, new = (self._name(text) for text in _texts(arguments)[:2])
        if old and new:
            disk.changes.append(("make", new, disk.now()[old]))

    _linkat = _link

    def _rename(self, disk: Disk, arguments: str, _: int) -> None:
        self._link(disk, arguments, 0)
        self._unlink(disk, arguments, 0)


def _texts(arguments: str) -> list[bytes]:
    return [bytes.fromhex(t.replace("\\x", "")) for t in _STRING.findall(arguments)]
