"""The exam to be passed, as the numbers need it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

from examkit.bank.model import Exam
from examkit.exam.blueprint import weights

DEFAULT_PASS_LINE = 0.72
"""Share of right answers assumed at the pass mark of an exam that declares no scale."""


@dataclass(frozen=True, slots=True)
class Target:
    """What has to be reached."""

    weights: Mapping[str, float]
    """Domain id to its share of the exam; the sum is 1."""
    line: float
    """Pass line as a share of right answers."""
    scored: int
    """Scored questions of the real exam."""

    @property
    def pass_count(self) -> int:
        """Right answers that reach the pass line."""
        return ceil(self.line * self.scored - 1e-9)


def target_of(exam: Exam) -> Target:
    """Read the target off an exam."""
    return Target(
        weights=domain_shares(exam),
        line=exam.scale.cut_fraction if exam.scale else DEFAULT_PASS_LINE,
        scored=max(1, exam.questions - exam.unscored),
    )


def domain_shares(exam: Exam) -> dict[str, float]:
    """Share of the exam by domain id, in its order; the sum is 1.

    The weights of the blueprint; equal shares where an exam declares none.
    """
    parts = weights(exam)
    if sum(parts.values()) == 0:
        parts = dict.fromkeys(parts, 1.0)
    whole = sum(parts.values())
    return {domain: part / whole for domain, part in parts.items()}
