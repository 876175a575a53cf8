"""Dates as people type and read them."""

from __future__ import annotations

from datetime import date

import pytest

from examkit.dates import format_day, parse_day

TODAY = date(2026, 11, 30)
DECEMBER_20 = date(2026, 12, 20)


@pytest.mark.parametrize(
    "text",
    [
        "2026-12-20",
        "2026/12/20",
        "December 20, 2026",
        "december 20 2026",
        "Dec 20, 2026",
        "Dec. 20, 2026",
        "Dec 20th, 2026",
        "20 Dec 2026",
        "20 December 2026",
        "12/20/2026",
        "12/20/26",
        "12-20-2026",
        "20.12.2026",
        "Sunday, December 20, 2026",
        "Sun, Dec 20, 2026",
        "  Dec   20 ,2026 ",
        "Dec 20",
        "20 Dec",
        "December 20th",
        "12/20",
    ],
)
def test_reads_a_date_in_any_common_form(text: str) -> None:
    assert parse_day(text, TODAY) == DECEMBER_20


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1/2/2027", date(2027, 1, 2)),
        ("Nov 30", TODAY),
        ("Nov 29", date(2027, 11, 29)),
        ("Sept 5", date(2027, 9, 5)),
        ("Feb 29", date(2028, 2, 29)),
        ("1/31/2020", date(2020, 1, 31)),
    ],
)
def test_takes_numbers_in_us_order_and_the_next_such_day(text: str, day: date) -> None:
    assert parse_day(text, TODAY) == day


@pytest.mark.parametrize(
    "text", ["", "soon", "Dec", "December 2026", "2026", "20", "Dec 32", "13/13/2026", "2026-02-30"]
)
def test_refuses_what_is_no_date(text: str) -> None:
    assert parse_day(text, TODAY) is None


def test_writes_a_date_that_it_reads() -> None:
    assert format_day(DECEMBER_20) == "December 20, 2026"
    assert parse_day(format_day(DECEMBER_20), TODAY) == DECEMBER_20
