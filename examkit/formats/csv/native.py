"""The table that is ours: a column for each field, and the options side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import ascii_lowercase
from typing import Any

from examkit.diagnostics import did_you_mean
from examkit.formats.csv.cells import escape_formula, line_of
from examkit.formats.csv.table import Table, TableRow
from examkit.formats.shared.decimals import checked_number, format_decimal
from examkit.formats.shared.draft import (
    Draft,
    Group,
    QuestionSet,
    ReadResult,
    normalize,
    trimmed,
)
from examkit.formats.shared.faults import report_faults
from examkit.formats.shared.input_file import InputFile
from examkit.question_types.choice import Option
from examkit.question_types.fields import TYPE_NAMES, TypeName

MARKS = {"id", "kind", "stem", "key"}
"""Columns that tell that a table is ours."""
RAW = ("id", "domain", "topic", "difficulty", "group", "note")
"""Fields with words rather than texts."""
_BEFORE = ("id", "kind", "domain", "topic", "difficulty", "tags", "group", "shared", "title")
_AFTER = ("key", "tolerance")
_LAST = ("explanation", "references", "note", "evidence")
_TEXTS = ("title", "stem", "explanation", "evidence")
_SERIES = re.compile(r"(?:option|why|match)_([a-z]|\d{2,3})")


def _end(at: int) -> str:
    """Return the end of the name of a column: a to z, then numbers."""
    return ascii_lowercase[at] if at < 26 else str(at + 1)


def written(paper: QuestionSet) -> str:
    """Write a table with as many columns as the questions need."""
    rows = [_row(draft) for draft in paper.questions]
    _tell_stems(paper, rows)
    held = {name for row in rows for name, text in row.items() if text}
    names = [*_BEFORE, "stem", *_series("option", held), *_AFTER]
    names += [*_series("match", held), *_series("why", held), *_LAST]
    lines = [line_of(names, ",")]
    lines += [line_of((escape_formula(row.get(name, "")) for name in names), ",") for row in rows]
    return "".join(lines)


def _series(head: str, held: set[str]) -> list[str]:
    """Return the columns of one kind, up to the last that holds something."""
    ends = [at for at in range(len(held) + 1) if f"{head}_{_end(at)}" in held]
    least = 4 if head == "option" else 0
    return [f"{head}_{_end(at)}" for at in range(max([least, *(at + 1 for at in ends)]))]


def _row(draft: Draft) -> dict[str, str]:
    row = {name: getattr(draft, name) for name in (*RAW, *_TEXTS)}
    row["kind"] = draft.type
    row["tags"] = "; ".join(draft.tags)
    row["references"] = "\n".join(draft.references)
    row |= {f"option_{_end(at)}": text for at, text in enumerate(_lefts(draft))}
    row |= {f"match_{_end(at)}": text for at, text in enumerate(_rights(draft))}
    row |= {f"why_{_end(at)}": option.rationale for at, option in enumerate(draft.options)}
    row["key"] = " ".join(_end(at).upper() for at, o in enumerate(draft.options) if o.correct)
    if draft.answer is not None:
        row["key"] = format_decimal(draft.answer)
    row["tolerance"] = format_decimal(draft.tolerance) if draft.tolerance else ""
    return row


def _tell_stems(paper: QuestionSet, rows: list[dict[str, str]]) -> None:
    """Write the stem of each group into the first row that belongs to it."""
    stems = {group.id: group.stem for group in reversed(paper.groups)}
    for row in rows:
        row["shared"] = stems.pop(row["group"], "")


def _lefts(draft: Draft) -> list[str]:
    return [*(o.text for o in draft.options), *draft.items, *(left for left, _ in draft.pairs)]


def _rights(draft: Draft) -> list[str]:
    """Return the right sides; those of nothing stand where no left side is."""
    behind = [""] * len(draft.options or draft.items) if draft.extra else []
    return [*(right for _, right in draft.pairs), *behind, *draft.extra]


def read_own(file: InputFile, table: Table) -> ReadResult:
    """Read a table that `written` gave, perhaps changed since in a spreadsheet."""
    _check_names(file, table)
    found = [d for row in table.rows if (d := _Reader(file, table, row).draft()) is not None]
    stems: dict[str, str] = {}
    for row in table.rows:
        name, stem = _text(row, "group"), _text(row, "shared")
        if name and stem:
            stems.setdefault(name, stem)
    for draft in found:
        if draft.group and draft.group not in stems:
            said = f"No row gives the stem of the group {draft.group!r}."
            file.add((draft.line, 1), "no-group", said, "Write it under shared.",
                     severity="warning", question=draft.id)  # fmt: skip
    groups = tuple(Group(name, stem) for name, stem in stems.items())
    return ReadResult(tuple(found), groups, tuple(file.findings))


def _check_names(file: InputFile, table: Table) -> None:
    known = {*_BEFORE, "stem", *_AFTER, *_LAST}
    for name in table.header:
        if name and name not in known and not _SERIES.fullmatch(name):
            said, hint = f"The column {name!r} is not known.", did_you_mean(name, known)
            file.add((1, 1), "unknown-column", said, hint, severity="warning")


def _text(row: TableRow, name: str) -> str:
    return trimmed(row.texts.get(name, ""))


class _Reader:
    """Reads one row."""

    def __init__(self, file: InputFile, table: Table, row: TableRow) -> None:
        self._file = file
        self._table = table
        self._row = row
        self._failed = False
        self._ends = [
            m[1] for name in row.texts if (m := _SERIES.fullmatch(name)) and "option" in name
        ]
        self._ends += [name[6:] for name in row.texts if name.startswith("match_")]
        self._ends = list(dict.fromkeys(self._ends))

    def draft(self) -> Draft | None:
        """Return the question, or None with findings."""
        kind: Any = _text(self._row, "kind")
        if kind not in TYPE_NAMES:
            hint = did_you_mean(kind, TYPE_NAMES) or f"Known: {', '.join(TYPE_NAMES)}."
            self._tell("kind", "unsupported-type", "The kind of the question is not known.", hint)
            return None
        draft = normalize(Draft(type_=kind, **self._common(), **self._parts(kind)))
        bad = not self._failed and report_faults(self._file, draft, self._place)
        return None if self._failed or bad else draft

    def _common(self) -> dict[str, Any]:
        found: dict[str, Any] = {name: _text(self._row, name) for name in (*RAW, *_TEXTS)}
        found["tags"] = tuple(_listed(_text(self._row, "tags"), ";"))
        found["references"] = tuple(_listed(_text(self._row, "references"), "\n"))
        found["line"] = self._table.place(self._row)[0]
        return found

    def _parts(self, kind: TypeName) -> dict[str, Any]:
        if kind == "numeric":
            return {"answer": self._number("key"), "tolerance": self._number("tolerance") or 0.0}
        if kind == "ordering":
            return {"items": tuple(text for _, text, _ in self._sides() if text)}
        if kind == "matching":
            return self._matching()
        keys = self._keys()
        return {
            "options": tuple(
                Option(text, end in keys, _text(self._row, f"why_{end}"))
                for end, text, _ in self._sides()
                if text
            )
        }

    def _sides(self) -> Iterator[tuple[str, str, str]]:
        """Return each end of a column, with what stands left and right."""
        for end in self._ends:
            yield end, _text(self._row, f"option_{end}"), _text(self._row, f"match_{end}")

    def _matching(self) -> dict[str, Any]:
        for end, left, right in self._sides():
            if left and not right:
                said = f"There is nothing to match with option_{end}."
                self._tell(f"option_{end}", "empty-pair", said, f"Write it under match_{end}.")
        return {
            "pairs": tuple((left, right) for _, left, right in self._sides() if left),
            "extra": tuple(right for _, left, right in self._sides() if right and not left),
        }

    def _keys(self) -> set[str]:
        tokens = re.findall(r"[^\W_]+", _text(self._row, "key").lower())
        if len(tokens) == 1 and len(tokens[0]) > 1 and tokens[0].isalpha():
            tokens = list(tokens[0])
        for token in tokens:
            if not _text(self._row, f"option_{token}"):
                self._tell("key", "bad-key", f"There is no option {token.upper()[:20]!r}.",
                           "Write letters, such as B D.")  # fmt: skip
        return set(tokens)

    def _number(self, name: str) -> float | None:
        text = _text(self._row, name)
        number = checked_number(text, lambda *said: self._tell(name, "bad-number", *said))
        if number is not None and name == "tolerance" and number < 0:
            self._tell(name, "bad-number", "A tolerance is not below 0.", "Write 0 or more.")
        return number

    def _tell(self, name: str, code: str, said: str, hint: str) -> None:
        self._failed = True
        question = _text(self._row, "id") or _text(self._row, "stem")
        self._file.add(self._place(name), code, said, hint, question=question)

    def _place(self, part: str) -> tuple[int, int]:
        names = {"answer": "key", "options": "option_a", "items": "option_a", "pairs": "option_a"}
        return self._table.place(self._row, names.get(part, part))


def _listed(text: str, separator: str) -> Iterator[str]:
    return (part.strip() for part in text.split(separator) if part.strip())
