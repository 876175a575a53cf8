"""How much of each domain a candidate masters, as far as the answers can tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from examkit.analytics.beta import betaq
from examkit.analytics.evidence import Evidence


@dataclass(frozen=True, slots=True)
class EstimateSettings:
    """What is assumed before the first answer, and how sure a range is."""

    prior_right: float = 2.6
    """With `prior_wrong`: before any answer 65% right is expected, worth four answers."""
    prior_wrong: float = 1.4
    own_rest: float = 10.0
    """How many answers the candidate's other domains weigh for one domain (m)."""
    range_share: float = 0.80
    """The range holds the true value in this share of all cases."""


@dataclass(frozen=True, slots=True)
class DomainEstimate:
    """The share of a domain's whole pool that the candidate would get right."""

    domain: str
    asked: float
    """Effective answers it rests on."""
    right: float
    credit: float
    point: float
    """Best single guess, from 0 to 1."""
    low: float
    """Lower end of the range."""
    high: float
    """Upper end of the range."""
    a: float
    """With `b`: the share is believed to follow Beta(a, b)."""
    b: float


def estimate_domains(
    evidence: Sequence[Evidence], settings: EstimateSettings | None = None
) -> tuple[DomainEstimate, ...]:
    """Estimate every domain, each drawn towards the candidate's own other domains.

    Kelley's regressed score, in the form of Wainer's augmented subscores with one parameter:
    the other domains are a beta prior worth up to `own_rest` answers, less where they are few.
    """
    chosen = settings or EstimateSettings()
    asked = sum(part.asked for part in evidence)
    credit = sum(part.credit for part in evidence)
    return tuple(
        _estimate(part, asked - part.asked, credit - part.credit, chosen) for part in evidence
    )


def _estimate(
    own: Evidence, rest_asked: float, rest_credit: float, settings: EstimateSettings
) -> DomainEstimate:
    worth = rest_asked + settings.prior_right + settings.prior_wrong
    mean = (rest_credit + settings.prior_right) / worth
    # The rest is itself uncertain, so that its variance adds to that of the prior.
    pull = 1 / (1 / (settings.own_rest + 1) + 1 / (worth + 1)) - 1
    a = own.credit + pull * mean
    b = own.asked - own.credit + pull * (1 - mean)
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
    )
