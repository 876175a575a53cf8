"""Aligned tables of text."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from examkit.report.text_layout import cell_width, fit
from examkit.sanitize import sanitize

GAP = 2
"""Number of spaces between two columns of a table."""


def align(
    rows: Sequence[Sequence[str]],
    *,
    right: Collection[int] = (),
    width: int | None = None,
    cut: int = 0,
) -> list[str]:
    """Return rows of cells as lines of text with aligned columns.

    The columns with an index in `right` are aligned on the right. If the lines would be wider than
    `width` terminal columns, the column with the index `cut` is shortened to make them fit, but not
    to less than 8.
    """
    cells = [[sanitize(cell) for cell in row] for row in rows]
    widths = [max(map(cell_width, column)) for column in zip(*cells, strict=True)]
    excess = sum(widths) + GAP * (len(widths) - 1) - (width or 1_000)
    if excess > 0:
        widths[cut] = max(8, widths[cut] - excess)
    return [_line(row, widths, right) for row in cells]


def _line(row: Sequence[str], widths: Sequence[int], right: Collection[int]) -> str:
    padded = (
        " " * (width - cell_width(cell)) + cell if index in right else fit(cell, width)
        for index, (cell, width) in enumerate(zip(row, widths, strict=True))
    )
    return (" " * GAP).join(padded).rstrip()
