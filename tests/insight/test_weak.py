"""Verdicts on domains."""

from __future__ import annotations

import pytest

from examkit.insight.estimate import estimate_domains
from examkit.insight.weak import Verdict, Word, judge_domains
from tests.insight.examples import LINE, evidence, running_example


def judge(*counts: tuple[float, float]) -> tuple[Verdict, ...]:
    return judge_domains(estimate_domains(evidence(*counts)), LINE)


def test_chances_of_the_running_example() -> None:
    verdicts = judge_domains(estimate_domains(running_example()), LINE)
    assert [round(verdict.below, 2) for verdict in verdicts] == [0.49, 0.57, 0.85, 0.42]


def test_words_of_the_running_example() -> None:
    verdicts = judge_domains(estimate_domains(running_example()), LINE)
    assert [verdict.word for verdict in verdicts] == ["near line", "near line", "weak", "near line"]
    assert [verdict.leaning_low for verdict in verdicts] == [False, True, False, False]


@pytest.mark.parametrize(
    ("counts", "word"),
    [
        (((19, 19), (17, 17)), "ok"),
        (((2, 19), (12, 17)), "weak"),
        (((14, 19), (12, 17)), "near line"),
        (((0, 5), (12, 17)), "too few"),
        (((0, 6), (12, 17)), "weak"),
        (((0, 5.5), (12, 17)), "too few"),
        (((0, 0), (0, 0)), "too few"),
    ],
)
def test_word(counts: tuple[tuple[float, float], ...], word: Word) -> None:
    assert judge(*counts)[0].word == word


def test_the_lone_bad_domain_of_a_strong_candidate_is_found() -> None:
    first = judge((7, 13), (18, 19), (16, 17), (15, 16))[0]
    assert first.below < 0.80
    assert (first.word, first.behind) == ("weak", True)


def test_a_domain_behind_the_rest_but_above_the_line_is_not_weak() -> None:
    assert judge((16, 20), (60, 60))[0].word != "weak"


def test_weak_without_being_behind() -> None:
    verdict = judge((4, 19), (5, 17), (4, 16))[0]
    assert (verdict.word, verdict.behind) == ("weak", False)


def test_no_domain_no_verdict() -> None:
    assert judge_domains((), LINE) == ()
