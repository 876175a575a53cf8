"""Naming an attempt by its ID, or by the start of it."""

from __future__ import annotations

import pytest

from examkit.attempts.attempt_ids import find_attempt
from examkit.errors import ExamkitError, UsageError
from examkit.store.records import AttemptRow

ROWS = tuple(
    AttemptRow(name, "mock", "bank", "exam", "Mock exam", 0.0, None, None, 10, 0, 8, 0, 10)
    for name in ("20270115-0800", "20270115-0800-2", "20270114-0900")
)


@pytest.mark.parametrize(
    ("attempt", "expected"),
    [
        (None, "20270115-0800"),
        ("20270114", "20270114-0900"),
        ("20270115-0800", "20270115-0800"),
        ("20270115-0800-", "20270115-0800-2"),
    ],
)
def test_a_full_id_or_the_start_of_one_names_an_attempt(attempt: str | None, expected: str) -> None:
    assert find_attempt(attempt, ROWS, "None.").id == expected


@pytest.mark.parametrize(
    ("attempt", "message"), [("2026", "No attempt ID starts"), ("20270115", "Several attempt IDs")]
)
def test_exactly_one_attempt_must_match(attempt: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        find_attempt(attempt, ROWS, "None.")


def test_without_attempts_none_is_found() -> None:
    with pytest.raises(ExamkitError, match=r"None\."):
        find_attempt(None, (), "None.")
