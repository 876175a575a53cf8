"""Stated readiness against outcomes, for simulated candidates who stay as they are."""

from __future__ import annotations

from functools import cache

from tests.analytics.people import Person, Reliability, people, reliability, stated

PEOPLE = 1_500
SEED = 20_240_101


@cache
def population() -> tuple[Person, ...]:
    return tuple(people(PEOPLE, SEED))


@cache
def fresh_only() -> Reliability:
    chances = [stated(person) for person in population()]
    return reliability(chances, [person.passed for person in population()])


def test_stated_readiness_comes_true() -> None:
    result = fresh_only()
    assert result.brier <= 0.16
    assert result.error <= 0.04
    assert 0.85 <= result.slope <= 1.2


def test_counting_repeats_would_be_worse() -> None:
    some = population()[:500]
    chances = [stated(person, count_repeats=True) for person in some]
    result = reliability(chances, [person.passed for person in some])
    assert result.brier > 1.3 * fresh_only().brier
    assert result.error > 3 * fresh_only().error
