"""Plots as strings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examkit.report.text_plots import ASCII, UNICODE, column, pass_mark, range_bar, ruler

SHARES = st.floats(min_value=0, max_value=1)
WIDTHS = st.integers(min_value=10, max_value=120)

# 36 columns from 30% to 100%: two points a column.
BARS = [
    (0.60, 0.72, 0.82, 0.72, "               ├─────●────┤         "),
    (0.58, 0.70, 0.81, 0.72, "              ├─────●┼────┤         "),
    (0.50, 0.62, 0.70, 0.72, "          ├─────●───┤┊              "),
    (0.80, 0.90, 0.96, 0.72, "                     ┊   ├────●──┤  "),
    (0.20, 0.40, 0.50, 0.72, "<────●────┤          ┊              "),
    (0.10, 0.20, 0.28, 0.72, "<●                   ┊              "),
    (0.10, 0.20, 0.40, 0.72, "<●───┤               ┊              "),
    (0.97, 0.99, 1.00, 0.72, "                     ┊            ●┤"),
]


@pytest.mark.parametrize(("low", "point", "high", "line", "drawn"), BARS)
def test_range_bar(low: float, point: float, high: float, line: float, drawn: str) -> None:
    assert range_bar(low, point, high, line, 36) == drawn


def test_range_bar_in_ascii() -> None:
    assert range_bar(0.58, 0.70, 0.81, 0.72, 36, ascii_only=True) == (
        "              |-----o:----|         "
    )


@given(st.tuples(SHARES, SHARES, SHARES).map(sorted), SHARES, WIDTHS, st.booleans())
def test_a_bar_has_its_width_and_its_estimate(
    shares: list[float], line: float, width: int, ascii_only: bool
) -> None:
    low, point, high = shares
    bar = range_bar(low, point, high, line, width, ascii_only)
    assert len(bar) == width
    assert (ASCII if ascii_only else UNICODE).point in bar
    assert bar.isascii() or not ascii_only
    assert bar.startswith("<") == (low < 0.30)


@given(SHARES, SHARES, WIDTHS)
def test_columns_keep_the_order(one: float, other: float, width: int) -> None:
    low, high = sorted((one, other))
    assert 0 <= column(low, width) <= column(high, width) < width


def test_ruler_labels_stand_at_their_columns() -> None:
    assert ruler(36) == "    40        60        80      100%"


@pytest.mark.parametrize("width", [10, 28, 36, 60])
def test_ruler_ends_at_the_right_edge(width: int) -> None:
    assert len(ruler(width)) == width
    assert ruler(width).endswith("100%")


def test_cut_score_points_at_the_column_of_the_line() -> None:
    mark = pass_mark(0.5, "pass line 50%", 36)
    assert mark.index("▲") == column(0.5, 36)
    assert mark.rstrip().endswith("▲ pass line 50%")


def test_cut_score_turns_left_without_room() -> None:
    mark = pass_mark(0.9, "pass line 90%", 36)
    assert mark.index("▲") == column(0.9, 36)
    assert mark.lstrip().startswith("pass line 90% ▲")


def test_cut_score_uses_room_beside_the_plot() -> None:
    assert pass_mark(0.9, "pass line 90%", 36, room=20).endswith("▲ pass line 90%")


def test_cut_score_in_ascii() -> None:
    assert "^ pass" in pass_mark(0.5, "pass line 50%", 36, ascii_only=True)


def test_too_narrow_for_a_plot() -> None:
    with pytest.raises(ValueError, match="columns"):
        range_bar(0.5, 0.6, 0.7, 0.72, 9)
