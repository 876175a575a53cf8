"""The cut score and domain weights of an exam."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

from examkit.bank.model import Exam
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
