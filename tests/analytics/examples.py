"""The running example: 14/19, 12/17, 9/16 and 10/13 right in four domains."""

from __future__ import annotations

from examkit.analytics.counted_answers import WeightedAnswers
from examkit.analytics.cut_score import CutScore

LINE = 0.72
COUNTS = {"secure": (14, 19), "resilient": (12, 17), "performing": (9, 16), "cost": (10, 13)}
TARGET = CutScore(
    weights={"secure": 0.30, "resilient": 0.26, "performing": 0.24, "cost": 0.20},
    share=LINE,
    scored=50,
)


def weighted(*counts: tuple[float, float]) -> tuple[WeightedAnswers, ...]:
    """Make weighted answers from right and asked questions, domain by domain."""
    return tuple(
        WeightedAnswers(domain=f"d{number}", asked=asked, right=right, credit=right)
        for number, (right, asked) in enumerate(counts, 1)
    )


def running_example(times: int = 1) -> tuple[WeightedAnswers, ...]:
    """Return the example's answers, as if taken `times` times."""
    return tuple(
        WeightedAnswers(domain, asked * times, right * times, right * times)
        for domain, (right, asked) in COUNTS.items()
    )
