"""Text files with Anki notes of type Basic. examkit reads its own files without loss."""

from __future__ import annotations

import re
from collections.abc import Sequence

from examkit.formats.anki.card import Card, Note, make_cards, read_notes
from examkit.formats.anki.types import WRITERS
from examkit.formats.csv.cells import SEPARATORS, Cell, format_line, split_cells
from examkit.formats.registry import Format, keep_whole
from examkit.formats.shared.draft import QuestionSet, ReadResult
from examkit.formats.shared.input_file import InputFile, Places

COLUMNS = ("Guid", "Front", "Back", "Tags", "examkit")
"""The columns of written files. Only examkit reads the last, since Anki's Basic type lacks it."""
_NAMED = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|"}
_HEADER = re.compile(r"#([a-z ]{1,20}):([^\n]*)(?:\n|\Z)", re.IGNORECASE)
_SPECIAL = ("guid column", "tags column", "deck column", "notetype column")


def detect(file: InputFile) -> float:
    """Return the confidence, from 0 to 1, that a file is Anki text, judged by its first line."""
    head = file.data[:4096].decode("utf-8", "replace").removeprefix("\ufeff").lower()
    starts = ("#separator:", "#html:", "#notetype", "#deck", "#columns:", "#guid column:")
    return 0.95 if head.startswith(starts) else 0.0


def read(file: InputFile) -> ReadResult:
    """Read notes. Those without options are skipped, unless examkit wrote them."""
    headers, start = _headers(file.text)
    mark = headers.get("separator", "tab").strip(" ").casefold() or "tab"
    separator = _NAMED.get(mark, mark)
    if separator not in SEPARATORS:
        message = f"examkit can't read cells separated by {mark[:20]!r}."
        file.add((1, 1), "unsupported-separator", message, "Export with tabs as separators.")
        return ReadResult(findings=tuple(file.findings))
    notes = _notes(file, headers, start, separator)
    return read_notes(file, notes, markup=headers.get("html", "").strip().casefold() == "true")


def _headers(text: str) -> tuple[dict[str, str], int]:
    """Return the header lines as a mapping from lowercase names to values.

    Also return the offset at which the header ends.
    """
    headers: dict[str, str] = {}
    at = 0
    while line := _HEADER.match(text, at):
        headers.setdefault(line[1].casefold(), line[2])
        at = line.end()
    return headers, at


def _notes(file: InputFile, headers: dict[str, str], start: int, separator: str) -> list[Note]:
    places = Places(file.text)
    names = headers["columns"].split(separator) if "columns" in headers else []
    special = {headers[name].strip() for name in _SPECIAL if name in headers}
    notes: list[Note] = []
    for cells in split_cells(file, separator, places, start):
        # A line is a comment only if its # is outside quotation marks.
        if any(cell.text for cell in cells) and not file.text.startswith("#", cells[0].offset):
            notes.append(Note(_fields(cells, names, special), places.at(cells[0].offset)))
    return notes


def _fields(cells: Sequence[Cell], names: Sequence[str], special: set[str]) -> dict[str, str]:
    """Return a note's texts by field name. A column without a name is named by its number.

    `names` are the column names in order. `special` are the numbers, from 1, of columns to leave
    out, such as the guid's.
    """
    fields: dict[str, str] = {}
    for at, cell in enumerate(cells):
        name = names[at] if at < len(names) else ""
        if str(at + 1) not in special:
            fields.setdefault(name or str(at + 1), cell.text)
    return fields


def write(paper: QuestionSet) -> bytes:
    """Return an Anki text file with a note for each question.

    A note's guid is the question's id, so that importing the file again updates the cards.
    """
    title = " ".join(paper.title.split()) or "examkit"
    head = (
        "#separator:tab\n#html:true\n#notetype:Basic\n"
        f"#deck:{title}\n"
        f"#columns:{chr(9).join(COLUMNS)}\n#guid column:1\n#tags column:4\n"
    )
    lines = (format_line(_row(card), "\t", always=True) for card in make_cards(paper))
    return (head + "".join(lines)).encode("utf-8", "replace")


def _row(card: Card) -> tuple[str, ...]:
    back = card.answer + card.explanation + (f"<hr>{card.notes}" if card.notes else "")
    return card.guid, card.stem + card.options, back, card.tags, card.source


FORMAT = Format(
    name="anki",
    title="Anki notes as text",
    suffix=".txt",
    detect=detect,
    read=read,
    types=WRITERS,
    round_trip=keep_whole,
    write=write,
)
