"""A report's numbers come true in a world that doesn't share the estimator's assumptions.

The bounds are those of docs/reports.md, with room for the few people who are simulated here.
"""

from __future__ import annotations

from functools import cache

import pytest
from simulate_candidates import POPULATIONS
from simulate_numbers import FIGURES, ReportCase, Share, follow, print_figures

from examkit.analytics.settings import EstimateSettings

PEOPLE = {"even": 120, "slow": 40}


@cache
def reports(population: str) -> list[list[ReportCase]]:
    return list(follow(population, PEOPLE[population]))


def figure(name: str, population: str, mock: int) -> Share:
    return FIGURES[name]([own[mock - 1] for own in reports(population)])


@pytest.mark.parametrize(
    ("name", "mock", "least", "most"),
    [
        ("range contains the domain", 1, 0.78, 0.90),
        ("range contains the domain", 3, 0.78, 0.90),
        ("false alarms", 1, 0.0, 0.09),
        ("false alarms", 2, 0.0, 0.07),
        ("hits", 1, 0.72, 1.0),
        ("hits", 2, 0.80, 1.0),
        ("expected range contains the exam", 1, 0.78, 0.92),
        ("expected range contains the exam", 3, 0.78, 0.92),
        ("error of the chance", 1, 0.0, 0.04),
        ("error of the chance", 3, 0.0, 0.04),
        ("error of its range", 1, 0.0, 0.03),
        ("error of its range", 3, 0.0, 0.03),
    ],
)
def test_stated_figures_hold(name: str, mock: int, least: float, most: float) -> None:
    result = figure(name, "even", mock)
    assert result.number > 50
    assert least <= result.value <= most, result


def test_the_figures_of_everyone_together_are_printed_last(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("simulate_numbers.POPULATIONS", {"even": POPULATIONS["even"]})
    print_figures(2)
    own, everyone = capsys.readouterr().out.split("all together:")
    assert everyone == own.removeprefix("even:")


def test_the_method_states_the_measured_share_of_ranges_that_hold() -> None:
    result = figure("range contains the domain", "even", 1)
    assert abs(result.value - EstimateSettings().range_held) <= 0.04, result


@pytest.mark.parametrize("mock", [2, 3])
def test_the_chance_of_slow_people_reckons_with_the_clock(mock: int) -> None:
    result = figure("shown minus true chance", "slow", mock)
    assert result.number > 30
    assert abs(result.value) <= 0.05, result
