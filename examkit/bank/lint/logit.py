"""A conditional logit: which option is chosen, given cues of each, fitted by Newton's method."""

from __future__ import annotations

import math
from collections.abc import Sequence

Choice = tuple[Sequence[Sequence[float]], int]
"""Cues of each option, and the place of the chosen one."""


def fit(
    choices: Sequence[Choice],
    ridge: float,
    start: Sequence[float] | None = None,
    rounds: int = 6,
) -> list[float]:
    """Weights that maximise the log-likelihood minus ridge / 2 times the sum of their squares."""
    size = len(choices[0][0][0])
    weights = list(start or [0.0] * size)
    for _ in range(rounds):
        slope, curve = _derivatives(choices, weights, ridge)
        step = solve(curve, slope)
        weights = [weight + change for weight, change in zip(weights, step, strict=True)]
        if max(map(abs, step)) < 1e-6:
            break
    return weights


def score(row: Sequence[float], weights: Sequence[float]) -> float:
    """Weighted sum of the cues of one option."""
    return sum(value * weight for value, weight in zip(row, weights, strict=True))


def _derivatives(
    choices: Sequence[Choice], weights: Sequence[float], ridge: float
) -> tuple[list[float], list[list[float]]]:
    size = len(weights)
    slope = [-ridge * weight for weight in weights]
    curve = [[ridge if i == j else 0.0 for j in range(size)] for i in range(size)]
    for options, chosen in choices:
        powers = [math.exp(score(row, weights)) for row in options]
        total = sum(powers)
        shares = [power / total for power in powers]
        mean = [
            sum(p * row[j] for p, row in zip(shares, options, strict=True)) for j in range(size)
        ]
        for j in range(size):
            slope[j] += options[chosen][j] - mean[j]
        for share, row in zip(shares, options, strict=True):
            away = [value - centre for value, centre in zip(row, mean, strict=True)]
            for i in range(size):
                if away[i]:
                    line, factor = curve[i], share * away[i]
                    for j in range(size):
                        line[j] += factor * away[j]
    return slope, curve


def solve(matrix: Sequence[Sequence[float]], right: Sequence[float]) -> list[float]:
    """Solve a system of linear equations by elimination with the largest pivot."""
    lines = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    size = len(lines)
    for i in range(size):
        pivot = max(range(i, size), key=lambda k: abs(lines[k][i]))
        lines[i], lines[pivot] = lines[pivot], lines[i]
        for k in range(i + 1, size):
            factor = lines[k][i] / lines[i][i]
            lines[k] = [a - factor * b for a, b in zip(lines[k], lines[i], strict=True)]
    found = [0.0] * size
    for i in reversed(range(size)):
        rest = sum(lines[i][j] * found[j] for j in range(i + 1, size))
        found[i] = (lines[i][size] - rest) / lines[i][i]
    return found
