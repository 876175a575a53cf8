from __future__ import annotations

from typing import Any

import pytest

from examkit.bank.model import Question
from examkit.question_types.numeric import is_within_tolerance, parse_stored_number


def make_numeric(**values: Any) -> Question:
    fields = {"id": "q-kind", "topic": "t1", "domain": "build", "difficulty": "easy", "stem": "?"}
    number = {"type": "numeric", "answer": 12.5, "tolerance": 0.5, "unit": "GiB"}
    return Question.model_validate({**fields, **number, **values})


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12.5", 12.5), ("12,5", 12.5), ("1,000", 1000), ("1 000.5", 1000.5), ("1e3", 1000),
        ("\u22125", -5), (" 7 ", 7), ("1'000", 1000), ("0,125", 125), ("1,234,567", 1234567),
        ("x", None), ("", None), ("nan", None), ("inf", None), ("1.2.3", None),
    ],
)  # fmt: skip
def test_stored_entries_are_read_as_1_0_0_read_them(text: str, number: float | None) -> None:
    assert parse_stored_number(text) == number


def test_what_is_no_number_is_near_none() -> None:
    assert not is_within_tolerance(make_numeric(), "twelve")
    assert not is_within_tolerance(make_numeric(answer=None), "12.5")


@pytest.mark.parametrize(
    ("answer", "entry", "near"),
    [
        (1e-6, "0.000001", True),
        (1e-6, "0.0005", False),
        (3e12, "3000000000001", True),
        (3e12, "3000000010000", False),
    ],
)
def test_rounding_is_measured_by_the_size_of_the_number(
    answer: float, entry: str, near: bool
) -> None:
    assert is_within_tolerance(make_numeric(answer=answer, tolerance=0), entry) is near
