"""The cut score, domain weights, and score scale of an exam."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

from examkit.analytics.beta import betaq
from examkit.bank.model import Exam, Scale
from examkit.exam.blueprint import domain_weights

DEFAULT_CUT_SHARE = 0.72
"""Cut score, as a share correct, of an exam without a score scale."""


@dataclass(frozen=True, slots=True)
class CutScore:
    """The share of credit that passes an exam, and how the exam weighs its domains."""

    weights: Mapping[str, float]
    """Each domain's share of the exam, by domain id; the sum is 1."""
    share: float
    """Cut score as a share correct, from 0 to 1."""
    scored: int
    """Number of scored questions on the real exam."""

    @property
    def pass_count(self) -> int:
        """Return the smallest number of correct scored answers that passes the exam."""
        return ceil(self.share * self.scored - 1e-9)


def to_cut_score(exam: Exam) -> CutScore:
    """Return an exam's cut score and domain weights.

    Without a score scale, the cut score is `DEFAULT_CUT_SHARE`.
    """
    return CutScore(
        weights=domain_shares(exam),
        share=exam.scale.cut_fraction if exam.scale else DEFAULT_CUT_SHARE,
        scored=max(1, exam.questions - exam.unscored),
    )


def seconds_per_question(exam: Exam) -> float:
    """Return how many seconds an exam allows per question."""
    return exam.minutes * 60 / exam.questions


def domain_shares(exam: Exam) -> dict[str, float]:
    """Return each domain's share of the exam, by domain id in the exam's order; the sum is 1.

    The shares are equal if the exam gives its domains no weights.
    """
    parts = domain_weights(exam)
    if sum(parts.values()) == 0:
        parts = dict.fromkeys(parts, 1.0)
    total = sum(parts.values())
    return {domain: part / total for domain, part in parts.items()}


_TAIL = 0.10
_WIDE_SCALE = 200
"""Scores are rounded to 10 points on a scale at least this wide, and to 1 on a narrower one."""


@dataclass(frozen=True, slots=True)
class ScaledScore:
    """An estimated score on the exam's scale, with its range."""

    estimate: int
    low: int
    """Lower end of the 80% range, which accounts only for chance in this attempt's answers."""
    high: int


def estimate_scaled_score(credit: float, asked: int, scale: Scale | None) -> ScaledScore | None:
    """Return the score on the exam's scale for `credit` out of `asked` scored questions.

    Returns None without a scale or without questions. The estimate is rounded, and reaches the
    passing score if and only if the share of credit reaches the scale's `cut_fraction`. The range
    is between the quantiles .10 and .90 of Jeffreys' posterior Beta(credit + .5, asked - credit +
    .5) (Brown, Cai, and DasGupta 2001).
    """
    if scale is None or asked == 0:
        return None
    share = credit / asked
    a, b = credit + 0.5, asked - credit + 0.5
    return ScaledScore(
        estimate=scaled_estimate(share, scale),
        low=_rounded(on_scale(betaq(_TAIL, a, b), scale), scale),
        high=_rounded(on_scale(betaq(1 - _TAIL, a, b), scale), scale),
    )


def scaled_estimate(share: float, scale: Scale) -> int:
    """Return the score on a scale for a share correct, from 0 to 1, rounded to 1 or 10 points.

    It reaches the passing score if and only if the share reaches the scale's `cut_fraction`.
    """
    return _on_its_side(_rounded(on_scale(share, scale), scale), share, scale)


def percent_scale(cut: float) -> Scale:
    """Return a scale of percents, for exams without one. `cut` is the cut score as a share."""
    return Scale.model_validate(
        {"min": 0, "max": 100, "pass": round(100 * cut), "cut_fraction": cut}
    )


def on_scale(share: float, scale: Scale) -> float:
    """Return a share correct as points on a scale, along two lines that meet at the cut score.

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


def judge_mock(credit: float, asked: int, exam: Exam) -> bool | None:
    """Return whether a mock passes, or None if it is too short to tell.

    A mock with as many scored questions as the exam is never too short. A shorter one is too short
    unless its whole likely range is on one side of the passing score. `credit` is the sum of the
    credits of the scored questions, and `asked` their number.
    """
    cut = to_cut_score(exam).share
    scale = exam.scale or percent_scale(cut)
    score = estimate_scaled_score(credit, asked, scale)
    if score is None:
        return None
    is_full = asked >= exam.questions - exam.unscored
    is_clear = is_full or score.low >= scale.pass_ or score.high < scale.pass_
    return reaches(credit / asked, cut) if is_clear else None


def _rounded(points: float, scale: Scale) -> int:
    digits = -1 if scale.max - scale.min >= _WIDE_SCALE else 0
    return min(scale.max, max(scale.min, int(round(points, digits))))


def _on_its_side(points: int, share: float, scale: Scale) -> int:
    if reaches(share, scale.cut_fraction):
        return max(points, scale.pass_)
    return min(points, scale.pass_ - 1)
