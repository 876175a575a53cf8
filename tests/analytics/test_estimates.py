"""Domain estimates."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examkit.analytics.beta import betaq
from examkit.analytics.estimates import estimate_domains
from examkit.analytics.settings import EstimateSettings
from tests.analytics.examples import running_example, weighted

COUNTS = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda pair: tuple(sorted(pair)))


def test_points_of_the_running_example() -> None:
    points = [round(each.point, 3) for each in estimate_domains(running_example())]
    assert points == [0.713, 0.697, 0.631, 0.723]


def test_ranges_of_the_running_example() -> None:
    ranges = [
        (round(each.low, 2), round(each.high, 2)) for each in estimate_domains(running_example())
    ]
    assert ranges == [(0.61, 0.81), (0.58, 0.80), (0.45, 0.75), (0.60, 0.83)]


def test_counts_are_kept() -> None:
    first = estimate_domains(running_example())[0]
    assert (first.domain, first.asked, first.right, first.credit) == ("secure", 19, 14, 14)


def test_without_an_answer_the_prior_speaks() -> None:
    for each in estimate_domains(weighted((0, 0), (0, 0))):
        assert each.point == pytest.approx(0.65)
        assert each.high - each.low > 0.5


def test_no_domain_no_estimate() -> None:
    assert estimate_domains(()) == ()


def test_a_domain_is_drawn_towards_the_others() -> None:
    alone = 9 / 16
    with_strong_rest = estimate_domains(weighted((9, 16), (48, 49)))[0].point
    with_weak_rest = estimate_domains(weighted((9, 16), (10, 49)))[0].point
    assert with_weak_rest < alone < with_strong_rest


def test_a_rest_that_is_known_well_weighs_fifteen_answers() -> None:
    each = estimate_domains(weighted((9, 16), (49_000, 50_000)))[0]
    assert each.a + each.b == pytest.approx(31, abs=0.02)


def test_faded_answers_weigh_as_much_as_fewer_new_ones() -> None:
    faded = estimate_domains(weighted((12, 16), (24, 48)), fade=0.5)
    fewer = estimate_domains(weighted((6, 8), (12, 24)))
    for one, other in zip(faded, fewer, strict=True):
        assert (one.point, one.low, one.high) == (other.point, other.low, other.high)
        assert (one.asked, one.fade) == (2 * other.asked, 0.5)
        assert other.fade == 1.0


def test_part_marks_count_as_fractions() -> None:
    halves = estimate_domains(weighted((4.5, 9)))[0]
    assert halves.a / (halves.a + halves.b) == halves.point


def test_a_wider_range_on_demand() -> None:
    usual = estimate_domains(running_example())[0]
    wider = estimate_domains(running_example(), EstimateSettings(range_share=0.90))[0]
    tail = (1 - 0.90) / 2
    assert wider.low < usual.low < usual.high < wider.high
    assert wider.low == betaq(tail, usual.a, usual.b)


@given(COUNTS, COUNTS, COUNTS)
def test_only_the_sum_of_the_rest_matters(
    own: tuple[int, int], one: tuple[int, int], other: tuple[int, int]
) -> None:
    apart = estimate_domains(weighted(own, one, other))[0]
    together = estimate_domains(weighted(own, (one[0] + other[0], one[1] + other[1])))[0]
    assert apart == together


@given(st.lists(COUNTS, min_size=1, max_size=5))
def test_the_point_lies_in_its_range(counts: list[tuple[int, int]]) -> None:
    for each in estimate_domains(weighted(*counts)):
        assert 0 <= each.low < each.high <= 1
        assert 0 < each.point < 1


@given(st.integers(1, 30), st.integers(0, 29), COUNTS)
def test_one_more_right_never_lowers_an_estimate(
    asked: int, right: int, rest: tuple[int, int]
) -> None:
    fewer = min(right, asked - 1)
    before = estimate_domains(weighted((fewer, asked), rest))
    after = estimate_domains(weighted((fewer + 1, asked), rest))
    assert all(b.point <= a.point for b, a in zip(before, after, strict=True))
