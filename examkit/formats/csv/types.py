"""Cells of each question type in examkit's table, and how they are read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from string import ascii_lowercase
from typing import Any, Protocol

from examkit.formats.shared.draft import Draft
from examkit.formats.shared.text_conventions import format_decimal
from examkit.question_types.choice import Option

Cells = dict[str, str]
"""Column name -> text."""
Fields = dict[str, Any]
"""The fields of a draft that depend on its type, by name."""


class RowCells(Protocol):
    """Access to one row's cells for the functions that read a question type."""

    def text(self, name: str) -> str: ...  # noqa: D102 -- as in `RowReader`
    def tolerance(self) -> float: ...  # noqa: D102
    def sides(self) -> Iterator[tuple[str, str, str]]: ...  # noqa: D102
    def number(self, part: Any, value: Any) -> float | None: ...  # noqa: D102
    def error(self, part: Any, code: str, message: str, hint: str = "") -> None: ...  # noqa: D102


def column_end(at: int) -> str:
    """Return the suffix of the column at a position from 0: a to z, then 27, 28, and so on."""
    return ascii_lowercase[at] if at < 26 else str(at + 1)


def _columns(head: str, texts: Iterable[str]) -> Cells:
    return {f"{head}_{column_end(at)}": text for at, text in enumerate(texts)}


def _choice_cells(draft: Draft) -> Cells:
    keys = (column_end(at).upper() for at, o in enumerate(draft.options) if o.correct)
    return (
        _columns("option", (option.text for option in draft.options))
        | _columns("why", (option.rationale for option in draft.options))
        | {"key": " ".join(keys)}
    )


def _choice_fields(row: RowCells) -> Fields:
    keys = _keys(row)
    return {
        "options": tuple(
            Option(text, end in keys, row.text(f"why_{end}"))
            for end, text, _ in row.sides()
            if text
        )
    }


def _keys(row: RowCells) -> set[str]:
    """Return the suffixes of the option columns that the key names. Report those without text."""
    tokens = re.findall(r"[^\W_]+", row.text("key").lower())
    if len(tokens) == 1 and len(tokens[0]) > 1 and tokens[0].isalpha():
        tokens = list(tokens[0])
    for token in tokens:
        if not row.text(f"option_{token}"):
            message = f"The question has no option {token.upper()[:20]!r}."
            row.error("key", "bad-key", message, "Write option letters, such as B D.")
    return set(tokens)


def _ordering_cells(draft: Draft) -> Cells:
    return _columns("option", draft.items)


def _ordering_fields(row: RowCells) -> Fields:
    return {"items": tuple(text for _, text, _ in row.sides() if text)}


def _matching_cells(draft: Draft) -> Cells:
    """Return the cells with both sides of each pair, then the right sides that match nothing."""
    rights = (*(right for _, right in draft.pairs), *draft.extra)
    return _columns("option", (left for left, _ in draft.pairs)) | _columns("match", rights)


def _matching_fields(row: RowCells) -> Fields:
    sides = list(row.sides())
    for end, left, right in sides:
        if left and not right:
            message = f"option_{end} has no match."
            row.error(f"option_{end}", "empty-pair", message, f"Fill in match_{end}.")
    return {
        "pairs": tuple((left, right) for _, left, right in sides if left),
        "extra": tuple(right for _, left, right in sides if right and not left),
    }


def _numeric_cells(draft: Draft) -> Cells:
    tolerance = format_decimal(draft.tolerance) if draft.tolerance else ""
    return {"key": format_decimal(draft.answer or 0), "tolerance": tolerance}


def _numeric_fields(row: RowCells) -> Fields:
    return {"answer": row.number("key", row.text("key")), "tolerance": row.tolerance()}


def _short_text_cells(draft: Draft) -> Cells:
    """Return the cells of the accepted answers, and a key such as `ignore case accents`."""
    ignored = {"case": draft.ignore_case, "accents": draft.ignore_accents}
    words = " ".join(word for word, is_ignored in ignored.items() if is_ignored)
    return _columns("option", draft.accepted) | {"key": f"ignore {words or 'nothing'}"}


def _short_text_fields(row: RowCells) -> Fields:
    """Return the accepted answers and whether to ignore case and accents, by field name.

    Without a key, only case is ignored.
    """
    words = row.text("key").lower().split() or ["case"]
    return {
        "accepted": tuple(text for _, text, _ in row.sides() if text),
        "ignore_case": "case" in words,
        "ignore_accents": "accents" in words,
    }


WRITERS: dict[str, Callable[[Draft], Cells]] = {
    "single": _choice_cells,
    "multiple": _choice_cells,
    "ordering": _ordering_cells,
    "matching": _matching_cells,
    "numeric": _numeric_cells,
    "short-text": _short_text_cells,
}
READERS: dict[str, Callable[[RowCells], Fields]] = {
    "single": _choice_fields,
    "multiple": _choice_fields,
    "ordering": _ordering_fields,
    "matching": _matching_fields,
    "numeric": _numeric_fields,
    "short-text": _short_text_fields,
}
