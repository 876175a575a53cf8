"""Error rates of ranges and verdicts for 2000 simulated candidates of one mock each.

True shares are logistic normal with a correlation of .75 between domains, mean .67; answers are
binomial. The seed is fixed, so that the numbers are always the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import exp, sqrt
from random import Random

from examkit.analytics.counted_answers import WeightedAnswers
from examkit.analytics.estimates import DomainEstimate, estimate_domains
from examkit.analytics.verdicts import Verdict, judge_domains

PEOPLE = 2_000
LENGTHS = (19, 17, 16, 13)
LINE = 0.72
CORRELATION = 0.75


@dataclass(frozen=True)
class Case:
    """One domain of one candidate."""

    truth: float
    rest: float
    raw: float
    estimate: DomainEstimate
    verdict: Verdict


@cache
def result(own: tuple[int, int], rest: tuple[int, int]) -> tuple[DomainEstimate, Verdict]:
    """Estimate and verdict; only the sums of the other domains enter, so many cases agree."""
    parts = [WeightedAnswers(d, n, x, x) for d, (x, n) in (("own", own), ("rest", rest))]
    estimates = estimate_domains(parts)
    return estimates[0], judge_domains(estimates, LINE)[0]


def sit(truths: list[float], random: Random) -> list[Case]:
    rights = [
        sum(random.random() < truth for _ in range(asked))
        for truth, asked in zip(truths, LENGTHS, strict=True)
    ]
    cases = []
    for truth, right, asked in zip(truths, rights, LENGTHS, strict=True):
        rest = (sum(rights) - right, sum(LENGTHS) - asked)
        other = (sum(truths) - truth) / (len(truths) - 1)
        cases.append(Case(truth, other, right / asked, *result((right, asked), rest)))
    return cases


@cache
def population() -> tuple[Case, ...]:
    random = Random(20_240_101)  # noqa: S311 - reproducible, not secret
    cases: list[Case] = []
    for _ in range(PEOPLE):
        common = sqrt(CORRELATION) * random.gauss(0, 1)
        logits = [
            0.80 + 0.75 * (common + sqrt(1 - CORRELATION) * random.gauss(0, 1)) for _ in LENGTHS
        ]
        cases += sit([1 / (1 + exp(-logit)) for logit in logits], random)
    return tuple(cases)


def share(hits: list[bool]) -> float:
    assert len(hits) > 100
    return sum(hits) / len(hits)


def covered(case: Case) -> bool:
    return case.estimate.low <= case.truth <= case.estimate.high


def weak(case: Case) -> bool:
    return case.verdict.word == "weak"


def test_ranges_hold_the_truth_as_often_as_they_say() -> None:
    assert 0.78 <= share([covered(case) for case in population()]) <= 0.90


def test_ranges_do_not_hide_domains_that_are_truly_behind() -> None:
    behind = [case for case in population() if case.truth <= case.rest - 0.15]
    assert share([covered(case) for case in behind]) >= 0.70


def test_estimates_are_closer_to_the_truth_than_raw_shares() -> None:
    cases = population()
    estimates = sum((case.estimate.point - case.truth) ** 2 for case in cases)
    raw = sum((case.raw - case.truth) ** 2 for case in cases)
    assert sqrt(estimates) <= 0.8 * sqrt(raw)


def test_few_false_alarms() -> None:
    fine = [case for case in population() if case.truth >= LINE]
    assert share([weak(case) for case in fine]) <= 0.08


def test_truly_weak_domains_are_found() -> None:
    bad = [case for case in population() if case.truth <= LINE - 0.10]
    assert share([weak(case) for case in bad]) >= 0.80


def test_a_flat_candidate_above_the_line_is_rarely_flagged() -> None:
    random = Random(7)  # noqa: S311 - reproducible, not secret
    flagged = [any(weak(case) for case in sit([0.78] * 4, random)) for _ in range(PEOPLE)]
    assert share(flagged) <= 0.25


def test_stated_chances_come_true() -> None:
    for low, high in ((0.2, 0.4), (0.4, 0.6), (0.6, 0.8), (0.8, 1.0)):
        told_so = [case for case in population() if low <= case.verdict.p_below_cut < high]
        stated = sum(case.verdict.p_below_cut for case in told_so) / len(told_so)
        assert abs(share([case.truth < LINE for case in told_so]) - stated) < 0.06
