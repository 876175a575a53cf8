"""The estimated score of an attempt on the exam's own scale."""

from __future__ import annotations

from dataclasses import dataclass

from examkit.analytics.beta import betaq
from examkit.bank.model import Scale

_TAIL = 0.10
_WIDE_SCALE = 200
"""Scores are rounded to 10 points on a scale at least this wide, and to 1 on a narrower one."""


@dataclass(frozen=True, slots=True)
class ScaledScore:
    """An estimated score on the exam's scale, with its range."""

    estimate: int
    low: int
    """Lower end of the 80% range, which covers only chance in this attempt."""
    high: int


def estimate_scaled_score(credit: float, asked: int, scale: Scale | None) -> ScaledScore | None:
    """Return the score on the exam's scale for `credit` out of `asked` scored questions.

    Returns None without a scale or without questions. The estimate is rounded, and reaches the
    passing score if and only if the share reaches `cut_fraction`. The range is between the
    quantiles .10 and .90 of Jeffreys' posterior Beta(credit + .5, asked - credit + .5) (Brown,
    Cai, and DasGupta 2001).
    """
    if scale is None or asked == 0:
        return None
    share = credit / asked
    a, b = credit + 0.5, asked - credit + 0.5
    return ScaledScore(
        estimate=_on_its_side(_rounded(on_scale(share, scale), scale), share, scale),
        low=_rounded(on_scale(betaq(_TAIL, a, b), scale), scale),
        high=_rounded(on_scale(betaq(1 - _TAIL, a, b), scale), scale),
    )


def on_scale(share: float, scale: Scale) -> float:
    """Return the points on a scale for a share correct, by two straight lines that meet at the cut.

    The exam's own conversion is unpublished and differs by form. With two lines, a share passes
    exactly when its points do; with one line from 0% to 100%, it would not.
    """
    cut = scale.cut_fraction
    if share < cut:
        return scale.min + (scale.pass_ - scale.min) * share / cut
    return scale.pass_ + (scale.max - scale.pass_) * (share - cut) / (1 - cut)


def reaches(share: float, cut: float) -> bool:
    """Return whether a share reaches the cut score, with a margin for rounding errors."""
    return share >= cut - 1e-9


def _rounded(points: float, scale: Scale) -> int:
    digits = -1 if scale.max - scale.min >= _WIDE_SCALE else 0
    return min(scale.max, max(scale.min, int(round(points, digits))))


def _on_its_side(points: int, share: float, scale: Scale) -> int:
    if reaches(share, scale.cut_fraction):
        return max(points, scale.pass_)
    return min(points, scale.pass_ - 1)
