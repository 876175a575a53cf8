"""How many questions each choice of a custom drill leaves."""

from __future__ import annotations

import pytest

from examkit.bank.pool import PoolItem
from examkit.drills.choice_counts import DrillChoices
from examkit.drills.request import DrillRequest


def item(name: str, domain: str, topic: str, difficulty: str) -> PoolItem:
    return PoolItem(name, domain, topic, "single", difficulty, "")  # type: ignore[arg-type]


CHOICES = DrillChoices(
    items=(
        item("1", "build", "bread", "easy"),
        item("2", "build", "salt", "hard"),
        item("3", "secure", "bread", "hard"),
        item("4", "secure", "salt", "hard"),
    ),
    reserved=frozenset({"4"}),
    kinds={"due": frozenset({"1"}), "mistakes": frozenset({"1", "3"}), "unseen": frozenset({"4"})},
)


@pytest.mark.parametrize(
    ("request_", "matching", "expected"),
    [
        (
            DrillRequest(),
            3,
            {
                ("domains", "build"): 2, ("domains", "secure"): 1, ("topics", "bread"): 2,
                ("topics", "salt"): 1, ("difficulties", "easy"): 1, ("difficulties", "hard"): 2,
                ("kinds", "due"): 1, ("kinds", "mistakes"): 2,
            },
        ),
        (
            DrillRequest(domains=("build",)),
            2,
            {
                ("domains", "build"): 2, ("domains", "secure"): 1, ("topics", "bread"): 1,
                ("topics", "salt"): 1, ("difficulties", "easy"): 1, ("difficulties", "hard"): 1,
                ("kinds", "due"): 1, ("kinds", "mistakes"): 1,
            },
        ),
        (
            DrillRequest(domains=("build",), kinds=frozenset({"unseen"})),
            0,
            {("kinds", "due"): 1, ("kinds", "mistakes"): 1},
        ),
        (
            DrillRequest(kinds=frozenset({"unseen"}), include_reserved=True),
            1,
            {
                ("domains", "secure"): 1, ("topics", "salt"): 1, ("difficulties", "hard"): 1,
                ("kinds", "due"): 1, ("kinds", "mistakes"): 2, ("kinds", "unseen"): 1,
            },
        ),
    ],
)  # fmt: skip
def test_each_choice_counts_with_the_other_fields_as_they_are(
    request_: DrillRequest, matching: int, expected: dict[tuple[str, str], int]
) -> None:
    counts = CHOICES.count_for(request_)
    assert counts.matching == matching
    assert counts.by_choice == expected
