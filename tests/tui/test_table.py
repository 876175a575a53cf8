"""How the columns of a table adapt to a width."""

from __future__ import annotations

import pytest
from textual.content import Content

from examkit.tui.widgets.table import Column, Table

COLUMNS = (
    Column("Day"),
    Column("Attempt", least=8),
    Column("Score", is_number=True),
    Column("Time", is_number=True, rank=1),
    Column("New", is_number=True, rank=2),
)
ROWS = [
    [Content(text) for text in ("Jan 1", "Drill: Security", "70%", "8 min", "10")],
    [Content(text) for text in ("Jan 12", "Mock exam", "840", "67 min", "65")],
    [Content(text) for text in ("Jan 13", "Mock exam", "unfinished, 4 of 10 answered")],
]


@pytest.mark.parametrize(
    ("width", "lines"),
    [
        (60, ["Jan 1   Drill: Security    70%   8 min   10"]),
        (39, ["Jan 1   Drill:         70%   8 min   10", "        Security"]),
        (34, ["Jan 1   Drill:         70%   8 min", "        Security"]),
        (26, ["Jan 1   Drill:         70%", "        Security"]),
    ],
)
def test_a_narrow_table_wraps_text_and_leaves_out_columns(width: int, lines: list[str]) -> None:
    table = Table(COLUMNS, ROWS)
    drawn = [line.plain.rstrip() for line in table.lines(ROWS[0], width)]
    assert drawn == lines
    assert table.height(ROWS[0], width) == len(lines)
    assert max(map(len, drawn)) <= width


def test_titles_are_above_their_cells() -> None:
    assert Table(COLUMNS, ROWS).heading(60).plain == "Day     Attempt          Score    Time  New"


def test_the_last_cell_of_a_short_row_spans_the_other_columns() -> None:
    lines = Table(COLUMNS, ROWS).lines(ROWS[2], 42)
    assert [line.plain.rstrip() for line in lines] == [
        "Jan 13  Mock exam       unfinished, 4 of",
        "                        10 answered",
    ]


def test_a_column_that_grows_moves_the_numbers_to_the_edge() -> None:
    rows = [[Content("Security"), Content(number)] for number in ("7", "12")]
    table = Table((Column("", grows=True), Column("", is_number=True)), rows)
    assert [line.plain for cells in rows for line in table.lines(cells, 16)] == [
        "Security       7",
        "Security      12",
    ]


def test_a_column_without_cells_takes_no_room() -> None:
    rows = [[Content("a"), Content(""), Content("b")]]
    table = Table((Column("One"), Column("Empty"), Column("Two")), rows)
    assert table.heading(40).plain == "One  Two"
