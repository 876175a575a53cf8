"""The weights of answers that Moodle accepts, as GIFT and Moodle XML write them."""

from __future__ import annotations

_FULL = (
    "100 90 83.33333 80 75 70 66.66667 60 50 40 33.33333 30 25 20 16.66667 14.28571 12.5 11.11111"
    " 10 5 0"
)
WEIGHTS = {float(weight): weight for weight in _FULL.split()}
"""Weights that Moodle accepts, in percent -> how they are written. Their negatives work too."""


def legal(weight: float) -> bool:
    """Return whether Moodle accepts a weight. Weights are in percent and can be negative."""
    return any(abs(abs(weight) - known) <= 0.001 for known in WEIGHTS)


def weight_for(count: int) -> str:
    """Return the accepted weight nearest to 100 percent divided by `count`."""
    return WEIGHTS[min(WEIGHTS, key=lambda known: abs(known - 100 / count))]
