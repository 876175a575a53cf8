"""Small charts made of characters: bars, a gauge, a meter, and columns."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

LEVELS = "▁▂▃▄▅▆▇█"
FAINT = "$foreground 40%"
MARK = Content.styled("┃", "bold")
"""The line at the passing score, in the color of text."""
_HALF = "▋"
"""The symbol of a half-filled cell.

It isn't `▌`, the exact half, because that marks margins, which ASCII draws as lines.
"""


def share_bar(share: float, width: int, style: str, mark: float | None = None) -> Content:
    """Return a bar `width` cells wide, filled to a share from 0 to 1, rounded to half a cell.

    The filled part has the style `style`. `mark` is another share, such as the passing score, shown
    as a vertical line.
    """
    halves = round(max(0.0, min(1.0, share)) * width * 2)
    filled = "█" * (halves // 2) + _HALF * (halves % 2)
    bar = Content.assemble((filled, style), ("─" * (width - len(filled)), FAINT))
    if mark is None:
        return bar
    # On a fill, the line would need a color of its own in every theme, so it interrupts the bar.
    cell = _cell(mark, width)
    return bar[:cell] + MARK + bar[cell + 1 :]


def gauge(
    span: tuple[float, float],
    point: float,
    mark: float,
    scale: tuple[float, float],
    width: int,
    style: str,
) -> Content:
    """Return a line `width` cells wide with a range, a point in it, and a mark such as a cut score.

    `span` has the lower and the upper end of the range, and `scale` the values at the left and the
    right end of the line. All values have the same unit. The range and the point have the style
    `style`.
    """
    low, high = scale
    first, last, place, cut = (
        _cell((value - low) / (high - low), width) for value in (*span, point, mark)
    )
    cells = [("─", FAINT)] * width
    cells[first : last + 1] = [("━", style)] * (last - first + 1)
    cells[cut] = ("┃", "bold")
    cells[place] = ("●", f"bold {style}")
    return Content.assemble(*cells)


def thin_bar(share: float, width: int, style: str) -> Content:
    """Return a line `width` cells wide, thick up to a share from 0 to 1, in the style `style`."""
    filled = round(max(0.0, min(1.0, share)) * width)
    return Content.assemble(("━" * filled, style), ("─" * (width - filled), FAINT))


def meter(share: float, width: int, style: str) -> Content:
    """Return `width` symbols in a row, of which a share from 0 to 1 is filled, in style `style`."""
    filled = round(max(0.0, min(1.0, share)) * width)
    return Content.assemble(("▰" * filled, style), ("▱" * (width - filled), FAINT))


def columns(counts: Sequence[int], style: str, *, gap: str = " ") -> Content:
    """Return a one-line chart: a column for each count, relative to the largest, or a dot for 0.

    The columns have the style `style`, and `gap` is the text between them.
    """
    largest = max(counts, default=0)
    signs = [
        (LEVELS[max(0, -(-count * len(LEVELS) // largest) - 1)], style) if count else ("·", FAINT)
        for count in counts
    ]
    return Content(gap).join(Content.styled(*sign) for sign in signs)


def column_chart(
    values: Sequence[float],
    styles: Sequence[str],
    height: int,
    top: float,
    mark: float | None = None,
) -> list[Content]:
    """Return the lines of a chart with one column per value, `height` lines high.

    A value of `top` or more fills its column. `styles` has the style of each column. `mark` is a
    value drawn as a line behind the columns, unless it is above `top`.
    """
    levels = [round(min(1.0, value / top) * height * len(LEVELS)) for value in values]
    marked = -1
    if mark is not None and mark <= top:
        marked = height - 1 - min(height - 1, int(mark / top * height))
    return [
        Content.assemble(
            *(
                (LEVELS[min(level - floor, len(LEVELS)) - 1], style) if level > floor else blank
                for level, style in zip(levels, styles, strict=True)
            )
        )
        for row in range(height)
        for floor in [(height - 1 - row) * len(LEVELS)]
        for blank in [("─", FAINT) if row == marked else (" ", "")]
    ]


def _cell(share: float, width: int) -> int:
    """Return the index of the cell at a share, from 0 to 1, of a line `width` cells wide.

    A share outside of that range gets the cell at the nearest end.
    """
    return max(0, min(width - 1, round(share * (width - 1))))
