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
    told = fresh_only()
    assert told.brier <= 0.16
    assert told.error <= 0.04
    assert 0.85 <= told.slope <= 1.2


def test_counting_repeats_would_be_worse() -> None:
    some = population()[:500]
    chances = [stated(person, count_repeats=True) for person in some]
    told = reliability(chances, [person.passed for person in some])
    assert told.brier > 1.3 * fresh_only().brier
    assert told.error > 3 * fresh_only().error
