"""Why a drill asks what it asks."""

from __future__ import annotations

import pytest

from examkit.drills.preview import ReasonCount, explain_choice

TITLES = {"build": "Building", "secure": "Securing", "run": "Running"}
KNOWN = {"build": 0.6, "secure": 0.7, "run": 0.8}


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([], []),
        ([ReasonCount("new", "build", 4)], ["4 new (Building)"]),
        (
            [ReasonCount("new", "build", 4), ReasonCount("wrong", "secure", 3)],
            [
                "3 missed last time (Securing)",
                "4 new (Building)",
                "Mostly Building (your estimate: 60%).",
            ],
        ),
        (
            [ReasonCount("new", "build", 4), ReasonCount("new", "secure", 4)],
            ["8 new (4 Building, 4 Securing)"],
        ),
        (
            [
                ReasonCount("new", "build", 3),
                ReasonCount("new", "run", 1),
                ReasonCount("wrong", "secure", 3),
            ],
            ["3 missed last time (Securing)", "4 new (3 Building, 1 Running)"],
        ),
        (
            [
                ReasonCount("due", "build", 4),
                ReasonCount("new", "secure", 4),
                ReasonCount("new", "run", 1),
            ],
            [
                "4 due for review (Building)",
                "5 new (4 Securing, 1 Running)",
                "Mostly Securing (your estimate: 70%).",
            ],
        ),
    ],
)
def test_reasons(parts: list[ReasonCount], expected: list[str]) -> None:
    assert list(explain_choice(parts, TITLES, KNOWN)) == expected


def test_a_domain_without_an_estimate_gets_no_number() -> None:
    parts = [ReasonCount("new", "build", 4), ReasonCount("wrong", "secure", 3)]
    assert [*explain_choice(parts, TITLES, {})] == [
        "3 missed last time (Securing)",
        "4 new (Building)",
    ]
