"""Verdicts on domains: below the cut score, above it, or undecided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from examkit.analytics.beta import betainc
from examkit.analytics.estimates import DomainEstimate, standard_errors_behind
from examkit.analytics.settings import VerdictSettings

VerdictName = Literal["weak", "near line", "ok", "too few"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verdict on one domain."""

    domain: str
    word: VerdictName
    p_below_cut: float
    """Probability that the domain's true share correct is below the cut score."""
    leaning_low: bool
    """Whether a borderline domain is more likely below the cut score than above it."""
    behind: bool
    """Whether the domain is weak only because it is far below the candidate's other domains."""


def judge_domains(
    estimates: Sequence[DomainEstimate], cut: float, settings: VerdictSettings | None = None
) -> tuple[Verdict, ...]:
    """Return a verdict on every domain; `cut` is the cut score as a share correct.

    A domain is weak if its regressed estimate is below the cut score with a probability of at least
    `settings.sure`. It is also weak if it is at least `settings.behind_errors` standard errors
    below the other domains, and its own answers alone put it below the cut score with a probability
    of at least `settings.alone`. The second rule finds a strong candidate's one weak domain, which
    regression toward the others would hide: the relative weakness of Feinberg and von Davier
    (2020).
    """
    chosen = settings or VerdictSettings()
    asked = sum(estimate.asked for estimate in estimates)
    credit = sum(estimate.credit for estimate in estimates)
    return tuple(
        _judge(each, cut, chosen, _lag(each, asked - each.asked, credit - each.credit))
        for each in estimates
    )


def _judge(own: DomainEstimate, cut: float, settings: VerdictSettings, lag: float) -> Verdict:
    below = betainc(own.a, own.b, cut)
    wrong = own.asked - own.credit
    alone = betainc(own.fade * own.credit + 0.5, own.fade * wrong + 0.5, cut)
    behind = lag >= settings.behind_errors and alone >= settings.alone
    word = _word(own, below, behind, settings)
    return Verdict(
        domain=own.domain,
        word=word,
        p_below_cut=below,
        leaning_low=word == "near line" and below >= 0.5,
        behind=word == "weak" and below < settings.sure,
    )


def _word(
    own: DomainEstimate, below: float, behind: bool, settings: VerdictSettings
) -> VerdictName:
    # The weights of answers fade by the minute, but reports show whole numbers of answers.
    if round(own.asked) < settings.enough:
        return "too few"
    if below >= settings.sure or behind:
        return "weak"
    return "ok" if below <= 1 - settings.sure else "near line"


def _lag(own: DomainEstimate, rest_asked: float, rest_credit: float) -> float:
    fade = own.fade
    return standard_errors_behind(
        fade * own.asked, fade * own.credit, fade * rest_asked, fade * rest_credit
    )
