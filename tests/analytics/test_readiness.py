"""Readiness: when the forecast is shown, and as what."""

from __future__ import annotations

import pytest

from examkit.analytics.counted_answers import WeightedAnswers
from examkit.analytics.estimates import estimate_domains
from examkit.analytics.readiness import (
    MissingEvidence,
    Readiness,
    assess_readiness,
    label_for,
    round_to_5,
)
from tests.analytics.examples import COUNTS, TARGET


def assessed(counts: dict[str, tuple[float, float]], **known: object) -> Readiness:
    parts = tuple(WeightedAnswers(d, asked, right, right) for d, (right, asked) in counts.items())
    settings = {"timed_mock": True} | known
    return assess_readiness(estimate_domains(parts), TARGET, **settings)  # type: ignore[arg-type]


def test_the_running_example_in_words() -> None:
    result = assessed(dict(COUNTS))
    assert (result.state, result.word, result.in_100) == ("number", "toss-up", 45)
    assert result.answers == 65
    assert result.missing is None


@pytest.mark.parametrize(
    ("in_100", "word"),
    [
        (95, "ready"),
        (85, "ready"),
        (80, "likely"),
        (65, "likely"),
        (60, "toss-up"),
        (35, "toss-up"),
        (30, "not yet"),
        (5, "not yet"),
    ],
)
def test_word(in_100: int, word: str) -> None:
    assert label_for(in_100) == word


def test_one_number_has_one_word() -> None:
    shown = [
        assessed(
            {"secure": (a, 30.0), "resilient": (b, 30.0), "performing": (22, 30), "cost": (22, 30)}
        )
        for a in (18.0, 19.0, 20.0, 21.0, 22.0)
        for b in (20.0, 22.0, 23.0, 24.0, 25.0)
    ]
    words = {(each.in_100, each.word) for each in shown}
    assert len(words) == len({in_100 for in_100, _ in words}) > 5


@pytest.mark.parametrize(
    ("probability", "in_100"), [(0, 5), (0.03, 5), (0.12, 10), (0.4477, 45), (0.97, 95), (1, 95)]
)
def test_rounding(probability: float, in_100: int) -> None:
    assert round_to_5(probability) == in_100


GATE: list[tuple[dict[str, tuple[float, float]], str]] = [
    (
        {"secure": (8, 10), "resilient": (8, 10), "performing": (8, 10), "cost": (7, 9)},
        "too little",
    ),
    ({"secure": (8, 10), "resilient": (8, 10), "performing": (8, 10), "cost": (7, 10)}, "words"),
    ({"secure": (9, 16), "resilient": (8, 16), "performing": (8, 16), "cost": (7, 16)}, "words"),
    ({"secure": (9, 17), "resilient": (8, 16), "performing": (8, 16), "cost": (7, 16)}, "number"),
    (
        {"secure": (9, 30), "resilient": (8, 30), "performing": (8, 30), "cost": (1, 5)},
        "too little",
    ),
]


@pytest.mark.parametrize(("counts", "state"), GATE)
def test_gate(counts: dict[str, tuple[float, float]], state: str) -> None:
    assert assessed(counts).state == state


@pytest.mark.parametrize(
    ("times", "average_age", "ends"),
    [(1, 0.0, (40, 50)), (1, 7.0, (40, 55)), (2, 0.0, None), (2, 1.0, None), (2, 7.0, (45, 55))],
)
def test_old_answers_extend_the_range_upward(
    times: int, average_age: float, ends: tuple[int, int] | None
) -> None:
    counts = {
        name: (float(times * right), float(times * asked))
        for name, (right, asked) in COUNTS.items()
    }
    readiness = assessed(counts, average_age=average_age)
    assert (readiness.in_100, readiness.in_100_range) == (45, ends)


def test_no_number_without_a_timed_mostly_fresh_mock() -> None:
    result = assessed(dict(COUNTS), timed_mock=False)
    assert (result.state, result.word, result.in_100) == ("words", "toss-up", None)


def test_too_few_answers_tells_what_is_missing_and_nothing_else() -> None:
    result = assessed(
        {"secure": (8, 10), "resilient": (1, 2), "performing": (2, 4), "cost": (7, 9)}
    )
    assert result == Readiness(
        state="too little", answers=25, missing=MissingEvidence(15, domain="resilient", in_domain=4)
    )


def test_enough_in_every_domain_names_none() -> None:
    result = assessed({"secure": (5, 9), "resilient": (5, 9), "performing": (5, 9), "cost": (5, 9)})
    assert result.missing == MissingEvidence(4, domain=None, in_domain=0)


def test_many_answers_but_one_domain_empty() -> None:
    result = assessed(
        {"secure": (50, 60), "resilient": (5, 9), "performing": (5, 9), "cost": (0, 0)}
    )
    assert result.missing == MissingEvidence(6, domain="cost", in_domain=6)


@pytest.mark.parametrize(
    ("unseen", "in_bank"),
    [
        (None, True),
        ({"secure": 11, "resilient": 4, "performing": 0, "cost": 0}, False),
        ({"secure": 9, "resilient": 4, "performing": 2}, True),
        ({"secure": 8, "resilient": 4, "performing": 2}, False),
        ({"secure": 90, "resilient": 3, "performing": 2}, False),
        ({"secure": 90, "performing": 2}, False),
        ({}, False),
    ],
)
def test_tells_whether_the_bank_holds_what_is_missing(
    unseen: dict[str, int] | None, in_bank: bool
) -> None:
    counts = {"secure": (8.0, 10.0), "resilient": (1, 2), "performing": (2, 4), "cost": (7, 9)}
    missing = assessed(counts, unseen=unseen).missing
    assert missing == MissingEvidence(15, domain="resilient", in_domain=4, in_bank=in_bank)


@pytest.mark.parametrize(("age", "state"), [(21.0, "number"), (21.1, "too little")])
def test_old_answers_does_not_speak(age: float, state: str) -> None:
    assert assessed(dict(COUNTS), age_days=age).state == state
