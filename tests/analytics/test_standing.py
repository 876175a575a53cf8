"""What answers support on one exam: the domains in order of need, and what doesn't count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from examkit.analytics.standing import QuickAnswers, Standing
from examkit.exam.past_answer import PastAnswer
from tests.analytics.examples import TARGET
from tests.report.example import Asked, answers_to, running_example

PACE = 120.0


def domain(name: str, right: int, wrong: int, seconds: float = 60.0) -> list[Asked]:
    return [Asked(name, outcome="right", seconds=seconds)] * right + [
        Asked(name, outcome="wrong", seconds=seconds)
    ] * wrong


def standing_of(*attempts: Sequence[Asked]) -> Standing:
    """Return the standing after attempts, a day apart, oldest first."""
    past: list[PastAnswer] = []
    for number, asked in enumerate(attempts):
        past += answers_to([*asked], len(attempts) - number)
    return Standing(past, TARGET, PACE, past[-1].ended_at if past else 0.0)


def test_domains_are_ranked_by_the_exam_points_that_practice_gains() -> None:
    standing = standing_of(running_example())
    assert standing.basis == "estimates"
    assert standing.ranking == ("performing", "secure", "resilient", "cost")


def test_a_domain_that_needs_improvement_comes_before_a_heavier_one_that_is_fine() -> None:
    standing = standing_of(domain("secure", 40, 6) + domain("cost", 5, 8))
    assert standing.ranking == ("cost", "secure")
    assert standing.weak == ("cost",)


def test_a_domain_without_a_verdict_is_ranked_but_has_no_number() -> None:
    standing = standing_of(domain("secure", 2, 8) + domain("cost", 0, 3))
    assert set(standing.shares) == {"secure"}
    assert standing.ranking == standing.weak == ("secure", "cost")


def test_a_domain_keeps_its_verdict_when_newer_answers_make_its_own_a_day_older() -> None:
    standing = standing_of(domain("secure", 2, 4), domain("cost", 5, 5))
    assert standing.estimates[0].asked < 6
    assert set(standing.shares) == {"secure", "cost"}


def test_a_domain_that_was_asked_most_is_not_first_if_it_is_known_well() -> None:
    missed = domain("resilient", 1, 4) + domain("performing", 2, 3)
    standing = standing_of(domain("secure", 6, 0) + missed + domain("cost", 4, 0))
    assert set(standing.shares) == {"secure"}
    assert standing.ranking[:2] == ("resilient", "performing")
    assert "secure" not in standing.weak


@pytest.mark.parametrize(
    ("others", "secure", "first"),
    [
        (0.8, (5, 0), "resilient"),
        (0.8, (0, 3), "secure"),
        (0.5, (5, 0), "resilient"),
        (0.7, (0, 3), "secure"),
    ],
)
def test_a_domain_with_few_answers_comes_first_only_if_many_of_them_are_incorrect(
    others: float, secure: tuple[int, int], first: str
) -> None:
    known = round(40 * others)
    rest = domain("resilient", known, 40 - known) + domain("cost", known + 4, 36 - known)
    standing = standing_of(domain("secure", *secure) + rest)
    assert set(standing.shares) == {"resilient", "cost"}
    assert standing.ranking[0] == first


def test_estimates_use_all_attempts_and_not_the_latest_alone() -> None:
    poor, good = domain("cost", 2, 18) + domain("secure", 18, 2), domain("secure", 1, 2)
    assert standing_of(poor, good).ranking[0] == "cost"


def test_without_estimates_the_latest_attempt_counts() -> None:
    earlier = domain("cost", 0, 20, seconds=2)
    latest = domain("secure", 5, 5, seconds=2) + domain("performing", 2, 8, seconds=2)
    standing = standing_of(earlier, latest)
    assert (standing.basis, standing.shares) == ("counts", {})
    assert standing.ranking == standing.weak == ("performing", "secure")


def test_a_report_counts_its_own_attempt() -> None:
    clicked = answers_to(domain("secure", 1, 9, seconds=2))
    own = answers_to(domain("cost", 1, 9, seconds=2))
    assert Standing(clicked, TARGET, PACE, clicked[-1].ended_at, latest=own).ranking == ("cost",)


def test_without_answers_nothing_is_ranked() -> None:
    standing = standing_of()
    assert (standing.basis, standing.ranking, standing.weak) == ("nothing", (), ())


QUICK = domain("secure", 10, 10, seconds=2)
READ = domain("secure", 10, 10)


@pytest.mark.parametrize(
    ("attempts", "expected", "matters"),
    [
        ([READ], QuickAnswers(0, 0, 20), False),
        ([QUICK], QuickAnswers(20, 20, 20), True),
        ([READ, QUICK], QuickAnswers(20, 20, 40), True),
        ([QUICK[:10] + READ[:10]], QuickAnswers(20, 10, 20), True),
        ([READ * 5 + QUICK[:1]], QuickAnswers(1, 1, 101), False),
        ([[Asked(fresh=False, seconds=2)] * 9 + READ], QuickAnswers(20, 0, 20), True),
        ([[Asked(outcome="unanswered", seconds=2)] * 9 + READ], QuickAnswers(0, 0, 20), False),
    ],
)
def test_what_does_not_count_is_counted(
    attempts: list[list[Asked]], expected: QuickAnswers, matters: bool
) -> None:
    quick = standing_of(*attempts).quick
    assert quick == expected
    assert quick.matters is matters


def test_an_attempt_left_out_is_not_counted_as_too_quick() -> None:
    past = tuple(replace(answer, left_out=True) for answer in answers_to(QUICK))
    assert Standing(past, TARGET, PACE, past[-1].ended_at).quick == QuickAnswers(0, 0, 0)
