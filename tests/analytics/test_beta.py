"""The beta distribution against values of SciPy 1.17."""

from __future__ import annotations

from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examkit.analytics.beta import betabinom_sf, betainc, betaq

PRECISION = 1e-9

CDF = [
    (0.5, 0.5, 0.1, 0.204832764699133),
    (2.6, 1.4, 0.72, 0.570942946862009),
    (1, 1, 0.3, 0.3),
    (19.9, 7.83, 0.72, 0.486391588980351),
    (13.2, 8.1, 0.72, 0.829473878928696),
    (0.05, 0.2, 0.001, 0.574337614445224),
    (45.5, 20.5, 0.69, 0.490797915085986),
    (500, 700, 0.4, 0.120516289089432),
    (5000, 3000, 0.63, 0.822120997630347),
    (1.2, 300, 0.01, 0.929827619444101),
    (300, 1.2, 0.99, 0.0701723805558991),
    (36.5, 14.5, 0.72, 0.50931607104925),
    (0.5, 65.5, 0.0004, 0.18074003306665),
    (65.5, 0.5, 0.9999, 0.909047644139871),
    (10, 10, 0.5, 0.5),
]

QUANTILES = [
    (0.1, 0.5, 0.5, 0.0244717418524232),
    (0.9, 2.6, 1.4, 0.914210999313645),
    (0.1, 19.9, 7.83, 0.605760973793789),
    (0.9, 13.2, 8.1, 0.750651135790981),
    (0.1, 45.5, 20.5, 0.615432894331161),
    (0.9, 45.5, 20.5, 0.760843873589328),
    (0.5, 10, 10, 0.5),
    (0.05, 500, 700, 0.393344895246081),
    (0.95, 5000, 3000, 0.633884754235278),
    (0.1, 0.5, 65.5, 0.000120993887202256),
    (0.9, 65.5, 0.5, 0.999879006112798),
    (0.025, 1.2, 300, 0.000170932124598444),
]

AT_LEAST = [
    (36, 50, 24.1, 10.7, 0.451346637587789),
    (36, 50, 300, 110, 0.637750590353291),
    (47, 65, 14.5, 6.5, 0.438929826644648),
    (1, 10, 0.5, 0.5, 0.823802947998047),
    (50, 50, 24.1, 10.7, 2.06545423183657e-05),
    (25, 50, 10, 10, 0.529740227538829),
    (700, 1000, 70, 30, 0.515774132925931),
    (150, 200, 2.6, 1.4, 0.384033067803329),
]

SHAPES = st.floats(min_value=0.05, max_value=500)
SHARES = st.floats(min_value=0, max_value=1)


@pytest.mark.parametrize(("a", "b", "x", "expected"), CDF)
def test_distribution_function(a: float, b: float, x: float, expected: float) -> None:
    assert abs(betainc(a, b, x) - expected) < PRECISION


@pytest.mark.parametrize(("p", "a", "b", "expected"), QUANTILES)
def test_quantile(p: float, a: float, b: float, expected: float) -> None:
    assert abs(betaq(p, a, b) - expected) < PRECISION


@pytest.mark.parametrize(("k", "n", "a", "b", "expected"), AT_LEAST)
def test_beta_binomial(k: int, n: int, a: float, b: float, expected: float) -> None:
    assert abs(betabinom_sf(k, n, a, b) - expected) < PRECISION


@pytest.mark.parametrize(("x", "expected"), [(-1, 0), (0, 0), (1, 1), (2, 1), (inf, 1)])
def test_outside_of_the_unit_interval(x: float, expected: float) -> None:
    assert betainc(2, 3, x) == expected


@pytest.mark.parametrize("p", [0, 1])
def test_quantile_at_the_ends(p: float) -> None:
    assert betaq(p, 2, 3) == p


@pytest.mark.parametrize(("k", "expected"), [(-1, 1), (0, 1), (11, 0), (99, 0)])
def test_beta_binomial_at_the_ends(k: int, expected: float) -> None:
    assert betabinom_sf(k, 10, 2, 3) == expected


@pytest.mark.parametrize(("a", "b"), [(0, 1), (1, 0), (-1, 1), (inf, 1), (1, nan)])
def test_shapes_are_positive_and_finite(a: float, b: float) -> None:
    with pytest.raises(ValueError, match="positive"):
        betainc(a, b, 0.5)


@pytest.mark.parametrize("p", [-0.1, 1.1, nan])
def test_a_probability_is_checked(p: float) -> None:
    with pytest.raises(ValueError, match="probability"):
        betaq(p, 2, 3)


def test_x_is_a_number() -> None:
    with pytest.raises(ValueError, match="not a number"):
        betainc(2, 3, nan)


def test_a_number_of_questions_is_not_negative() -> None:
    with pytest.raises(ValueError, match="negative"):
        betabinom_sf(1, -1, 2, 3)


@given(SHAPES, SHAPES, SHARES, SHARES)
def test_distribution_function_never_falls(a: float, b: float, x: float, y: float) -> None:
    low, high = sorted((x, y))
    assert 0 <= betainc(a, b, low) <= betainc(a, b, high) + 1e-12 <= 1 + 2e-12


# Closer to 0 than this, 1 - x is no longer the other side of the same x.
@given(SHAPES, SHAPES, st.floats(min_value=1e-6, max_value=1 - 1e-6))
def test_both_tails_add_up(a: float, b: float, x: float) -> None:
    assert abs(betainc(a, b, x) + betainc(b, a, 1 - x) - 1) < PRECISION


@given(
    st.floats(min_value=0.5, max_value=500),
    st.floats(min_value=0.5, max_value=500),
    st.floats(min_value=0.01, max_value=0.99),
)
def test_quantile_inverts_the_distribution_function(a: float, b: float, p: float) -> None:
    assert abs(betainc(a, b, betaq(p, a, b)) - p) < 1e-7


@given(st.integers(min_value=1, max_value=80), SHAPES, SHAPES)
def test_beta_binomial_never_rises(n: int, a: float, b: float) -> None:
    tails = [betabinom_sf(k, n, a, b) for k in range(n + 2)]
    assert tails == sorted(tails, reverse=True)
    assert tails[0] == 1
    assert tails[-1] == 0


def test_more_answers_than_anybody_gives_are_refused() -> None:
    with pytest.raises(ArithmeticError, match="converge"):
        betainc(1e9, 1e9, 0.5)
