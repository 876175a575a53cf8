"""Text for the import of Anki, for its note type Basic; our own is read back without loss."""

from __future__ import annotations

import re
from collections.abc import Sequence

from examkit.formats.anki.card import Card, Note, make_cards, read_notes
from examkit.formats.anki.types import WRITERS
from examkit.formats.csv.table import SEPARATORS, Cell, format_line, split_cells
from examkit.formats.registry import Format, keep_whole
from examkit.formats.shared.draft import QuestionSet, ReadResult
from examkit.formats.shared.input_file import InputFile, Places

COLUMNS = ("Guid", "Front", "Back", "Tags", "examkit")
"""The last is for this program alone; Anki passes over it, for Basic has two fields."""
_NAMED = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|"}
_HEADER = re.compile(r"#([a-z ]{1,20}):([^\n]*)(?:\n|\Z)", re.IGNORECASE)
_SPECIAL = ("guid column", "tags column", "deck column", "notetype column")


def detect(file: InputFile) -> float:
    """Look for one of the lines with which Anki's texts begin."""
    head = file.data[:4096].decode("utf-8", "replace").removeprefix("\ufeff").lower()
    starts = ("#separator:", "#html:", "#notetype", "#deck", "#columns:", "#guid column:")
    return 0.95 if head.startswith(starts) else 0.0


def read(file: InputFile) -> ReadResult:
    """Read notes; cards with nothing but a front and a back are skipped."""
    headers, start = _headers(file.text)
    mark = headers.get("separator", "tab").strip(" ").casefold() or "tab"
    separator = _NAMED.get(mark, mark)
    if separator not in SEPARATORS:
        said = f"Cells between {mark[:20]!r} are not read."
        file.add((1, 1), "unsupported-separator", said, "Export with tabs.")
        return ReadResult(findings=tuple(file.findings))
    notes = _notes(file, headers, start, separator)
    return read_notes(file, notes, markup=headers.get("html", "").strip().casefold() == "true")


def _headers(text: str) -> tuple[dict[str, str], int]:
    """Return the lines at the top that begin with #, and where they end."""
    found: dict[str, str] = {}
    at = 0
    while line := _HEADER.match(text, at):
        found.setdefault(line[1].casefold(), line[2])
        at = line.end()
    return found, at


def _notes(file: InputFile, headers: dict[str, str], start: int, separator: str) -> list[Note]:
    places = Places(file.text)
    names = headers["columns"].split(separator) if "columns" in headers else []
    special = {headers[name].strip() for name in _SPECIAL if name in headers}
    found: list[Note] = []
    for cells in split_cells(file, separator, places, start):
        # A comment has no quotation mark before its sign.
        if any(cell.text for cell in cells) and not file.text.startswith("#", cells[0].offset):
            found.append(Note(_fields(cells, names, special), places.at(cells[0].offset)))
    return found


def _fields(cells: Sequence[Cell], names: Sequence[str], special: set[str]) -> dict[str, str]:
    """Name the cells; those of a special column, such as the guid, belong to no field."""
    found: dict[str, str] = {}
    for at, cell in enumerate(cells):
        name = names[at] if at < len(names) else ""
        if str(at + 1) not in special:
            found.setdefault(name or str(at + 1), cell.text)
    return found


def write(paper: QuestionSet) -> bytes:
    """Write one note for each question; its id is the guid, so that an import updates cards."""
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
    title="Text for Anki",
    suffix=".txt",
    detect=detect,
    read=read,
    types=WRITERS,
    round_trip=keep_whole,
    write=write,
)
