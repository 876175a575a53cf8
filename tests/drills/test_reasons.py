"""Why a drill asks what it asks."""

from __future__ import annotations

import pytest

from examkit.drills.reasons import ReasonCount, explain_choice

TITLES = {"build": "Building", "secure": "Securing", "run": "Running"}
KNOWN = {"build": 0.6, "secure": 0.7, "run": 0.8}


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ([], []),
        ([ReasonCount("new", "build", 4)], ["4 never shown before (Building)"]),
        (
            [ReasonCount("new", "build", 4), ReasonCount("wrong", "secure", 3)],
            [
                "3 wrong the last time (Securing)",
                "4 never shown before (Building)",
                "Building comes most: about 60 in 100 would be right today.",
            ],
        ),
        (
            [ReasonCount("new", "build", 4), ReasonCount("new", "secure", 4)],
            ["8 never shown before (4 Building, 4 Securing)"],
        ),
        (
            [
                ReasonCount("new", "build", 3),
                ReasonCount("new", "run", 1),
                ReasonCount("wrong", "secure", 3),
            ],
            ["3 wrong the last time (Securing)", "4 never shown before (3 Building, 1 Running)"],
        ),
        (
            [
                ReasonCount("due", "build", 4),
                ReasonCount("new", "secure", 4),
                ReasonCount("new", "run", 1),
            ],
            [
                "4 due for review: likely to be forgotten by now (Building)",
                "5 never shown before (4 Securing, 1 Running)",
                "Securing comes most: about 70 in 100 would be right today.",
            ],
        ),
    ],
)
def test_reasons(parts: list[ReasonCount], told: list[str]) -> None:
    assert list(explain_choice(parts, TITLES, KNOWN)) == told
