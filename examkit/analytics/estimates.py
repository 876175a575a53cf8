"""Estimates of how much of each domain a candidate would answer correctly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import sqrt

from examkit.analytics.beta import betaq
from examkit.analytics.counted_answers import WeightedAnswers
from examkit.analytics.settings import EstimateSettings


@dataclass(frozen=True, slots=True)
class DomainEstimate:
    """An estimate of the share of a domain's questions the candidate would answer correctly."""

    domain: str
    asked: float
    """Effective number of answers that the estimate is based on."""
    right: float
    credit: float
    point: float
    """Point estimate, from 0 to 1."""
    low: float
    """Lower end of the likely range (80% by default), from 0 to 1."""
    high: float
    """Upper end of the likely range, from 0 to 1."""
    a: float
    """First parameter of the share's posterior distribution, which is Beta(a, b)."""
    b: float
    fade: float = 1.0
    """Factor for the weight of all answers, from 0 to 1; below 1 if even the newest is old."""
    apart: tuple[float, float] | None = None
    """The posterior's parameters (a, b) if the other domains had a quarter of their weight.

    None unless the domain is far from the others (`EstimateSettings.apart`).
    """

    def quantile(self, p: float) -> float:
        """Return the share's quantile `p`: a range's lower end if `p` is below .5, else its upper.

        Regression toward the other domains can hide a domain that truly differs. If `apart` is set,
        the range therefore extends as far as it would with a quarter of the other domains' weight.
        """
        ends = [betaq(p, self.a, self.b)]
        if self.apart is not None:
            ends.append(betaq(p, *self.apart))
        return min(ends) if p < 0.5 else max(ends)


def estimate_domains(
    weighted: Sequence[WeightedAnswers], settings: EstimateSettings | None = None, fade: float = 1.0
) -> tuple[DomainEstimate, ...]:
    """Return an estimate of every domain, drawn toward the candidate's other domains.

    This is Kelley's regressed score, or Wainer's augmented subscores with one parameter. The other
    domains form a beta prior that weighs up to `settings.own_rest` answers, and less if they have
    few. `fade` multiplies the weight of all answers; below 1, it widens the ranges.
    """
    chosen = settings or EstimateSettings()
    asked = sum(part.asked for part in weighted)
    credit = sum(part.credit for part in weighted)
    return tuple(
        _estimate(part, fade * (asked - part.asked), fade * (credit - part.credit), chosen, fade)
        for part in weighted
    )


def _estimate(
    own: WeightedAnswers,
    rest_asked: float,
    rest_credit: float,
    settings: EstimateSettings,
    fade: float,
) -> DomainEstimate:
    worth = rest_asked + settings.prior_right + settings.prior_wrong
    mean = (rest_credit + settings.prior_right) / worth
    asked, credit = fade * own.asked, fade * own.credit

    def posterior(own_rest: float) -> tuple[float, float]:
        # The rest is uncertain too, so its variance adds to the prior's variance.
        pull = 1 / (1 / (own_rest + 1) + 1 / (worth + 1)) - 1
        return credit + pull * mean, asked - credit + pull * (1 - mean)

    a, b = posterior(settings.own_rest)
    is_apart = abs(standard_errors_behind(asked, credit, rest_asked, rest_credit)) >= settings.apart
    estimate = DomainEstimate(
        domain=own.domain,
        asked=own.asked,
        right=own.right,
        credit=own.credit,
        point=a / (a + b),
        low=0.0,
        high=1.0,
        a=a,
        b=b,
        fade=fade,
        apart=posterior(settings.own_rest / 4) if is_apart else None,
    )
    tail = (1 - settings.range_share) / 2
    return replace(estimate, low=estimate.quantile(tail), high=estimate.quantile(1 - tail))


def standard_errors_behind(
    asked: float, credit: float, rest_asked: float, rest_credit: float
) -> float:
    """Return by how many standard errors a domain's share correct is below the other domains'.

    `asked` and `credit` are the domain's weighted answers and the credit they earned; `rest_asked`
    and `rest_credit` are those of all other domains. Half a correct and half an incorrect answer
    are added to each count.
    """
    own_mean, own_variance = _smoothed(asked, credit)
    rest_mean, rest_variance = _smoothed(rest_asked, rest_credit)
    return (rest_mean - own_mean) / sqrt(own_variance + rest_variance)


def _smoothed(asked: float, credit: float) -> tuple[float, float]:
    mean = (credit + 0.5) / (asked + 1)
    return mean, mean * (1 - mean) / (asked + 2)
