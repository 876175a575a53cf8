"""What has to be reached in an exam."""

from __future__ import annotations

import pytest

from examkit.analytics.cut_score import (
    DEFAULT_CUT_SHARE,
    domain_shares,
    judge_mock,
    percent_scale,
    scaled_estimate,
    to_cut_score,
)
from examkit.bank.model import Domain
from tests.factories import make_exam


def test_target_of_an_exam_with_unscored_questions() -> None:
    target = to_cut_score(make_exam({"a1": 30, "b1": 70}, questions=65, unscored=15))
    assert (target.share, target.scored, target.pass_count) == (0.72, 50, 36)
    assert dict(target.weights) == {"a1": 0.3, "b1": 0.7}


def test_without_a_scale_a_cut_score_is_assumed() -> None:
    assert to_cut_score(make_exam(scale=None)).share == DEFAULT_CUT_SHARE


@pytest.mark.parametrize(("scored", "count"), [(50, 36), (65, 47), (1, 1), (25, 18), (75, 54)])
def test_right_answers_that_pass(scored: int, count: int) -> None:
    assert to_cut_score(make_exam(questions=scored)).pass_count == count


def test_fixed_numbers_of_questions_are_weights() -> None:
    exam = make_exam(domains=tuple(Domain(id=d, title=d, questions=n) for d, n in FIXED.items()))
    assert domain_shares(exam) == {"a1": 0.25, "b1": 0.75}


def test_domains_without_a_weight_share_alike() -> None:
    exam = make_exam(domains=tuple(Domain(id=d, title=d) for d in FIXED))
    assert domain_shares(exam) == {"a1": 0.5, "b1": 0.5}


FIXED = {"a1": 5, "b1": 15}


def test_a_percent_scale_passes_at_the_cut_score() -> None:
    scale = percent_scale(0.72)
    assert (scaled_estimate(0.72, scale), scaled_estimate(0.5, scale)) == (72, 50)


@pytest.mark.parametrize(
    ("credit", "asked", "passes"),
    [(0, 0, None), (16, 20, None), (20, 20, True), (5, 20, False), (36, 50, True), (35, 50, False)],
)
def test_a_short_mock_passes_only_if_its_whole_range_does(
    credit: float, asked: int, passes: bool | None
) -> None:
    assert judge_mock(credit, asked, make_exam(questions=65, unscored=15)) is passes
