"""Rows from other programs' files: JSON objects, table rows, and Anki notes.

A user can name the column of each field: `with_map(FORMAT, {"stem": "Frage", "answer": "Lösung"})`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from examkit.diagnostics import did_you_mean
from examkit.errors import UsageError
from examkit.formats.registry import Format
from examkit.formats.shared.draft import ReadResult
from examkit.formats.shared.input_file import InputFile
from examkit.formats.shared.records.answers import find_rival, find_style
from examkit.formats.shared.records.column_names import NAMES, Mapped, map_columns
from examkit.formats.shared.records.drafts import RecordReader, Row
from examkit.formats.shared.records.values import make_choice


@dataclass(frozen=True, slots=True, kw_only=True)
class RowFormat(Format):
    """A format made of rows with named columns, which users can map to fields."""

    mapped: Callable[[InputFile, Mapping[str, str]], ReadResult]
    """Reads a file with the columns that the user named: field -> column of the file."""


def with_map(form: Format, columns: Mapping[str, str]) -> Format:
    """Return a format that reads the columns a user names.

    `columns` maps fields to columns of the file. The fields are those of `NAMES`, and `option_a`,
    `why_a`, `option_b`, and so on. Fields that the user doesn't map are matched by column name.
    Raises UsageError if the format has no columns, or for an unknown field.
    """
    if not isinstance(form, RowFormat):
        message = f"The {form.name} format has no columns to map."
        raise UsageError(message, "Use --map only with the csv or json format.")
    for part in columns:
        if not _is_field(part):
            hint = did_you_mean(part, NAMES) or f"Known: {', '.join(NAMES)}, option_a to option_z."
            raise UsageError(f"Unknown field {part!r}.", hint)
    chosen, mapped = dict(columns), form.mapped
    # A user who maps columns has already chosen the format.
    return replace(form, read=lambda file: mapped(file, chosen), detect=lambda _: 1.0)


def _is_field(part: str) -> bool:
    head, _, letter = part.partition("_")
    lettered = len(letter) == 1 and letter.isascii() and letter.islower()
    return part in NAMES or (head in ("option", "why") and lettered)


def read_rows(
    file: InputFile,
    rows: Sequence[Row],
    columns: Mapping[str, str] | None = None,
    *,
    markup: bool = False,
) -> ReadResult:
    """Read rows that another program wrote. With `markup`, all their texts are HTML.

    `columns` maps fields to the columns that the user named. Findings report which column is used
    for each field, and which columns aren't read.
    """
    names = dict.fromkeys(name for row in rows for name in row.values)
    if not _all_there(file, names, columns or {}):
        return ReadResult(findings=tuple(file.findings))
    mapped = map_columns(names, columns)
    place = rows[0].place() if rows else (1, 1)
    if "stem" not in mapped.fields:
        message = "No column contains the question."
        hint = "Name the column, for example with --map stem=Question."
        file.add(place, "no-columns", message, hint)
        return ReadResult(findings=tuple(file.findings))
    file.add(place, "mapping", mapped.summary(), severity="info")
    reader = RecordReader(file, mapped, _style(file, rows, mapped), markup)
    drafts = [draft for row in rows if (draft := reader.draft(row)) is not None]
    _report_unread(file, rows, mapped.unread(names))
    return ReadResult(tuple(drafts), (), tuple(file.findings))


def _all_there(file: InputFile, names: Mapping[str, Any], columns: Mapping[str, str]) -> bool:
    """Report columns that the user named but the file lacks. Return whether it has all of them.

    `names` has the file's columns. `columns` maps fields to the columns that the user named.
    """
    absent = [column for column in columns.values() if column not in names]
    for column in absent:
        hint = did_you_mean(column, names) or f"Known columns: {', '.join(names)}."
        file.add((1, 1), "no-column", f"Unknown column {column!r}.", hint)
    return not absent


def _style(file: InputFile, rows: Sequence[Row], mapped: Mapped) -> str:
    """Return how the answers name options: a key of `STYLES`, the same for all rows."""
    if mapped.preset.style:
        return mapped.preset.style
    pairs = [(row.options(mapped), row.get(mapped, "answer")) for row in rows]
    choices = [make_choice(options, answer) for options, answer in pairs if options.texts]
    style = find_style(choices)
    if rival := find_rival(choices, style):
        message = f"The answers could be {rival} or {style}. They were read as {style}."
        hint = "Check a few answers, or use letters such as B, which are never ambiguous."
        file.add(rows[0].place(), "unsure-key", message, hint, severity="warning")
    return style


def _report_unread(file: InputFile, rows: Sequence[Row], names: Sequence[str]) -> None:
    filled = [name for name in names if any(row.values.get(name) for row in rows)]
    if filled:
        lead = "This column was" if len(filled) == 1 else "These columns were"
        message = f"{lead} ignored: {', '.join(filled)}."
        file.add(rows[0].place(), "loss", message, severity="info")
