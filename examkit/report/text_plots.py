"""Plots of shares as strings, one per row.

The scale always runs from 30% to 100%, so that you can compare the plots of two attempts.
"""

from __future__ import annotations

from dataclasses import dataclass

from examkit.report.text_layout import cell_width

LEAST = 0.30
MOST = 1.00
MIN_WIDTH = 10
"""Minimum width of a plot in terminal columns."""


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The characters of a plot."""

    left: str
    stroke: str
    right: str
    point: str
    crossing: str
    """Character for a cut score inside the range."""
    line: str
    """Character for a cut score outside the range."""
    mark: str
    """Arrow below the plot that points to the cut score."""


UNICODE = Glyphs(left="├", stroke="─", right="┤", point="●", crossing="┼", line="┊", mark="▲")
ASCII = Glyphs(left="|", stroke="-", right="|", point="o", crossing=":", line=":", mark="^")


def glyphs(ascii_only: bool = False) -> Glyphs:
    """Return the characters that plots are drawn with, which are Unicode or plain ASCII."""
    return ASCII if ascii_only else UNICODE


def column(share: float, width: int) -> int:
    """Return the column, from 0, at which a plot `width` columns wide shows a share from 0 to 1.

    A share outside the scale is shown at the edge.
    """
    place = round((share - LEAST) / (MOST - LEAST) * (width - 1))
    return min(width - 1, max(0, place))


def range_bar(
    low: float, point: float, high: float, cut: float, width: int, ascii_only: bool = False
) -> str:
    """Return a range with its estimate and the cut score, drawn exactly `width` columns wide.

    Shares are from 0 to 1. A range that starts below the scale begins with `<`. Raises ValueError
    if `width` is below MIN_WIDTH.
    """
    drawn = glyphs(ascii_only)
    row = [" "] * _checked(width)
    first, last = column(low, width), column(high, width)
    row[first : last + 1] = drawn.stroke * (last - first + 1)
    row[first], row[last] = drawn.left, drawn.right
    crossing = column(cut, width)
    row[crossing] = drawn.crossing if first <= crossing <= last else drawn.line
    row[column(point, width)] = drawn.point
    if low < LEAST:
        row[0] = "<"
        row[max(1, column(point, width))] = drawn.point
    return "".join(row)


def ruler(width: int) -> str:
    """Return the labels of the scale at 40, 60, 80, and 100%, in a string `width` columns wide."""
    row = [" "] * _checked(width)
    for label in ("40", "60", "80", "100%"):
        place = column(int(label.rstrip("%")) / 100, width) - len(label) // 2
        start = min(place, width - len(label))
        row[start : start + len(label)] = label
    return "".join(row)


def pass_mark(cut: float, label: str, width: int, ascii_only: bool = False, room: int = 0) -> str:
    """Return the line below a plot, with an arrow to the cut score and a label next to the arrow.

    The label is to the right of the arrow, or to the left if there is too little space: `room` is
    how many columns the label can extend beyond the plot.
    """
    mark = glyphs(ascii_only).mark
    place = column(cut, _checked(width))
    right = f"{mark} {label}"
    if place + cell_width(right) <= width + room:
        return _at(place, right, width)
    left = f"{label} {mark}"
    return _at(max(0, place + 1 - cell_width(left)), left, width)


def _at(place: int, text: str, width: int) -> str:
    row = " " * place + text
    return row + " " * max(0, width - cell_width(row))


def _checked(width: int) -> int:
    if width < MIN_WIDTH:
        raise ValueError(f"a plot needs {MIN_WIDTH} columns, not {width}")
    return width
