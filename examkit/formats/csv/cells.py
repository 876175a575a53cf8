"""Tables as text: cells with their places, and cells that no spreadsheet takes for a formula."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from examkit.formats.shared.input_file import InputFile, Places

SEPARATORS = (",", ";", "\t", "|")
MOST_CELLS = 1_000
"""Of one row; a question of ours has some dozens."""
_QUOTED = re.compile(r'"([^"]*(?:""[^"]*)*)"')
_BARE = {mark: re.compile(f"[^{re.escape(mark)}\\n]*") for mark in SEPARATORS}
_FORMULA = re.compile(r"[\s']*[=+\-@\t\r＝＋－＠]")  # noqa: RUF001 - spreadsheets take these too
_EMPTY_LINES = re.compile(r"\n*")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")


class Cell(NamedTuple):
    """One cell, and where it stands in its text."""

    text: str
    offset: int


def escape_formula(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would calculate; numbers stay numbers."""
    risky = _FORMULA.match(text) and not _NUMBER.fullmatch(text)
    return f"'{text}" if risky else text


def unescape_formula(text: str) -> str:
    """Take the apostrophe off again."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text, 1) else text


def line_of(cells: Iterable[str], separator: str, *, always: bool = False) -> str:
    """Write one row; cells stand in quotes where they must, or always."""
    return separator.join(_quoted(cell, separator, always) for cell in cells) + "\n"


def _quoted(cell: str, separator: str, always: bool) -> str:
    must = always or any(mark in cell for mark in ('"', "\n", "\r", separator))
    doubled = cell.replace('"', '""')
    return f'"{doubled}"' if must else cell


def separator_of(text: str) -> str:
    """Find what stands between the cells of the first line; a comma where nothing does."""
    header = _QUOTED.sub("", text[:20_000]).partition("\n")[0]
    return max(SEPARATORS, key=header.count)


def cells_of(
    file: InputFile, separator: str, places: Places, start: int = 0
) -> Iterator[list[Cell]]:
    """Return the rows of a text from an offset on, and report quotes that are not as they should.

    It ends at a quotation mark that is never closed, and at a row of too many cells.
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
        said = f"There are more than {MOST_CELLS} cells in a row."
        file.add(places.at(row[0].offset), "too-many-cells", said, "Is this a table?")
    elif row and at >= len(text):
        yield [*row, Cell("", at)]


def _after_lines(text: str, at: int) -> int:
    """Pass over empty lines."""
    found = _EMPTY_LINES.match(text, at)
    return found.end() if found else at


def _cell(
    file: InputFile, bare: re.Pattern[str], at: int, places: Places
) -> tuple[Cell, int] | None:
    """Read the cell at an offset; give it and where it ends, or None where it never does."""
    text = file.text
    quoted = _QUOTED.match(text, at) if text[at] == '"' else None
    if text[at] == '"' and quoted is None:
        said = "The quotation mark of this cell is never closed."
        file.add(places.at(at), "unfinished", said, 'Close it; write " inside as "".')
        return None
    inner = quoted[1].replace('""', '"') if quoted else ""
    rest = bare.match(text, quoted.end() if quoted else at)
    behind, end = (rest[0], rest.end()) if rest else ("", at)
    if quoted and behind.strip():
        said = "There is text behind the closing quotation mark of a cell."
        file.add(places.at(quoted.end()), "bad-quote", said, 'Write " inside as "".',
                 severity="warning")  # fmt: skip
    return Cell(inner + behind, at), end
