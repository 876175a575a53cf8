"""The table that examkit writes: a column for each field and each option."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from examkit.diagnostics import did_you_mean
from examkit.formats.csv.cells import Table, TableRow, escape_formula, format_line
from examkit.formats.csv.types import READERS, WRITERS, column_end
from examkit.formats.shared.draft import Draft, Group, QuestionSet, ReadResult, normalize, trimmed
from examkit.formats.shared.faults import QuestionFindings, report_faults
from examkit.formats.shared.input_file import InputFile

MARKS = {"id", "kind", "stem", "key"}
"""Columns that identify a table written by examkit."""
RAW = ("id", "domain", "topic", "difficulty", "group", "note")
"""Fields with names and ids instead of running text."""
_BEFORE = ("id", "kind", "domain", "topic", "difficulty", "tags", "group", "group_stem", "title")
_AFTER = ("key", "tolerance")
_LAST = ("explanation", "references", "note", "evidence")
_TEXTS = ("title", "stem", "explanation", "evidence")
_SERIES = re.compile(r"(?:option|why|match)_([a-z]|\d{2,3})")


def written(paper: QuestionSet) -> str:
    """Return the questions as CSV, with as many columns as they need."""
    rows = [_row(draft) for draft in paper.questions]
    _add_stems(paper, rows)
    used = {name for row in rows for name, text in row.items() if text}
    names = [*_BEFORE, "stem", *_series("option", used), *_AFTER]
    names += [*_series("match", used), *_series("why", used), *_LAST]
    lines = [format_line(names, ",")]
    lines += [
        format_line((escape_formula(row.get(name, "")) for name in names), ",") for row in rows
    ]
    return "".join(lines)


def _series(head: str, used: set[str]) -> list[str]:
    """Return the column names that start with `head`, such as `option`, up to the last used one.

    `used` contains the names of the used columns. There are always at least four option columns.
    """
    ends = [at for at in range(len(used) + 1) if f"{head}_{column_end(at)}" in used]
    least = 4 if head == "option" else 0
    return [f"{head}_{column_end(at)}" for at in range(max([least, *(at + 1 for at in ends)]))]


def _row(draft: Draft) -> dict[str, str]:
    row = {name: getattr(draft, name) for name in (*RAW, *_TEXTS)}
    row["kind"] = draft.type
    row["tags"] = "; ".join(draft.tags)
    row["references"] = "\n".join(draft.references)
    return row | WRITERS[draft.type](draft)


def _add_stems(paper: QuestionSet, rows: list[dict[str, str]]) -> None:
    """Write each group's stem to the first row of the group."""
    stems = {group.id: group.stem for group in reversed(paper.groups)}
    for row in rows:
        row["group_stem"] = stems.pop(row["group"], "")


def read_own(file: InputFile, table: Table) -> ReadResult:
    """Read a table that examkit wrote, even if it was edited in a spreadsheet since."""
    _check_names(file, table)
    drafts = [d for row in table.rows if (d := RowReader(file, table, row).draft()) is not None]
    stems: dict[str, str] = {}
    for row in table.rows:
        name, stem = _text(row, "group"), _text(row, "group_stem")
        if name and stem:
            stems.setdefault(name, stem)
    for draft in drafts:
        if draft.group and draft.group not in stems:
            message = f"No row has the stem of group {draft.group!r}."
            file.add((draft.line, 1), "no-group", message, "Add the stem in the group_stem column.",
                     severity="warning", question=draft.id)  # fmt: skip
    groups = tuple(Group(name, stem) for name, stem in stems.items())
    return ReadResult(tuple(drafts), groups, tuple(file.findings))


def _check_names(file: InputFile, table: Table) -> None:
    known = {*_BEFORE, "stem", *_AFTER, *_LAST}
    for name in table.header:
        if name and name not in known and not _SERIES.fullmatch(name):
            message, hint = f"Unknown column {name!r}.", did_you_mean(name, known)
            file.add((1, 1), "unknown-column", message, hint, severity="warning")


def _text(row: TableRow, name: str) -> str:
    return trimmed(row.texts.get(name, ""))


class RowReader(QuestionFindings):
    """Converts one row to a draft, and reports its faults."""

    def __init__(self, file: InputFile, table: Table, row: TableRow) -> None:
        super().__init__(file, _text(row, "id") or _text(row, "stem"))
        self._table = table
        self._row = row
        self._ends = [
            m[1] for name in row.texts if (m := _SERIES.fullmatch(name)) and "option" in name
        ]
        self._ends += [name[6:] for name in row.texts if name.startswith("match_")]
        self._ends = list(dict.fromkeys(self._ends))

    def draft(self) -> Draft | None:
        """Convert the row to a draft. If it isn't a question, report why and return None."""
        kind: Any = _text(self._row, "kind")
        if kind not in READERS:
            hint = did_you_mean(kind, READERS) or f"Known: {', '.join(READERS)}."
            self.error("kind", "unsupported-type", "The question's type is unknown.", hint)
            return None
        draft = normalize(Draft(type_=kind, **self._common(), **READERS[kind](self)))
        return None if self.failed or report_faults(self.file, draft, self.locate) else draft

    def _common(self) -> dict[str, Any]:
        values: dict[str, Any] = {name: _text(self._row, name) for name in (*RAW, *_TEXTS)}
        values["tags"] = tuple(_listed(_text(self._row, "tags"), ";"))
        values["references"] = tuple(_listed(_text(self._row, "references"), "\n"))
        values["line"] = self._table.place(self._row)[0]
        return values

    def tolerance(self) -> float:
        """Return the tolerance of a numeric answer, 0 if not given. A negative one is an error."""
        number = self.number("tolerance", self.text("tolerance")) or 0.0
        if number < 0:
            self.error("tolerance", "bad-number", "The tolerance is negative.", "Use 0 or more.")
        return number

    def text(self, name: str) -> str:
        """Return the text of a column, or an empty string if the table has no such column."""
        return _text(self._row, name)

    def sides(self) -> Iterator[tuple[str, str, str]]:
        """Yield each option column's suffix, and the row's texts for the option and its match."""
        for end in self._ends:
            yield end, self.text(f"option_{end}"), self.text(f"match_{end}")

    def locate(self, part: str) -> tuple[int, int]:
        """Return the line and column of the row's cell for a table column or a draft's field."""
        names = {"answer": "key", "options": "option_a", "items": "option_a", "pairs": "option_a",
                 "accepted": "option_a"}  # fmt: skip
        return self._table.place(self._row, names.get(part, part))


def _listed(text: str, separator: str) -> Iterator[str]:
    return (part.strip() for part in text.split(separator) if part.strip())
