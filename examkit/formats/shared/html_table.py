"""HTML tables, superscripts, and subscripts as Markdown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_WIDEST = 1_000
"""The most empty cells that merged cells can add to one table."""
_RULES = {"left": ":---", "right": "---:", "center": ":---:"}
_ALIGN = re.compile(r"text-align:\s*(left|right|center)")
_PIPE = re.compile(r"(?<!\\)\|")


@dataclass(slots=True)
class Table:
    """An HTML table whose cells are still being read."""

    rows: list[list[str]] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    """Descriptions of what Markdown can't show, such as merged cells."""
    _rules: list[str] = field(default_factory=list)
    _below: dict[int, int] = field(default_factory=dict)
    """Column index -> number of further rows that a merged cell covers."""
    _room: int = _WIDEST

    def begin_row(self) -> None:
        """Start a new row."""
        self.rows.append([])

    def add(self, text: str, attributes: Mapping[str, str | None]) -> None:
        """Add a cell to the last row, and empty cells for the other columns it spans."""
        if not self.rows:
            self.begin_row()
        row = self.rows[-1]
        self._pass_merged(row)
        across, down = (_span(attributes.get(name)) for name in ("colspan", "rowspan"))
        if across > 1 or down > 1:
            self.lost.append("merged table cells")
        for at in range(len(row), len(row) + min(across, 1 + self._room)):
            self._below |= {at: down - 1} if down > 1 else {}
        if len(self.rows) == 1:
            self._rules += [_rule(attributes)] * min(across, 1 + self._room)
        row += [text, *self._empty(across - 1)]

    def _pass_merged(self, row: list[str]) -> None:
        """Add empty cells for the columns that a merged cell above covers."""
        while self._below.get(len(row), 0) > 0 and self._room > 0:
            self._below[len(row)] -= 1
            row += self._empty(1)

    def _empty(self, count: int) -> list[str]:
        cells = [""] * min(count, self._room)
        self._room -= len(cells)
        return cells

    def markdown(self) -> str:
        """Return the table as Markdown. A table with a single cell becomes plain text."""
        rows = [row for row in self.rows if row]
        if sum(map(len, rows)) < 2:
            return "".join(text for row in rows for text in row)
        width = max(map(len, rows))
        rules = [*self._rules, *["---"] * (width - len(self._rules))]
        head = [*rows[0], *[""] * (width - len(rows[0]))]
        return "\n".join(map(self._line, (head, rules, *rows[1:])))

    def _line(self, cells: list[str]) -> str:
        return f"| {' | '.join(map(self._cell, cells))} |"

    def _cell(self, text: str) -> str:
        plain = text.strip()
        if "\n" in plain:
            self.lost.append("line breaks in a table")
            lines = (line.strip().removesuffix("\\").strip() for line in plain.split("\n"))
            plain = " ".join(filter(None, lines))
        return _PIPE.sub(r"\\|", plain)


def _span(value: str | None) -> int:
    """Return the number of columns or rows that a cell spans, 1 if the value isn't valid."""
    return int(value) if value and re.fullmatch(r"[1-9]\d{0,3}", value.strip()) else 1


def _rule(attributes: Mapping[str, str | None]) -> str:
    match = _ALIGN.search((attributes.get("style") or "").lower())
    side = match[1] if match else (attributes.get("align") or "").lower()
    return _RULES.get(side, "---")


_PARTS = {"table", "tr", "td", "th"}


class Tables:
    """Replaces HTML tables in a list of output texts with Markdown. A nested table becomes text."""

    def __init__(self, out: list[str], dropped: list[str]) -> None:
        self._out = out
        self._dropped = dropped
        self._table: Table | None = None
        self._inner = 0
        """The number of open tables inside the current one."""
        self._cell: tuple[int, Mapping[str, str | None]] | None = None
        """The open cell's position in the output, and its attributes."""

    @property
    def between(self) -> bool:
        """Whether a table is open but no cell is."""
        return self._table is not None and self._cell is None

    def begin(self, tag: str, attributes: Mapping[str, str | None]) -> bool:
        """Handle the start tag of a table, row, or cell. Return False if the tag isn't handled."""
        if tag not in _PARTS or (self._table is None and tag != "table"):
            return False
        if self._table is None:
            self._table = Table()
        elif tag == "table":
            self._inner += 1
            self._dropped.append("a table inside a table")
        elif self._inner:
            return False
        elif tag == "tr":
            self._end_cell()
            self._table.begin_row()
        else:
            self._end_cell()
            self._cell = len(self._out), attributes
        return True

    def end(self, tag: str) -> bool:
        """Handle the end tag of a table, row, or cell. Return False if the tag isn't handled."""
        if tag not in _PARTS or self._table is None:
            return False
        if tag == "table" and self._inner:
            self._inner -= 1
        elif tag == "table":
            self.end_all()
        elif not self._inner:
            self._end_cell()
        return True

    def end_all(self) -> None:
        """Write the open table to the output, if there is one."""
        if self._table is not None:
            self._end_cell()
            self._out.append(f"\n\n{self._table.markdown()}\n\n")
            self._dropped += self._table.lost
            self._table, self._inner = None, 0

    def _end_cell(self) -> None:
        if self._cell is not None and self._table is not None:
            start, attributes = self._cell
            self._table.add("".join(self._out[start:]), attributes)
            del self._out[start:]
            self._cell = None


_SIGNS = "0123456789+-\u2212=()"
_RAISED = str.maketrans(_SIGNS + "ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans(_SIGNS, "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_LONGEST = 12
"""The longest superscript or subscript to write in small characters. More are hard to read."""
_FORMS = {"sup": (_RAISED, "^("), "sub": (_LOWERED, "\\_(")}
TAGS = frozenset(_FORMS)


class Scripts:
    """Rewrites superscripts and subscripts in a list of output texts as Unicode or `^(text)`."""

    def __init__(self, out: list[str]) -> None:
        self._out = out
        self._open: list[tuple[str, int]] = []

    def begin(self, tag: str) -> None:
        """Start a superscript or subscript. An empty string reserves its place in the output."""
        self._open.append((tag, len(self._out)))
        self._out.append("")

    def end(self, tag: str) -> None:
        """End the latest superscript or subscript, if it has this tag."""
        if not self._open or self._open[-1][0] != tag:
            return
        tag, start = self._open.pop()
        if start + 1 >= len(self._out):
            return
        table, opening = _FORMS[tag]
        inside = _short(self._out, start)
        if inside and all(ord(mark) in table for mark in inside):
            self._out[start:] = [inside.translate(table)]
        else:
            self._out[start] = opening
            self._out.append(")")

    def end_all(self) -> None:
        """End every open superscript and subscript."""
        while self._open:
            self.end(self._open[-1][0])


def _short(out: list[str], start: int) -> str:
    """Return the output's text after a position; empty if longer than `_LONGEST` characters."""
    few = len(out) - start <= _LONGEST
    text = "".join(out[start:]).strip() if few else ""
    return text if len(text) <= _LONGEST else ""
