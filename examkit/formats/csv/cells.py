"""Tables as text: rows and cells with their places, and protection against formulas."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from examkit.formats.shared.input_file import InputFile, Places

SEPARATORS = (",", ";", "\t", "|")
MOST_CELLS = 1_000
"""The most cells in a row. examkit's own questions need a few dozen."""
_QUOTED = re.compile(r'"([^"]*(?:""[^"]*)*)"')
_BARE = {mark: re.compile(f"[^{re.escape(mark)}\\n]*") for mark in SEPARATORS}
_FORMULA = re.compile(r"[\s']*[=+\-@\t\r＝＋－＠]")  # noqa: RUF001 - spreadsheets take these too
_EMPTY_LINES = re.compile(r"\n*")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")


class Cell(NamedTuple):
    """A cell, and its offset in the text."""

    text: str
    offset: int


def escape_formula(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would calculate. Numbers are unchanged."""
    risky = _FORMULA.match(text) and not _NUMBER.fullmatch(text)
    return f"'{text}" if risky else text


def unescape_formula(text: str) -> str:
    """Remove the apostrophe that `escape_formula` added, if there is one."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text, 1) else text


def format_line(cells: Iterable[str], separator: str, *, always: bool = False) -> str:
    """Return a row as a line, with its line ending. Quote cells if needed, or all if `always`."""
    return separator.join(_quoted(cell, separator, always) for cell in cells) + "\n"


def _quoted(cell: str, separator: str, always: bool) -> str:
    must = always or any(mark in cell for mark in ('"', "\n", "\r", separator))
    doubled = cell.replace('"', '""')
    return f'"{doubled}"' if must else cell


def find_separator(text: str) -> str:
    """Return the separator that the first line uses most, or a comma if it has none."""
    header = _QUOTED.sub("", text[:20_000]).partition("\n")[0]
    return max(SEPARATORS, key=header.count)


def split_cells(
    file: InputFile, separator: str, places: Places, start: int = 0
) -> Iterator[list[Cell]]:
    """Yield the rows of a file, from the offset `start` on, and report faulty quotation marks.

    Stops at a quotation mark that is never closed, and at a row with too many cells.
    """
    text, bare, at, row = file.text, _BARE[separator], start, list[Cell]()
    while at < len(text):
        if not row:
            at = _after_lines(text, at)
        read = _cell(file, bare, at, places) if at < len(text) else None
        if read is None or len(row) >= MOST_CELLS:
            break
        row.append(read[0])
        if read[1] == len(text) or text[read[1]] == "\n":
            yield row
            row = []
        at = read[1] + 1
    if len(row) >= MOST_CELLS:
        message = f"This row has more than {MOST_CELLS} cells."
        file.add(
            places.at(row[0].offset), "too-many-cells", message, "Check that the file is a table."
        )
    elif row and at >= len(text):
        yield [*row, Cell("", at)]


def _after_lines(text: str, at: int) -> int:
    """Return the offset after the empty lines that start at `at`, or `at` if there are none."""
    match = _EMPTY_LINES.match(text, at)
    return match.end() if match else at


def _cell(
    file: InputFile, bare: re.Pattern[str], at: int, places: Places
) -> tuple[Cell, int] | None:
    """Return the cell at the offset `at`, and the offset of its end.

    If the cell's quotation mark isn't closed, report that and return None. `bare` matches text up
    to the next separator or line break.
    """
    text = file.text
    quoted = _QUOTED.match(text, at) if text[at] == '"' else None
    if text[at] == '"' and quoted is None:
        message = "This cell has no closing quotation mark."
        file.add(
            places.at(at),
            "unfinished",
            message,
            'Add the mark, and write a quotation mark inside a cell as "".',
        )
        return None
    inner = quoted[1].replace('""', '"') if quoted else ""
    rest = bare.match(text, quoted.end() if quoted else at)
    after, end = (rest[0], rest.end()) if rest else ("", at)
    if quoted and after.strip():
        message = "This cell has text after its closing quotation mark."
        hint = 'Write a quotation mark inside a cell as "".'
        file.add(places.at(quoted.end()), "bad-quote", message, hint, severity="warning")
    return Cell(inner + after, at), end


class Line(NamedTuple):
    """The cells of a row, and the row's offset in the text."""

    cells: Sequence[str]
    offset: int


@dataclass(frozen=True, slots=True)
class TableRow:
    """A table row below the header."""

    texts: dict[str, str]
    """Column name -> text, without the apostrophe that protects a formula."""
    offset: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its header, and the rows below it."""

    text: str
    separator: str
    header: tuple[str, ...]
    rows: tuple[TableRow, ...]
    places: Places

    def place(self, row: TableRow, name: str = "") -> tuple[int, int]:
        """Return the line and column of a row's cell in the column `name`, or else of the row."""
        if name not in row.texts:
            return self.places.at(row.offset)
        return _place(self.text, self.separator, self.places, row.offset, self.header.index(name))


def _place(text: str, separator: str, places: Places, offset: int, at: int) -> tuple[int, int]:
    """Return the line and column of a cell by reading its row again, which is rarely needed.

    `offset` is where the row starts, and `at` is the cell's index.
    """
    cells = _cells_at(text, separator, places, offset)
    return places.at(cells[at].offset if at < len(cells) else offset)


def _cells_at(text: str, separator: str, places: Places, offset: int) -> list[Cell]:
    """Reread the row at an offset, and return its cells with their offsets."""
    scratch = InputFile("", b"", _text=text)
    return next(split_cells(scratch, separator, places, offset), [])


def parse_table(file: InputFile) -> Table:
    """Read a table with a header row, and remove the apostrophes that protect formulas."""
    text = file.text
    places, separator = Places(text), find_separator(text)
    lines = [line for line in split_lines(file, separator, places) if _filled(line.cells)]
    head = lines[0] if lines else Line((), 0)
    names = tuple(unescape_formula(cell).strip() for cell in head.cells)
    _check_header(file, names, separator, places, head.offset)
    named = [(at, name) for at, name in enumerate(names) if name and name not in names[:at]]
    for line in islice(lines, 1, None):
        _check_width(file, names, line, separator, places)
    rows = tuple(_row(named, line) for line in islice(lines, 1, None))
    return Table(text, separator, names, rows, places)


def split_lines(file: InputFile, separator: str, places: Places) -> list[Line]:
    """Return the rows of a file, and report faulty quotation marks.

    The fast standard reader stops at the first fault. Then examkit's own reader starts over and
    reports the place of each fault.
    """
    lines: list[Line] = []
    source = csv.reader(io.StringIO(file.text), delimiter=separator, strict=True)
    line_number = 1
    try:
        for cells in source:
            if len(cells) > MOST_CELLS:
                raise csv.Error("too many cells")
            if cells:
                lines.append(Line(cells, places.start(line_number)))
            line_number = source.line_num + 1
    except csv.Error:
        rows = split_cells(file, separator, places)
        return [Line([cell.text for cell in row], row[0].offset) for row in rows]
    return lines


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
        message = f"The {names[at]!r} column appears twice, so only the first one was read."
        place = places.at(cells[at].offset if at < len(cells) else offset)
        file.add(
            place, "duplicate-column", message, "Rename one of the columns.", severity="warning"
        )


def _check_width(
    file: InputFile, names: tuple[str, ...], line: Line, separator: str, places: Places
) -> None:
    if len(line.cells) > len(names) and _filled(line.cells[len(names) :]):
        message = f"The row has {len(line.cells)} cells, but the header has {len(names)}."
        hint = "Put quotation marks around cells that contain a separator."
        place = _place(file.text, separator, places, line.offset, len(names))
        file.add(place, "extra-cells", message, hint, severity="warning")
