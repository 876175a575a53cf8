"""Untrusted zip packages. Members are read into memory within limits, never extracted."""

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
"""The most bytes of all members together, counted while reading because headers can lie."""
MOST_RATIO = 200
"""The highest allowed ratio of unpacked to packed size, for members above 1 MiB."""
_MAGIC = b"PK\x03\x04"
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, OSError, EOFError, RuntimeError,
    ValueError, IndexError, MemoryError,
)  # fmt: skip
"""Errors that a damaged package raises. Bytes that can't be decoded raise ValueError."""


def is_package(file: InputFile) -> bool:
    """Return whether a file is a zip file."""
    return file.data.startswith(_MAGIC)


class Package:
    """The members of a zip file by name. Members that are refused are reported as findings."""

    def __init__(self, file: InputFile) -> None:
        self._file = file
        self._left = MOST_TOTAL
        self._members: dict[str, zipfile.ZipInfo] = {}
        self._zip: zipfile.ZipFile | None = None
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(file.data))
        except _DAMAGED:
            self._refuse("The package is damaged.", "Export the package again.")
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
                self._refuse(
                    f"{entry.filename!r} can't be read: {reason}.", "Create the package again."
                )
            elif entry.filename in self._members:
                self._refuse(
                    f"{entry.filename!r} is in the package twice.", "Create the package again."
                )
            else:
                self._members[entry.filename] = entry

    def names(self) -> Iterator[str]:
        """Return the names of the members that can be read, in the package's order."""
        return iter(self._members)

    def read(self, name: str) -> bytes | None:
        """Return a member's bytes, or None if it can't be read.

        A member that is damaged or too large is reported; a missing one isn't.
        """
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
            self._refuse(f"{name!r} is too large when unpacked.", "Split it.")
            return None
        self._left -= len(data)
        return data

    def incoming(self, name: str) -> InputFile | None:
        """Return a member as a file to import, or None if it can't be read."""
        data = self.read(name)
        return None if data is None else InputFile(f"{self._file.path}!/{name}", data)

    def _refuse(self, message: str, hint: str) -> None:
        self._file.add((1, 1), "package-refused", message, hint)


def _bad(entry: zipfile.ZipInfo) -> str:
    """Return the reason to refuse a member, or an empty string."""
    name = entry.filename
    if not name:
        return "it has no name"
    if name.startswith(("/", "\\")) or "\\" in name or ":" in name or ".." in name.split("/"):
        return "its path is outside the package"
    if not name.isprintable():
        return "its name has control characters"
    if stat.S_ISLNK(entry.external_attr >> 16):
        return "it's a link"
    if entry.flag_bits & 0x1:
        return "it's encrypted"
    return ""


def packed(members: dict[str, bytes]) -> bytes:
    """Return the bytes of a zip file. The same members always give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            package.writestr(entry, data)
    return out.getvalue()
