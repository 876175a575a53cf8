"""Estimates of how much of each domain a candidate would get correct."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from examkit.analytics.beta import betaq
from examkit.analytics.evidence import Evidence


@dataclass(frozen=True, slots=True)
class EstimateSettings:
    """Settings for the prior and the range of an estimate."""

    prior_right: float = 2.6
    """With `prior_wrong`: the prior expects 65% correct and weighs four answers."""
    prior_wrong: float = 1.4
    own_rest: float = 10.0
    """Maximum weight of the other domains in one domain's estimate, in answers (m)."""
    range_share: float = 0.80
    """Share of cases in which the range holds the true value."""


@dataclass(frozen=True, slots=True)
class DomainEstimate:
    """The share of a domain's whole pool that the candidate would get correct."""

    domain: str
    asked: float
    """Effective number of answers behind it."""
    right: float
    credit: float
    point: float
    """Point estimate, from 0 to 1."""
    low: float
    """Lower end of the range."""
    high: float
    """Upper end of the range."""
    a: float
    """With `b`: the share's posterior is Beta(a, b)."""
    b: float
    fade: float = 1.0
    """How much the answers still weigh, from 0 to 1, because the newest is old."""


def estimate_domains(
    evidence: Sequence[Evidence], settings: EstimateSettings | None = None, fade: float = 1.0
) -> tuple[DomainEstimate, ...]:
    """Estimate every domain, each pulled toward the candidate's other domains.

    This is Kelley's regressed score, as Wainer's augmented subscores with one parameter. The other
    domains form a beta prior that weighs up to `own_rest` answers, and less if they have few. With
    a `fade` below 1, all answers weigh less, so ranges are wider.
    """
    chosen = settings or EstimateSettings()
    asked = sum(part.asked for part in evidence)
    credit = sum(part.credit for part in evidence)
    return tuple(
        _estimate(part, fade * (asked - part.asked), fade * (credit - part.credit), chosen, fade)
        for part in evidence
    )


def _estimate(
    own: Evidence, rest_asked: float, rest_credit: float, settings: EstimateSettings, fade: float
) -> DomainEstimate:
    worth = rest_asked + settings.prior_right + settings.prior_wrong
    mean = (rest_credit + settings.prior_right) / worth
    # The rest is uncertain too, so its variance adds to the prior's variance.
    pull = 1 / (1 / (settings.own_rest + 1) + 1 / (worth + 1)) - 1
    a = fade * own.credit + pull * mean
    b = fade * (own.asked - own.credit) + pull * (1 - mean)
    tail = (1 - settings.range_share) / 2
    return DomainEstimate(
        domain=own.domain,
        asked=own.asked,
        right=own.right,
        credit=own.credit,
        point=a / (a + b),
        low=betaq(tail, a, b),
        high=betaq(1 - tail, a, b),
        a=a,
        b=b,
        fade=fade,
    )
