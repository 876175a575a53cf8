"""Verdicts on domains."""

from __future__ import annotations

from dataclasses import replace
from math import inf, nextafter, sqrt

import pytest

from examkit.analytics.beta import betainc
from examkit.analytics.estimates import estimate_domains
from examkit.analytics.settings import VerdictSettings
from examkit.analytics.verdicts import Verdict, VerdictName, judge_domains
from tests.analytics.examples import LINE, running_example, weighted


def judge(*counts: tuple[float, float]) -> tuple[Verdict, ...]:
    return judge_domains(estimate_domains(weighted(*counts)), LINE)


def test_chances_of_the_running_example() -> None:
    verdicts = judge_domains(estimate_domains(running_example()), LINE)
    assert [round(verdict.p_below_cut, 2) for verdict in verdicts] == [0.51, 0.58, 0.83, 0.46]


def test_words_of_the_running_example() -> None:
    verdicts = judge_domains(estimate_domains(running_example()), LINE)
    assert [verdict.word for verdict in verdicts] == ["near line", "near line", "weak", "near line"]
    assert [verdict.leaning_low for verdict in verdicts] == [True, True, False, False]


@pytest.mark.parametrize(
    ("counts", "word"),
    [
        (((19, 19), (17, 17)), "ok"),
        (((2, 19), (12, 17)), "weak"),
        (((14, 19), (12, 17)), "near line"),
        (((0, 5), (12, 17)), "too few"),
        (((0, 6), (12, 17)), "weak"),
        (((0, 5.4), (12, 17)), "too few"),
        (((0, 5.6), (12, 17)), "weak"),
        (((0, 0), (0, 0)), "too few"),
    ],
)
def test_word(counts: tuple[tuple[float, float], ...], word: VerdictName) -> None:
    assert judge(*counts)[0].word == word


def test_the_lone_bad_domain_of_a_strong_candidate_is_found() -> None:
    first = judge((7, 13), (18, 19), (16, 17), (15, 16))[0]
    assert first.p_below_cut < 0.80
    assert (first.word, first.behind) == ("weak", True)


def test_a_domain_behind_the_rest_but_above_the_line_is_not_weak() -> None:
    assert judge((16, 20), (60, 60))[0].word != "weak"


def test_weak_without_being_behind() -> None:
    verdict = judge((4, 19), (5, 17), (4, 16))[0]
    assert (verdict.word, verdict.behind) == ("weak", False)


def test_no_domain_no_verdict() -> None:
    assert judge_domains((), LINE) == ()


# Edges, to the last bit: each bound belongs to the verdict it makes.

STRONG = ((7, 13), (18, 19), (16, 17), (15, 16))


def lag(own: tuple[float, float], rest: tuple[float, float]) -> float:
    """Standard errors between two shares, each with half an answer added on both sides."""
    (p, s), (q, r) = (((right + 0.5) / (asked + 1), asked + 2) for right, asked in (own, rest))
    return (q - p) / sqrt(p * (1 - p) / s + q * (1 - q) / r)


def first(counts: tuple[tuple[float, float], ...], **settings: float) -> Verdict:
    return judge_domains(estimate_domains(weighted(*counts)), LINE, VerdictSettings(**settings))[0]


def test_a_verdict_begins_at_enough() -> None:
    assert first(STRONG, enough=13.0).word == "weak"
    assert first(STRONG, enough=nextafter(13.0, inf)).word == "too few"


def test_behind_begins_at_its_standard_errors() -> None:
    edge = lag((7, 13), (49, 52))
    assert first(STRONG, behind_errors=edge).word == "weak"
    assert first(STRONG, behind_errors=nextafter(edge, inf)).word == "near line"


def test_behind_needs_the_own_answers_to_be_below_the_line() -> None:
    alone = betainc(7.5, 6.5, LINE)
    assert first(STRONG, alone=alone).word == "weak"
    assert first(STRONG, alone=nextafter(alone, 1)).word == "near line"


def test_weak_begins_at_sure_and_is_then_not_shown_as_weakness() -> None:
    counts = ((7, 13), (14, 19), (12, 17), (11, 16))
    below = first(counts).p_below_cut
    verdict = first(counts, sure=below, behind_errors=inf)
    assert (verdict.domain, verdict.word, verdict.behind) == ("d1", "weak", False)
    assert first(counts, sure=nextafter(below, 1), behind_errors=inf).word == "near line"


def test_ok_begins_at_sure_from_the_other_side() -> None:
    counts = ((16, 19), (12, 17))
    below = first(counts).p_below_cut
    sure = 1 - below
    assert 1 - sure == below, "another example is needed"
    assert first(counts, sure=sure).word == "ok"
    assert first(counts, sure=nextafter(sure, 1)).word == "near line"


def test_leaning_low_begins_at_half() -> None:
    even = replace(estimate_domains(weighted((10, 20), (10, 20)))[0], a=2.0, b=2.0)
    (verdict,) = judge_domains([even], 0.5)
    assert (verdict.p_below_cut, verdict.word, verdict.leaning_low) == (0.5, "near line", True)
