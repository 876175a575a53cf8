"""Text in columns: how wide it is on a terminal, cut and wrapped to fit."""

from __future__ import annotations

import unicodedata


def to_single_line(text: str) -> str:
    """Bring text on one line, with single spaces."""
    return " ".join(text.split())


def cell_width(text: str) -> int:
    """Columns a text takes on a terminal; wide East Asian characters take two."""
    return sum(_cell(char) for char in text)


def fit(text: str, width: int, ellipsis_: str = "…") -> str:
    """Cut text to `width` columns, with an ellipsis where something is lost, and fill up."""
    if cell_width(text) > width:
        text = _head(text, width - cell_width(ellipsis_)).rstrip() + ellipsis_
    return text + " " * (width - cell_width(text))


def wrap(text: str, width: int) -> list[str]:
    """Break text between words, and words only where they are wider than the line."""
    lines = [""]
    for word in _pieces(text, width):
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if cell_width(joined) <= width:
            lines[-1] = joined
        else:
            lines.append(word)
    return lines


def labelled(label: str, text: str, width: int, indent: int) -> list[str]:
    """Wrap text beside a label; lines after the first stand under the first's text."""
    rows = wrap(text, width - indent)
    heads = [label.ljust(indent), *([" " * indent] * (len(rows) - 1))]
    return [head + row for head, row in zip(heads, rows, strict=True)]


def _cell(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _head(text: str, width: int) -> str:
    used, kept = 0, 0
    for char in text:
        used += _cell(char)
        if used > width:
            break
        kept += 1
    return text[:kept]


def _pieces(text: str, width: int) -> list[str]:
    pieces: list[str] = []
    for word in text.split():
        rest = word
        while cell_width(rest) > width:
            # A character wider than the line still has to go somewhere.
            head = _head(rest, width) or rest[0]
            pieces.append(head)
            rest = rest[len(head) :]
        if rest:
            pieces.append(rest)
    return pieces
