"""Today's practice teaches as much as any other choice, for people no model of ours describes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from simulate_practice import Plan, compare, open_bank

from examkit.bank.index.index import BankIndex

PEOPLE = 6
LEVEL = 0.003
"""Two scores this close are level: a seventh of one question in the exam."""


@pytest.fixture(scope="module")
def bank() -> Iterator[BankIndex]:
    index = open_bank()
    yield index
    index.close()


@pytest.mark.parametrize("kind", ["slow", "medium", "fast"])
def test_todays_practice_is_level_with_the_best(bank: BankIndex, kind: str) -> None:
    rows = compare(bank, Plan(kind, days=10, count=20, dated=True), PEOPLE)
    today, *others = rows
    assert today.seen > 65 + 9 * 20 / 2
    for row in others:
        # With few people, chance alone reaches two standard errors beyond that.
        assert row.lead >= -(LEVEL + 2 * row.error), f"{row.policy} teaches more: {row}"
    assert max(row.lead for row in others) > 0
