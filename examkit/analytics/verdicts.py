"""Whether a domain lies below the pass line, and when the answers cannot tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Literal

from examkit.analytics.beta import betainc
from examkit.analytics.estimates import DomainEstimate

VerdictName = Literal["weak", "near line", "ok", "too few"]


@dataclass(frozen=True, slots=True)
class VerdictSettings:
    """How sure a verdict must be."""

    sure: float = 0.80
    """Probability from which a domain is called weak; ok from the same on the other side."""
    behind: float = 1.645
    """Standard errors behind the own rest from which a lone bad domain stands out."""
    enough: float = 6.0
    """Effective answers below which nothing is said."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What can be said about one domain."""

    domain: str
    word: VerdictName
    p_below_cut: float
    """Probability that the true share lies below the pass line."""
    leaning_low: bool
    """Near the line, and rather below it."""
    relative_weakness: bool
    """Weak because it is far behind the candidate's other domains."""


def judge_domains(
    estimates: Sequence[DomainEstimate], line: float, settings: VerdictSettings | None = None
) -> tuple[Verdict, ...]:
    """Return a verdict on every domain; `line` is the pass line as a share of right answers.

    Weak: the regressed estimate is below the line with probability `sure`; or the domain is
    `behind` the rest (a z test of two shares with added half counts) and its own answers alone
    are below the line with probability `sure`. The second clause finds the lone bad domain of
    a strong candidate, which regression towards the rest would hide: the relative weakness of
    Feinberg and von Davier (2020).
    """
    chosen = settings or VerdictSettings()
    asked = sum(estimate.asked for estimate in estimates)
    credit = sum(estimate.credit for estimate in estimates)
    return tuple(
        _judge(each, line, chosen, _lag(each, asked - each.asked, credit - each.credit))
        for each in estimates
    )


def _judge(own: DomainEstimate, line: float, settings: VerdictSettings, lag: float) -> Verdict:
    below = betainc(own.a, own.b, line)
    alone = betainc(own.credit + 0.5, own.asked - own.credit + 0.5, line)
    behind = lag >= settings.behind and alone >= settings.sure
    word = _word(own, below, behind, settings)
    return Verdict(
        domain=own.domain,
        word=word,
        p_below_cut=below,
        leaning_low=word == "near line" and below >= 0.5,
        relative_weakness=word == "weak" and below < settings.sure,
    )


def _word(
    own: DomainEstimate, below: float, behind: bool, settings: VerdictSettings
) -> VerdictName:
    if own.asked < settings.enough:
        return "too few"
    if below >= settings.sure or behind:
        return "weak"
    return "ok" if below <= 1 - settings.sure else "near line"


def _lag(own: DomainEstimate, rest_asked: float, rest_credit: float) -> float:
    """Standard errors by which the domain is behind the rest."""
    own_mean, own_variance = _smoothed(own.asked, own.credit)
    rest_mean, rest_variance = _smoothed(rest_asked, rest_credit)
    return (rest_mean - own_mean) / sqrt(own_variance + rest_variance)


def _smoothed(asked: float, credit: float) -> tuple[float, float]:
    mean = (credit + 0.5) / (asked + 1)
    return mean, mean * (1 - mean) / (asked + 2)
