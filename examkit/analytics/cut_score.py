"""The exam to be passed, as the numbers need it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

from examkit.bank.model import Exam
from examkit.exam.blueprint import domain_weights

DEFAULT_CUT_SHARE = 0.72
"""Share of right answers assumed at the pass mark of an exam that declares no scale."""


@dataclass(frozen=True, slots=True)
class CutScore:
    """What has to be reached."""

    weights: Mapping[str, float]
    """Domain id to its share of the exam; the sum is 1."""
    share: float
    """Pass line as a share of right answers."""
    scored: int
    """Scored questions of the real exam."""

    @property
    def pass_count(self) -> int:
        """Right answers that reach the pass line."""
        return ceil(self.share * self.scored - 1e-9)


def to_cut_score(exam: Exam) -> CutScore:
    """Read the target off an exam."""
    return CutScore(
        weights=domain_shares(exam),
        share=exam.scale.cut_fraction if exam.scale else DEFAULT_CUT_SHARE,
        scored=max(1, exam.questions - exam.unscored),
    )


def domain_shares(exam: Exam) -> dict[str, float]:
    """Share of the exam by domain id, in its order; the sum is 1.

    The weights of the blueprint; equal shares where an exam declares none.
    """
    parts = domain_weights(exam)
    if sum(parts.values()) == 0:
        parts = dict.fromkeys(parts, 1.0)
    whole = sum(parts.values())
    return {domain: part / whole for domain, part in parts.items()}
