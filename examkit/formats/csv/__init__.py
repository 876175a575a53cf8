"""Tables with a header: examkit's own, and those from other programs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from examkit.formats.csv.cells import Table, TableRow, find_separator, parse_table, unescape_formula
from examkit.formats.csv.native import MARKS, RAW, read_own, written
from examkit.formats.csv.types import WRITERS
from examkit.formats.shared.draft import (
    COMMON_PARTS,
    Draft,
    Loss,
    QuestionSet,
    ReadResult,
    RoundTrip,
    all_but,
    clear_fields,
    losses_for,
    normalize,
    parts_of_types,
    reject,
    trimmed,
)
from examkit.formats.shared.input_file import InputFile
from examkit.formats.shared.records import RowFormat, read_rows
from examkit.formats.shared.records.column_names import map_columns
from examkit.formats.shared.records.drafts import Row

_NO_PLACE = all_but(*COMMON_PARTS, "evidence", *parts_of_types(WRITERS, lost=("unit",)))


def detect(file: InputFile) -> float:
    """Return the confidence, from 0 to 1, that a file is a table, judged by its first line."""
    if file.data.startswith((b"PK", b"#", b"<", b"{", b"[")) or b"\0" in file.data[:4096]:
        return 0.0
    head = file.data[:4096].decode("utf-8", "replace").removeprefix("\ufeff").lstrip("\r\n")
    line = head.replace("\r", "\n").partition("\n")[0]
    names = [unescape_formula(name.strip(' "')) for name in line.split(find_separator(line))]
    if set(names) >= MARKS:
        return 0.95
    mapped = map_columns(names) if len(names) > 2 and max(map(len, names)) < 60 else None
    if mapped and "stem" in mapped.fields and ("answer" in mapped.fields or mapped.options):
        return 0.9
    return 0.5 if file.path.lower().endswith(".csv") else 0.0


def read(file: InputFile) -> ReadResult:
    """Read a table that examkit or another program wrote."""
    table = parse_table(file)
    return read_own(file, table) if set(table.header) >= MARKS else _foreign(file, table, {})


def mapped(file: InputFile, columns: Mapping[str, str]) -> ReadResult:
    """Read another program's table. `columns` maps fields to the columns that the user named."""
    return _foreign(file, parse_table(file), columns)


def _foreign(file: InputFile, table: Table, columns: Mapping[str, str]) -> ReadResult:
    if not table.rows:
        if not file.findings:
            message = "The file has no questions."
            file.add((1, 1), "no-questions", message, "Start the file with a line of column names.")
        return ReadResult(findings=tuple(file.findings))
    return read_rows(file, [_row(table, row) for row in table.rows], columns)


def _row(table: Table, row: TableRow) -> Row:
    def place(*names: Any) -> tuple[int, int]:
        return table.place(row, names[0] if names else "")

    return Row(row.texts, place)


def round_trip(draft: Draft) -> RoundTrip:
    """Return the question as a table can store it, with the losses."""
    whole = normalize(draft)
    plain = clear_fields(whole, _NO_PLACE)
    pairs = (side for pair in plain.pairs for side in pair)
    sides = (*plain.items, *plain.extra, *plain.accepted, *pairs)
    if "" in sides:
        return reject("A table can't store an empty item.")
    words: dict[str, Any] = {name: trimmed(getattr(plain, name)) for name in RAW}
    stored = replace(
        plain,
        tags=tuple(t for t in plain.tags if t == trimmed(t) and t and ";" not in t),
        references=tuple(r for r in plain.references if r == trimmed(r) and r and "\n" not in r),
        **words,
    )
    why = "A cell can't keep leading or trailing spaces, or a separator inside a value."
    changed = ("tags", "references", *RAW)
    losses = losses_for(whole, _NO_PLACE, "The table has no column for this field.")
    changes = (Loss(p, why) for p in changed if getattr(stored, p) != getattr(plain, p))
    return RoundTrip(stored, (*losses, *changes))


def write(paper: QuestionSet) -> bytes:
    """Return a table in examkit's layout, escaped so that no cell is read as a formula."""
    return written(paper).encode("utf-8", "replace")


FORMAT = RowFormat(
    name="csv",
    title="Tables with a header row (CSV, TSV)",
    suffix=".csv",
    detect=detect,
    read=read,
    mapped=mapped,
    types=WRITERS,
    round_trip=round_trip,
    write=write,
)
