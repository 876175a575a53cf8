"""Text in columns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examkit.report.text_layout import cell_width, fit, labelled, to_single_line, wrap

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), max_size=40)


@pytest.mark.parametrize(
    ("text", "width"),
    [("", 0), ("abc", 3), ("a\u2013b", 3), ("試験", 4), ("e\u0301", 1), ("a\u200db", 2)],
)
def test_cells(text: str, width: int) -> None:
    assert cell_width(text) == width


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("abc", 5, "abc  "),
        ("abcdef", 6, "abcdef"),
        ("abcdefg", 6, "abcde…"),
        ("ab cdefg", 4, "ab… "),
        ("試験問題", 6, "試験… "),
    ],
)
def test_fit(text: str, width: int, expected: str) -> None:
    assert fit(text, width) == expected


def test_fit_in_ascii() -> None:
    assert fit("abcdefgh", 6, "...") == "abc..."


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("one two", ["one two"]),
        ("one two three", ["one two", "three"]),
        ("incomprehensible", ["incompre", "hensible"]),
    ],
)
def test_wrap(text: str, lines: list[str]) -> None:
    assert wrap(text, 8) == lines


def test_line_of_is_one_line() -> None:
    assert to_single_line(" a \n\n b\tc ") == "a b c"


def test_labelled_indents_what_follows() -> None:
    assert labelled(" PACE", "one two three", 16, 8) == [" PACE   one two", "        three"]


@given(st.lists(WORDS, max_size=12).map(" ".join), st.integers(2, 40))
def test_no_line_is_too_wide_and_nothing_is_lost(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(cell_width(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == "".join(text.split())
    assert cell_width(fit(to_single_line(text), width)) == width
