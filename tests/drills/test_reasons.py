"""Why a drill asks what it asks."""

from __future__ import annotations

import pytest

from examkit.drills.reasons import reasons
from examkit.drills.weighting import Part

TITLES = {"build": "Building", "secure": "Securing", "run": "Running"}
KNOWN = {"build": 0.6, "secure": 0.7, "run": 0.8}


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ([], []),
        ([Part("new", "build", 4)], ["4 never shown before (Building)"]),
        (
            [Part("new", "build", 4), Part("wrong", "secure", 3)],
            [
                "3 wrong the last time (Securing)",
                "4 never shown before (Building)",
                "Building comes most: about 60 in 100 would be right today.",
            ],
        ),
        (
            [Part("new", "build", 4), Part("new", "secure", 4)],
            ["8 never shown before (4 Building, 4 Securing)"],
        ),
        (
            [Part("new", "build", 3), Part("new", "run", 1), Part("wrong", "secure", 3)],
            ["3 wrong the last time (Securing)", "4 never shown before (3 Building, 1 Running)"],
        ),
        (
            [Part("due", "build", 4), Part("new", "secure", 4), Part("new", "run", 1)],
            [
                "4 due for review: likely to be forgotten by now (Building)",
                "5 never shown before (4 Securing, 1 Running)",
                "Securing comes most: about 70 in 100 would be right today.",
            ],
        ),
    ],
)
def test_reasons(parts: list[Part], told: list[str]) -> None:
    assert list(reasons(parts, TITLES, KNOWN)) == told
