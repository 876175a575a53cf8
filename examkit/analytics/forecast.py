"""The forecast of the real exam: the probability of passing, and the expected share correct."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from examkit.analytics.beta import betabinom_sf, betaq
from examkit.analytics.cut_score import CutScore
from examkit.analytics.estimates import DomainEstimate
from examkit.analytics.settings import ReadinessSettings

_TAIL = 0.10
_PRIOR = 4.0
"""Weight, in answers, of the prior that the domain estimates start from."""
_NODES = ((-(3**0.5), 1 / 6), (0.0, 2 / 3), (3**0.5, 1 / 6))
"""Nodes and weights of Gauss-Hermite quadrature for a standard normal variable."""


@dataclass(frozen=True, slots=True)
class ExpectedScore:
    """The share of the exam that the candidate is expected to answer correctly, from 0 to 1."""

    mean: float
    low: float
    """Lower end of the 80% range."""
    high: float


@dataclass(frozen=True, slots=True)
class Forecast:
    """A forecast of the real exam, even if there are too few answers to show it."""

    probability: float
    """Probability of reaching the cut score."""
    expected: ExpectedScore


def forecast_pass(
    estimates: Sequence[DomainEstimate],
    target: CutScore,
    settings: ReadinessSettings | None = None,
    reached: float = 1.0,
    gained: float = 0.0,
) -> Forecast:
    """Return a forecast of the real exam, made from domain estimates.

    The share correct has a beta distribution. Its mean is the weighted mean of the estimates,
    regressed toward the average candidate (Kelley); its variance includes the difference between
    bank and exam. The number of correct answers is then beta-binomial (Lord's binomial error
    model). `target` has the domain weights and the cut score. `reached` is the share of questions
    that the candidate reaches in time; the others count as incorrect. `gained` is how much the
    candidate has improved since the answers, in logits. Raises ValueError if no domain has a
    weight.
    """
    chosen = settings or ReadinessSettings()
    weights = _shares(estimates, target)
    mean = sum(w * each.point for w, each in zip(weights, estimates, strict=True))
    answers = sum(each.fade * each.asked for each in estimates) + _PRIOR
    own = answers / (answers + chosen.population_worth)
    mean = own * mean + (1 - own) * chosen.population_mean
    mean += gained * mean * (1 - mean)
    spread = mean * (1 - mean)
    strength = spread / _variance(estimates, weights, mean, chosen) - 1
    a, b = mean * strength, (1 - mean) * strength
    low, high = betaq(_TAIL, a, b), betaq(1 - _TAIL, a, b)
    return Forecast(
        probability=sum(
            weight * betabinom_sf(target.pass_count, round(share * target.scored), a, b)
            for share, weight in _reached_shares(reached, chosen.pace_spread)
        ),
        expected=ExpectedScore(mean * reached, low * reached, high * reached),
    )


def _reached_shares(reached: float, spread: float) -> list[tuple[float, float]]:
    """Return possible shares of the exam that a candidate reaches, each with its probability.

    `reached` is the mean share, and `spread` the standard deviation as a part of that mean.
    """
    if reached >= 1:
        return [(1.0, 1.0)]
    return [(min(1.0, reached * (1 + spread * node)), weight) for node, weight in _NODES]


def _shares(estimates: Sequence[DomainEstimate], target: CutScore) -> list[float]:
    weights = [target.weights.get(each.domain, 0.0) for each in estimates]
    total = sum(weights)
    if total <= 0:
        raise ValueError("no domain has a weight")
    return [weight / total for weight in weights]


def _variance(
    estimates: Sequence[DomainEstimate],
    weights: list[float],
    mean: float,
    settings: ReadinessSettings,
) -> float:
    """Return the variance of the forecast share correct, whose mean is `mean`.

    `weights` are the domains' shares of the exam, in the order of `estimates`. The variance is at
    least what it would be if all answers counted for a single domain, and it allows for a bank
    that is easier or harder than the exam.
    """
    answers = sum(each.fade * each.asked for each in estimates) + _PRIOR
    own = answers / (answers + settings.population_worth)
    spread = mean * (1 - mean)
    domains = sum(
        w * w * each.point * (1 - each.point) / (each.a + each.b + 1)
        for w, each in zip(weights, estimates, strict=True)
    )
    total = spread / (answers + settings.population_worth + 1)
    return max(own * domains, total) + (settings.bank_trust * spread) ** 2
