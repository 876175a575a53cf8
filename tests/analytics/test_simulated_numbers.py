"""A report's numbers come true in a world that doesn't share the estimator's assumptions."""

from __future__ import annotations

from functools import cache

import pytest
from simulate_numbers import FIGURES, ReportCase, follow

PEOPLE = 120


@cache
def reports(population: str) -> list[list[ReportCase]]:
    return list(follow(population, PEOPLE))


@pytest.mark.parametrize(
    ("figure", "mock", "least", "most"),
    [
        ("range holds the domain", 1, 0.78, 0.90),
        ("range holds the domain", 3, 0.78, 0.90),
        ("false alarms", 1, 0.0, 0.10),
        ("hits", 1, 0.75, 1.0),
        ("hits", 3, 0.88, 1.0),
        ("error of the chance", 1, 0.0, 0.05),
        ("error of the chance", 3, 0.0, 0.05),
    ],
)
def test_stated_figures_hold(figure: str, mock: int, least: float, most: float) -> None:
    result = FIGURES[figure]([own[mock - 1] for own in reports("even")])
    assert result.number > 50
    assert least <= result.value <= most, result
