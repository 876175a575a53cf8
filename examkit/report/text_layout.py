"""Text on a terminal: measured in columns, cut to a width, and wrapped."""

from __future__ import annotations

import unicodedata


def to_single_line(text: str) -> str:
    """Return text as one line, with single spaces between words."""
    return " ".join(text.split())


def cell_width(text: str) -> int:
    """Return the width of text in terminal columns. Wide East Asian characters take two."""
    return sum(_cell(char) for char in text)


def fit(text: str, width: int, ellipsis_: str = "…") -> str:
    """Return text cut or padded to exactly `width` columns. A cut text ends in an ellipsis."""
    if cell_width(text) > width:
        text = _head(text, width - cell_width(ellipsis_)).rstrip() + ellipsis_
    return text + " " * (width - cell_width(text))


def wrap(text: str, width: int) -> list[str]:
    """Return the lines of text wrapped to `width` columns. Only words wider than that are split."""
    lines = [""]
    for word in _pieces(text, width):
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if cell_width(joined) <= width:
            lines[-1] = joined
        else:
            lines.append(word)
    return lines


def labelled(label: str, text: str, width: int, indent: int) -> list[str]:
    """Return the lines of text wrapped to `width` columns, with a label in front of the first.

    All text starts in column `indent`, so the label must be shorter than that.
    """
    rows = wrap(text, width - indent)
    heads = [label.ljust(indent), *([" " * indent] * (len(rows) - 1))]
    return [head + row for head, row in zip(heads, rows, strict=True)]


def _cell(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _head(text: str, width: int) -> str:
    columns = 0
    for index, char in enumerate(text):
        columns += _cell(char)
        if columns > width:
            return text[:index]
    return text


def _pieces(text: str, width: int) -> list[str]:
    pieces: list[str] = []
    for word in text.split():
        rest = word
        while cell_width(rest) > width:
            # A character that is wider than the line gets a line of its own.
            head = _head(rest, width) or rest[0]
            pieces.append(head)
            rest = rest[len(head) :]
        if rest:
            pieces.append(rest)
    return pieces
