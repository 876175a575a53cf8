"""Zip packages from strangers: members are read into memory within limits, never extracted."""

from __future__ import annotations

import io
import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator

from examkit.formats.shared.input_file import MAX_BYTES, InputFile

MOST_MEMBERS = 2_000
MOST_TOTAL = 64 << 20
"""Bytes of all members, counted while they are read: what a header says may be a lie."""
MOST_RATIO = 200
"""Size of a member to its packed size, where it is larger than 1 MiB."""
_MAGIC = b"PK\x03\x04"
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, OSError, EOFError, RuntimeError,
    ValueError, IndexError, MemoryError,
)  # fmt: skip
"""What reading a damaged package raises; bytes that are no text are a ValueError."""


def is_package(file: InputFile) -> bool:
    """Return whether it is a zip file."""
    return file.data.startswith(_MAGIC)


class Package:
    """The members of a zip file by name; what is refused becomes a finding of the file."""

    def __init__(self, file: InputFile) -> None:
        self._file = file
        self._left = MOST_TOTAL
        self._members: dict[str, zipfile.ZipInfo] = {}
        self._zip: zipfile.ZipFile | None = None
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(file.data))
        except _DAMAGED:
            self._refuse("The package is damaged.", "Export it again.")
            return
        self._list(self._zip.infolist())

    def _list(self, entries: list[zipfile.ZipInfo]) -> None:
        if len(entries) > MOST_MEMBERS:
            self._refuse(f"The package has more than {MOST_MEMBERS:,} files.", "Split it.")
            return
        for entry in entries:
            if entry.filename.endswith("/"):
                continue
            if reason := _bad(entry):
                self._refuse(f"{entry.filename!r} is not read: {reason}.", "Pack it anew.")
            elif entry.filename in self._members:
                self._refuse(f"{entry.filename!r} is there twice.", "Pack it anew.")
            else:
                self._members[entry.filename] = entry

    def names(self) -> Iterator[str]:
        """Return the names of the members that may be read, in order."""
        return iter(self._members)

    def read(self, name: str) -> bytes | None:
        """Read a member; None where it is missing, damaged or too large, which is told."""
        entry = self._members.get(name)
        if entry is None or self._zip is None:
            return None
        most = min(MAX_BYTES, self._left)
        if entry.file_size > (1 << 20):
            most = min(most, MOST_RATIO * max(1, entry.compress_size))
        try:
            with self._zip.open(entry) as member:
                data = member.read(most + 1)
        except _DAMAGED:
            self._refuse(f"{name!r} is damaged.", "Export the package again.")
            return None
        if len(data) > most:
            self._refuse(f"{name!r} is too large once unpacked.", "Split it.")
            return None
        self._left -= len(data)
        return data

    def incoming(self, name: str) -> InputFile | None:
        """Return a member as a file to import."""
        data = self.read(name)
        return None if data is None else InputFile(f"{self._file.path}!/{name}", data)

    def _refuse(self, message: str, hint: str) -> None:
        self._file.add((1, 1), "package-refused", message, hint)


def _bad(entry: zipfile.ZipInfo) -> str:
    """Say why a member is not read, or nothing."""
    name = entry.filename
    if not name:
        return "it has no name"
    if name.startswith(("/", "\\")) or "\\" in name or ":" in name or ".." in name.split("/"):
        return "its path leaves the package"
    if not name.isprintable():
        return "its name has control characters"
    if stat.S_ISLNK(entry.external_attr >> 16):
        return "it is a link"
    if entry.flag_bits & 0x1:
        return "it is encrypted"
    return ""


def packed(members: dict[str, bytes]) -> bytes:
    """Write a zip file; the same members give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            package.writestr(entry, data)
    return out.getvalue()
