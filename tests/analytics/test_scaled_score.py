"""The honest scaled score."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examkit.analytics.cut_score import ScaledScore, estimate_scaled_score, on_scale, reaches
from examkit.bank.model import Scale


def make_scale(low: int = 100, high: int = 1000, cut: int = 720, share: float = 0.72) -> Scale:
    values = {"min": low, "max": high, "pass": cut, "cut_fraction": share}
    return Scale.model_validate(values)


AWS = make_scale()


@pytest.mark.parametrize(
    ("share", "points"), [(0.65, 800), (0.68, 781), (0.70, 767), (0.72, 750), (0.75, 720)]
)
def test_three_quarters_right_by_assumed_cut_score(share: float, points: int) -> None:
    assert round(on_scale(0.75, make_scale(share=share))) == points


@pytest.mark.parametrize(("share", "points"), [(0, 100), (0.36, 410), (0.72, 720), (1, 1000)])
def test_two_lines_meet_at_the_passing_score(share: float, points: float) -> None:
    assert on_scale(share, AWS) == pytest.approx(points)


def test_the_running_example() -> None:
    assert estimate_scaled_score(45, 65, AWS) == ScaledScore(estimate=700, low=630, high=760)


@pytest.mark.parametrize(
    ("credit", "asked", "about"),
    [(36, 50, 720), (35, 50, 700), (46.7, 65, 719), (46.8, 65, 720), (0, 50, 100), (50, 50, 1000)],
)
def test_about(credit: float, asked: int, about: int) -> None:
    scaled = estimate_scaled_score(credit, asked, AWS)
    assert scaled is not None
    assert scaled.estimate == about


def test_range_at_the_passing_score() -> None:
    scaled = estimate_scaled_score(36, 50, AWS)
    assert scaled is not None
    assert (scaled.low, scaled.high) == (650, 790)


def test_no_scale_no_score() -> None:
    assert estimate_scaled_score(45, 65, None) is None


def test_no_question_no_score() -> None:
    assert estimate_scaled_score(0, 0, AWS) is None


def test_a_narrow_scale_is_not_rounded_to_tens() -> None:
    scaled = estimate_scaled_score(36, 50, make_scale(0, 100, 70, 0.7))
    assert scaled is not None
    assert scaled.estimate == 72


@given(
    st.integers(0, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    st.integers(101, 999),
    st.floats(0.3, 0.95),
)
def test_passed_on_the_scale_is_passed_in_raw_numbers(
    counts: tuple[int, int], cut: int, share: float
) -> None:
    right, asked = counts
    scaled = estimate_scaled_score(right, asked, make_scale(cut=cut, share=share))
    if scaled is not None:
        assert (scaled.estimate >= cut) == reaches(right / asked, share)
        assert 100 <= scaled.low <= scaled.high <= 1000
