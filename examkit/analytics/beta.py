"""The beta distribution without numpy, as estimates and forecasts need it.

Absolute errors stay below 1e-9 for parameters up to a few thousand, far more than the answers one
person gives.
"""

from __future__ import annotations

from math import exp, inf, isnan, lgamma, log

_SMALLEST = 1e-300
_PRECISION = 1e-13
_SMALLEST_STEP = 1e-15
_MAX_TERMS = 400


def betainc(a: float, b: float, x: float) -> float:
    """Return P(Z <= x) for Z ~ Beta(a, b): the regularized incomplete beta function I_x(a, b).

    Uses Lentz's continued fraction (Numerical Recipes, 6.4). An `x` below 0 gives 0, and one above
    1 gives 1, infinities included. Raises ValueError if `x` is NaN ("not a number"), or unless `a`
    and `b` are positive and finite.
    """
    _check_shape(a, b)
    if isnan(x):
        raise ValueError("x is not a number")
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    # The fraction converges fast only on this side of the mean.
    if x > (a + 1) / (a + b + 2):
        return 1.0 - _lower_tail(b, a, 1 - x)
    return _lower_tail(a, b, x)


def betaq(p: float, a: float, b: float) -> float:
    """Return the quantile x with P(Z <= x) = p for Z ~ Beta(a, b).

    Uses Newton's method inside a bracket, and bisects it where a step would leave it.
    Raises ValueError unless `p` is from 0 to 1, and `a` and `b` are positive and finite.
    """
    if not 0 <= p <= 1:
        raise ValueError(f"a probability must be from 0 to 1, not {p}")
    _check_shape(a, b)
    if p in (0, 1):
        return float(p)
    low, high, x = 0.0, 1.0, a / (a + b)
    # Each step shrinks the bracket, so the loop ends.
    while True:
        excess = betainc(a, b, x) - p
        low, high = (x, high) if excess < 0 else (low, x)
        density = exp(_log_kernel(a, b, x)) / (x * (1 - x))
        step = excess / density if density else inf
        if min(abs(step), high - low) < _SMALLEST_STEP:
            return x
        x = x - step if low < x - step < high else (low + high) / 2


def betabinom_sf(k: int, n: int, a: float, b: float) -> float:
    """Return P(Y >= k) for Y ~ BetaBinomial(n, a, b), such as correct answers to `n` questions.

    Raises ValueError if `n` is negative.
    """
    _check_shape(a, b)
    if n < 0:
        raise ValueError(f"the number of questions can't be negative: {n}")
    if k <= 0:
        return 1.0
    scale = _log_beta(a, b)
    terms = (
        exp(_log_choose(n, right) + _log_beta(a + right, b + n - right) - scale)
        for right in range(k, n + 1)
    )
    return min(1.0, sum(terms))


def _lower_tail(a: float, b: float, x: float) -> float:
    return exp(_log_kernel(a, b, x)) * _fraction(a, b, x) / a


def _log_kernel(a: float, b: float, x: float) -> float:
    """Return the logarithm of x^a (1-x)^b / B(a, b), which is x (1-x) times the density."""
    return a * log(x) + b * log(1 - x) - _log_beta(a, b)


def _fraction(a: float, b: float, x: float) -> float:
    """Return the continued fraction of I_x(a, b) by Lentz's method."""
    c, d = 1.0, 1 / _nonzero(1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, _MAX_TERMS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d, c = 1 / _nonzero(1 + term * d), _nonzero(1 + term / c)
            value *= d * c
        if abs(d * c - 1) < _PRECISION:
            return value
    # The number of terms is about the square root of the larger parameter, which counts answers.
    raise ArithmeticError(f"I_x({a}, {b}) does not converge")


def _nonzero(value: float) -> float:
    return value if abs(value) > _SMALLEST else _SMALLEST


def _log_beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)


def _log_choose(n: int, k: int) -> float:
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)


def _check_shape(a: float, b: float) -> None:
    if not (0 < a < inf and 0 < b < inf):
        raise ValueError(f"both parameters must be positive and finite, not {a} and {b}")
