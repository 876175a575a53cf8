"""Packages of Anki (.apkg): read and written without Anki.

A card keeps its id, so that Anki updates it on a second import. The date of a note is made from its
content, as no clock is read: Anki is to be told to update notes always, not only newer ones.
"""

from __future__ import annotations

from examkit.formats.anki.notes import read_notes
from examkit.formats.anki.package_reader import collection_of, notes_of
from examkit.formats.anki.package_writer import collection
from examkit.formats.anki.types import WRITERS
from examkit.formats.registry import Format
from examkit.formats.shared.draft import (
    QuestionSet,
    ReadResult,
)
from examkit.formats.shared.input_file import InputFile
from examkit.formats.shared.round_trip import keep_whole
from examkit.formats.shared.zip_package import is_package, packed


def detect(file: InputFile) -> float:
    """Look for a collection among the names at the end of a package."""
    if not is_package(file):
        return 0.0
    inside = b"collection.anki2" in file.data[-65_536:] or b"collection.anki2" in file.data[:4096]
    return 0.95 if inside else 0.0


def read(file: InputFile) -> ReadResult:
    """Read the notes of a package; the line of a finding is the number of a note, from 1."""
    data = collection_of(file)
    return read_notes(file, notes_of(file, data) if data is not None else ())


def write(paper: QuestionSet) -> bytes:
    """Write a package with a deck for each domain."""
    return packed({"collection.anki2": collection(paper), "media": b"{}"})


FORMAT = Format(
    name="apkg",
    title="Anki package",
    suffix=".apkg",
    detect=detect,
    read=read,
    types=WRITERS,
    round_trip=keep_whole,
    write=write,
)
