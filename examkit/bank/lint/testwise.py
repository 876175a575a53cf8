"""Measure what a reader without knowledge scores from the wording of options alone.

The reader T1 adds up cues with fixed weights. The reader T2 learns the weights from the bank's
other questions, with a conditional logit (McFadden, 1974) that is fitted by Newton's method and
cross-validated.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from examkit.bank.lint.cue_features import FEATURES, rows
from examkit.bank.lint.rule import Item
from examkit.diagnostics import Severity

RIDGE = 3.0
FOLDS = 10
MIN_QUESTIONS = 100
"""Minimum number of questions for a cue to be an error; with fewer, it is a warning."""
MIN_TO_JUDGE = 30
"""Minimum number of questions for any cue to be reported."""
MAX_SAMPLE = 1_000
"""Maximum number of questions that are measured."""

Rows = list[list[float]]
"""The cue values of each option in a question."""
Choice = tuple[Sequence[Sequence[float]], int]
"""The cue values of each option, and the position of the option that is the key."""


@dataclass(frozen=True, slots=True)
class CueGain:
    """How often a cue finds the key, compared with guessing, over several questions."""

    name: str
    questions: int
    hits: float
    """Number of questions that the cue answers correctly; a tie counts as a fraction."""
    chance: float
    """Number of questions that guessing answers correctly, on average."""
    variance: float
    """Variance of the number of questions that guessing answers correctly."""

    @property
    def rate(self) -> float:
        """Return the share of questions that the cue answers correctly; 0 if there are none."""
        return self.hits / self.questions if self.questions else 0.0

    @property
    def expected(self) -> float:
        """Return the share of questions that guessing answers correctly; 0 if there are none."""
        return self.chance / self.questions if self.questions else 0.0

    @property
    def lift(self) -> float:
        """Return by how much `rate` exceeds `expected`; negative if the cue misleads."""
        return (self.hits - self.chance) / self.questions if self.questions else 0.0

    @property
    def z(self) -> float:
        """Return the gain over guessing in standard deviations; 0 if there is no variance."""
        return (self.hits - self.chance) / math.sqrt(self.variance) if self.variance else 0.0


def measure_gains(items: Sequence[Item]) -> tuple[CueGain, CueGain, tuple[CueGain, ...]]:
    """Return how often wording alone finds the key, compared with guessing.

    The gains are those of the reader T1, with fixed weights for cues, of the reader T2, with
    learned weights, and of each single cue that varies in at least `MIN_TO_JUDGE` questions.
    """
    sampled = _sample(items)
    table = [rows(item) for item in sampled]
    weights = [weight for _, weight in FEATURES.values()]
    fixed = [[_score(row, weights) for row in options] for options in table]
    learned = _learned_scores(sampled, table)
    cues = tuple(_single_cues(sampled, table))
    return _gain("T1", sampled, fixed), _gain("T2", sampled, learned), cues


def _sample(items: Sequence[Item]) -> list[Item]:
    """Return all questions, or a sample of `MAX_SAMPLE`, always the same, if there are more."""
    if len(items) <= MAX_SAMPLE:
        return list(items)
    return sorted(items, key=lambda item: _hash(item.question.id))[:MAX_SAMPLE]


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8])


def _learned_scores(items: Sequence[Item], table: Sequence[Rows]) -> list[list[float]]:
    """Return a score for each option of each question, with weights learned from other questions.

    `table` has the cue values. The questions are divided into folds, and the weights for one fold
    are learned from the others. All scores are 0 if there are too few questions.
    """
    folds = [_hash(item.question.id) % FOLDS for item in items]
    choices: list[list[Choice]] = [[] for _ in range(FOLDS)]
    for item, options, fold in zip(items, table, folds, strict=True):
        if len(item.keys) == 1:
            choices[fold].append((options, item.keys[0]))
    if sum(map(bool, choices)) < 2:  # A question can't be predicted from itself.
        return [[0.0] * len(options) for options in table]
    start = fit([choice for part in choices for choice in part], RIDGE)
    weights = [
        fit([c for other in range(FOLDS) if other != fold for c in choices[other]], RIDGE, start, 3)
        for fold in range(FOLDS)
    ]
    return [
        [_score(row, weights[fold]) for row in options]
        for options, fold in zip(table, folds, strict=True)
    ]


def _single_cues(items: Sequence[Item], table: Sequence[Rows]) -> Iterator[CueGain]:
    for column, name in enumerate(FEATURES):
        pairs = [
            (item, [row[column] for row in options])
            for item, options in zip(items, table, strict=True)
            if any(row[column] for row in options)
        ]
        if len(pairs) >= MIN_TO_JUDGE:
            yield _gain(name, [item for item, _ in pairs], [values for _, values in pairs])


def _gain(name: str, items: Sequence[Item], scores: Sequence[Sequence[float]]) -> CueGain:
    hits = chance = variance = 0.0
    for item, values in zip(items, scores, strict=True):
        hits += credit(values, item.keys)
        p = 1 / math.comb(len(values), len(item.keys))
        chance += p
        variance += p * (1 - p)
    return CueGain(name, len(items), hits, chance, variance)


def credit(scores: Sequence[float], keys: Sequence[int]) -> float:
    """Return the chance that the highest-scoring options are exactly the keys.

    `scores` has a score for each option, and `keys` the positions of the keys. As many options are
    selected as there are keys; ties are broken at random.
    """
    number = len(keys)
    if number in (0, len(scores)):
        return 0.0
    limit = sorted(scores, reverse=True)[number - 1]
    above = {i for i, value in enumerate(scores) if value > limit + 1e-12}
    tied = {i for i, value in enumerate(scores) if abs(value - limit) <= 1e-12}
    if not above <= set(keys) or not set(keys) <= above | tied:
        return 0.0
    return 1 / math.comb(len(tied), number - len(above))


def verdict(gain: CueGain, *, single: bool = False) -> Severity | None:
    """Return the severity to report for a gain; None if it is small or could be chance.

    The limits are higher for a `single` cue, because several cues are tried.
    """
    if gain.questions < MIN_TO_JUDGE:
        return None
    limit, z = (0.08, 3.0) if single else (0.05, 2.33)
    if gain.lift > limit and gain.z > z:
        return "error" if gain.questions >= MIN_QUESTIONS else "warning"
    if not single and gain.lift > 0.03 and gain.z > 1.645:
        return "warning"
    return None


def fit(
    choices: Sequence[Choice],
    ridge: float,
    start: Sequence[float] | None = None,
    rounds: int = 6,
) -> list[float]:
    """Return the weights of cues in a conditional logit that is fitted to the choices.

    The weights maximize the log-likelihood minus ridge / 2 * the sum of the squared weights, in at
    most `rounds` steps of Newton's method that begin at `start`, or at 0 by default.
    """
    size = len(choices[0][0][0])
    weights = list(start or [0.0] * size)
    for _ in range(rounds):
        gradient, curvature = _derivatives(choices, weights, ridge)
        step = solve(curvature, gradient)
        weights = [weight + change for weight, change in zip(weights, step, strict=True)]
        if max(map(abs, step)) < 1e-6:
            break
    return weights


def _score(row: Sequence[float], weights: Sequence[float]) -> float:
    """Return the weighted sum of one option's cue values."""
    return sum(value * weight for value, weight in zip(row, weights, strict=True))


def _derivatives(
    choices: Sequence[Choice], weights: Sequence[float], ridge: float
) -> tuple[list[float], list[list[float]]]:
    """Return the gradient and the negative Hessian of what `fit` maximizes."""
    size = len(weights)
    gradient = [-ridge * weight for weight in weights]
    curvature = [[ridge if i == j else 0.0 for j in range(size)] for i in range(size)]
    for options, chosen in choices:
        powers = [math.exp(_score(row, weights)) for row in options]
        total = sum(powers)
        mean = [
            sum(p * row[j] for p, row in zip(powers, options, strict=True)) / total
            for j in range(size)
        ]
        for j in range(size):
            gradient[j] += options[chosen][j] - mean[j]
        for power, row in zip(powers, options, strict=True):
            deviation = [value - center for value, center in zip(row, mean, strict=True)]
            for line, left in zip(curvature, deviation, strict=True):
                factor = left * power / total
                for j in range(size):
                    line[j] += factor * deviation[j]
    return gradient, curvature


def solve(matrix: Sequence[Sequence[float]], right: Sequence[float]) -> list[float]:
    """Return the solution x of the system of linear equations `matrix` * x = `right`.

    Uses Gaussian elimination with partial pivoting.
    """
    lines = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    size = len(lines)
    for i in range(size):
        pivot = max(range(i, size), key=lambda k: abs(lines[k][i]))
        lines[i], lines[pivot] = lines[pivot], lines[i]
        for k in range(i + 1, size):
            factor = lines[k][i] / lines[i][i]
            lines[k] = [a - factor * b for a, b in zip(lines[k], lines[i], strict=True)]
    solution = [0.0] * size
    for i in reversed(range(size)):
        rest = sum(lines[i][j] * solution[j] for j in range(i + 1, size))
        solution[i] = (lines[i][size] - rest) / lines[i][i]
    return solution
