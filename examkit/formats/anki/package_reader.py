"""The untrusted database of an Anki package, read in memory and within limits."""

from __future__ import annotations

import io
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from examkit.formats.anki.card import Note
from examkit.formats.json.parser import parse_json
from examkit.formats.shared.input_file import MAX_BYTES, InputFile
from examkit.formats.shared.records.values import to_text
from examkit.formats.shared.zip_package import Package

NEWEST = "collection.anki21b"
MEMBERS = (NEWEST, "collection.anki21", "collection.anki2")
"""Possible names of the collection, which is Anki's database, newest format first.

If a package has a newer collection, the older ones only contain a note that asks the user to update
Anki.
"""
MOST_NOTES = 100_000
MOST_TEXT = 64 << 20
"""The most characters in all notes together. A crafted database can yield more than its size."""
_MOST_STEPS = 5_000
"""The most steps, of 10,000 instructions each, to read a database. Most take a few hundred."""
_MAGIC = b"SQLite format 3\0"
_DAMAGED = "The collection in the package is damaged."
_BETWEEN = "\x1f"


class RefusedError(Exception):
    """Raised for a database that examkit refuses to read."""


def find_collection(file: InputFile) -> bytes | None:
    """Return the newest collection of a package. If there is none, report that and return None."""
    package = Package(file)
    names = set(package.names())
    name = next((member for member in MEMBERS if member in names), "")
    data = package.read(name) if name else None
    if data is None:
        if not file.findings:
            message = "The package has no Anki collection."
            file.add((1, 1), "no-questions", message, "Export the package again.")
        return None
    return _unpacked(file, data) if name == NEWEST else data


def _unpacked(file: InputFile, data: bytes) -> bytes | None:
    """Decompress a collection in the newest format. If that fails, report it and return None."""
    try:
        zstandard: Any = import_module("zstandard")
    except ImportError:
        message = "The package is compressed with Zstandard, which isn't installed."
        hint = 'Run "pip install examkit[anki]", or export with "Support older Anki versions".'
        file.add((1, 1), "needs-zstandard", message, hint)
        return None
    try:
        with zstandard.ZstdDecompressor().stream_reader(io.BytesIO(data)) as stream:
            unpacked: bytes = stream.read(MAX_BYTES + 1)
    except zstandard.ZstdError:
        file.add((1, 1), "bad-collection", _DAMAGED, "Export the package again.")
        return None
    if len(unpacked) > MAX_BYTES:
        message = "The collection is too large."
        file.add((1, 1), "package-refused", message, "Export one deck at a time.")
        return None
    return unpacked


def read_collection(file: InputFile, data: bytes) -> list[Note]:
    """Return a collection's notes, up to the first fault in it, which is reported as a finding."""
    notes: list[Note] = []
    try:
        with closing(_opened(data)) as database:
            notes.extend(_notes(file, database))
    except RefusedError as error:
        file.add((1, 1), "package-refused", str(error), "Export one deck at a time.")
    except (sqlite3.Error, MemoryError, OverflowError, UnicodeDecodeError):
        file.add((1, 1), "bad-collection", _DAMAGED, "Export the package again.")
    return notes


def _opened(data: bytes) -> sqlite3.Connection:
    """Open SQLite data in memory for reading only. Raise RefusedError if it isn't SQLite data."""
    if not data.startswith(_MAGIC):
        raise RefusedError(_DAMAGED)
    database = sqlite3.connect(":memory:")
    try:
        # Turn off write-ahead logging: a database in memory has no log file.
        database.deserialize(data[:18] + b"\1\1" + data[20:])
        database.text_factory = lambda raw: raw.decode("utf-8", "replace")
        database.execute("PRAGMA trusted_schema = OFF")
        database.execute("PRAGMA query_only = ON")
        database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_BYTES)
        database.create_collation("unicase", lambda a, b: (a > b) - (a < b))
        database.set_authorizer(_allowed)
        database.set_progress_handler(_Steps(), 10_000)
    except BaseException:
        database.close()
        raise
    return database


def _allowed(action: int, *_: str | None) -> int:
    reads = action in (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ)
    return sqlite3.SQLITE_OK if reads else sqlite3.SQLITE_DENY


@dataclass(slots=True)
class _Steps:
    """Counts the steps of a database's queries, and stops them once there are too many."""

    count: int = 0

    def __call__(self) -> int:
        self.count += 1
        return int(self.count > _MOST_STEPS)


def _is_table(database: sqlite3.Connection, name: str) -> bool:
    """Return whether a name is an ordinary table, not a view or a virtual table that runs code."""
    asked = "SELECT type, rootpage FROM sqlite_master WHERE name = ?"
    return [
        kind == "table" and isinstance(page, int) and page > 0
        for kind, page in database.execute(asked, (name,))
    ] == [True]


def _notes(file: InputFile, database: sqlite3.Connection) -> Iterator[Note]:
    if not _is_table(database, "notes"):
        raise RefusedError("The collection has no notes table.")
    names = _names(file, database)
    left = MOST_TEXT
    asked = "SELECT mid, flds FROM notes LIMIT ?"
    for number, (model, fields) in enumerate(database.execute(asked, (MOST_NOTES + 1,)), 1):
        text = to_text(fields)
        left -= len(text)
        if number > MOST_NOTES or left < 0:
            raise RefusedError("The collection is too large.")
        yield Note(_fields(text, names.get(to_text(model), [])), (number, 1))


def _fields(text: str, names: list[str]) -> dict[str, str]:
    parts = text.split(_BETWEEN, 200)
    known = [*names, *(str(at) for at in range(len(names) + 1, len(parts) + 1))]
    return dict.fromkeys(names, "") | dict(zip(known, parts, strict=False))


def _names(file: InputFile, database: sqlite3.Connection) -> dict[str, list[str]]:
    """Return a mapping from the id of each note type, as text, to the names of its fields."""
    if _is_table(database, "fields"):
        fields: dict[str, list[tuple[int, str]]] = {}
        for model, place, name in database.execute("SELECT ntid, ord, name FROM fields LIMIT 9999"):
            at = place if isinstance(place, int) else 0
            fields.setdefault(to_text(model), []).append((at, to_text(name)))
        return {model: [name for _, name in sorted(names)] for model, names in fields.items()}
    if not _is_table(database, "col"):
        return {}
    text = "".join(to_text(row[0]) for row in database.execute("SELECT models FROM col LIMIT 1"))
    document = parse_json(InputFile(file.path, text.encode("utf-8", "replace")))
    models = document.value if document and isinstance(document.value, dict) else {}
    return {name: _model_fields(model) for name, model in models.items()}


def _model_fields(model: Any) -> list[str]:
    fields = model.get("flds") if isinstance(model, dict) else None
    listed = fields if isinstance(fields, list) else []
    return [to_text(field.get("name")) for field in listed if isinstance(field, dict)]
