"""The running example: 14/19, 12/17, 9/16 and 10/13 right in four domains."""

from __future__ import annotations

from examkit.analytics.cut_score import CutScore
from examkit.analytics.evidence import Evidence

LINE = 0.72
COUNTS = {"secure": (14, 19), "resilient": (12, 17), "performing": (9, 16), "cost": (10, 13)}
TARGET = CutScore(
    weights={"secure": 0.30, "resilient": 0.26, "performing": 0.24, "cost": 0.20},
    share=LINE,
    scored=50,
)


def evidence(*counts: tuple[float, float]) -> tuple[Evidence, ...]:
    """Make evidence of right and asked questions, domain by domain."""
    return tuple(
        Evidence(domain=f"d{number}", asked=asked, right=right, credit=right)
        for number, (right, asked) in enumerate(counts, 1)
    )


def running_example(times: int = 1) -> tuple[Evidence, ...]:
    """Return the example's evidence, as if sat `times` times."""
    return tuple(
        Evidence(domain, asked * times, right * times, right * times)
        for domain, (right, asked) in COUNTS.items()
    )
