"""Tables with a header: cells by the name of their column, and places of those that are asked."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from examkit.formats.csv.cells import (
    MOST_CELLS,
    Cell,
    cells_of,
    separator_of,
    unescape_formula,
)
from examkit.formats.shared.input_file import InputFile, Places


class Line(NamedTuple):
    """The cells of one row, and where it begins in its text."""

    cells: Sequence[str]
    offset: int


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row below the header."""

    texts: dict[str, str]
    """By column; an apostrophe before a formula is taken off."""
    offset: int


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file below its header."""

    text: str
    separator: str
    header: tuple[str, ...]
    rows: tuple[TableRow, ...]
    places: Places

    def place(self, row: TableRow, name: str = "") -> tuple[int, int]:
        """Return line and column of a cell, or of the row where it has no such cell."""
        if name not in row.texts:
            return self.places.at(row.offset)
        return _place(self.text, self.separator, self.places, row.offset, self.header.index(name))


def _place(text: str, separator: str, places: Places, offset: int, at: int) -> tuple[int, int]:
    """Find a cell of a row by reading the row once more: few places are ever asked."""
    cells = _cells_at(text, separator, places, offset)
    return places.at(cells[at].offset if at < len(cells) else offset)


def _cells_at(text: str, separator: str, places: Places, offset: int) -> list[Cell]:
    """Read the row at an offset once more, with the places of its cells."""
    scratch = InputFile("", b"", _text=text)
    return next(cells_of(scratch, separator, places, offset), [])


def parse_table(file: InputFile) -> Table:
    """Read a table with a header; formulas in its cells are texts."""
    text = file.text
    places, separator = Places(text), separator_of(text)
    lines = [line for line in lines_of(file, separator, places) if _filled(line.cells)]
    head = lines[0] if lines else Line((), 0)
    names = tuple(unescape_formula(cell).strip() for cell in head.cells)
    _check_header(file, names, separator, places, head.offset)
    named = [(at, name) for at, name in enumerate(names) if name and name not in names[:at]]
    for line in islice(lines, 1, None):
        _check_width(file, names, line, separator, places)
    rows = tuple(_row(named, line) for line in islice(lines, 1, None))
    return Table(text, separator, names, rows, places)


def lines_of(file: InputFile, separator: str, places: Places) -> list[Line]:
    """Return the rows of a text, and report quotes that are not as they should.

    The standard reader is fast and stops at the first fault; then ours, which tells where
    each is, begins anew.
    """
    found: list[Line] = []
    source = csv.reader(io.StringIO(file.text), delimiter=separator, strict=True)
    begun = 1
    try:
        for cells in source:
            if len(cells) > MOST_CELLS:
                raise csv.Error("too many cells")
            if cells:
                found.append(Line(cells, places.start(begun)))
            begun = source.line_num + 1
    except csv.Error:
        rows = cells_of(file, separator, places)
        return [Line([cell.text for cell in row], row[0].offset) for row in rows]
    return found


def _row(named: Sequence[tuple[int, str]], line: Line) -> TableRow:
    cells = line.cells
    texts = {name: unescape_formula(cells[at]) for at, name in named if at < len(cells)}
    return TableRow(texts, line.offset)


def _filled(cells: Sequence[str]) -> bool:
    return any(cell and not cell.isspace() for cell in cells)


def _check_header(
    file: InputFile, names: tuple[str, ...], separator: str, places: Places, offset: int
) -> None:
    twice = [at for at, name in enumerate(names) if name and names.index(name) < at]
    if not twice:
        return
    cells = _cells_at(file.text, separator, places, offset)
    for at in twice:
        said = f"The column {names[at]!r} is there twice; the first is read."
        place = places.at(cells[at].offset if at < len(cells) else offset)
        file.add(place, "duplicate-column", said, "Rename one.", severity="warning")


def _check_width(
    file: InputFile, names: tuple[str, ...], line: Line, separator: str, places: Places
) -> None:
    if len(line.cells) > len(names) and _filled(line.cells[len(names) :]):
        said = f"The row has {len(line.cells)} cells, the header {len(names)}."
        hint = "Put cells that hold a separator in quotation marks."
        place = _place(file.text, separator, places, line.offset, len(names))
        file.add(place, "extra-cells", said, hint, severity="warning")
