"""What a reader who knows nothing would score from the wording alone.

T1 adds the cues up with fixed weights; T2 learns the weights from other questions of the same bank.
Lift is the share of questions answered right minus what guessing gives.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from examkit.bank.lint.cue_features import FEATURES, rows
from examkit.bank.lint.logit import Choice, fit, score
from examkit.bank.lint.rule import Item
from examkit.diagnostics import Severity

RIDGE = 3.0
FOLDS = 10
MIN_QUESTIONS = 100
"""Below that many questions nothing is worse than a warning."""
FEWEST_ACTIVE = 30
"""Below that many nothing is said at all."""
MOST = 1_000
"""Questions looked at; of a larger bank a sample chosen by their ids."""

Rows = list[list[float]]


@dataclass(frozen=True, slots=True)
class CueGain:
    """Result of one reader."""

    name: str
    questions: int
    hits: float
    chance: float
    variance: float

    @property
    def lift(self) -> float:
        """Share right beyond guessing."""
        return (self.hits - self.chance) / self.questions if self.questions else 0.0

    @property
    def z(self) -> float:
        """The same in standard deviations of guessing."""
        return (self.hits - self.chance) / math.sqrt(self.variance) if self.variance else 0.0


def measure_gains(items: Sequence[Item]) -> tuple[CueGain, CueGain, tuple[CueGain, ...]]:
    """Return T1, T2 and each cue alone where it is active on enough questions."""
    chosen = sample(items)
    table = [rows(item) for item in chosen]
    weights = [weight for _, weight in FEATURES.values()]
    first = _lift("T1", chosen, [[score(row, weights) for row in options] for options in table])
    second = _lift("T2", chosen, _learned(chosen, table))
    return first, second, tuple(_cues(chosen, table))


def sample(items: Sequence[Item]) -> list[Item]:
    """Return all items, or of many a sample that is the same each time."""
    if len(items) <= MOST:
        return list(items)
    return sorted(items, key=lambda item: _hash(item.question.id))[:MOST]


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8])


def _learned(items: Sequence[Item], table: Sequence[Rows]) -> list[list[float]]:
    folds = [_hash(item.question.id) % FOLDS for item in items]
    choices: list[list[Choice]] = [[] for _ in range(FOLDS)]
    for item, options, fold in zip(items, table, folds, strict=True):
        if len(item.keys) == 1:
            choices[fold].append((options, item.keys[0]))
    everything = [choice for part in choices for choice in part]
    if sum(map(bool, choices)) < 2:  # Nothing to learn from but what is asked itself.
        return [[0.0] * len(options) for options in table]
    start = fit(everything, RIDGE)
    weights = [
        fit([c for other in range(FOLDS) if other != fold for c in choices[other]], RIDGE, start, 3)
        for fold in range(FOLDS)
    ]
    return [
        [score(row, weights[fold]) for row in options]
        for options, fold in zip(table, folds, strict=True)
    ]


def _cues(items: Sequence[Item], table: Sequence[Rows]) -> Iterator[CueGain]:
    for column, name in enumerate(FEATURES):
        pairs = [
            (item, [row[column] for row in options])
            for item, options in zip(items, table, strict=True)
            if any(row[column] for row in options)
        ]
        if len(pairs) >= FEWEST_ACTIVE:
            yield _lift(name, [item for item, _ in pairs], [values for _, values in pairs])


def _lift(name: str, items: Sequence[Item], scores: Sequence[Sequence[float]]) -> CueGain:
    hits = chance = variance = 0.0
    for item, values in zip(items, scores, strict=True):
        hits += credit(values, item.keys)
        p = 1 / math.comb(len(values), len(item.keys))
        chance += p
        variance += p * (1 - p)
    return CueGain(name, len(items), hits, chance, variance)


def credit(scores: Sequence[float], keys: Sequence[int]) -> float:
    """Chance that the top options are exactly the keys, where ties are broken by lot."""
    number = len(keys)
    if number in (0, len(scores)):
        return 0.0
    limit = sorted(scores, reverse=True)[number - 1]
    above = {i for i, value in enumerate(scores) if value > limit + 1e-12}
    tied = {i for i, value in enumerate(scores) if abs(value - limit) <= 1e-12}
    if not above <= set(keys) or not set(keys) <= above | tied:
        return 0.0
    return 1 / math.comb(len(tied), number - len(above))


def verdict(found: CueGain, *, single: bool = False) -> Severity | None:
    """Return whether a lift is too large: more than luck explains, and enough to matter."""
    if found.questions < FEWEST_ACTIVE:
        return None
    limit, z = (0.08, 3.0) if single else (0.05, 2.33)
    if found.lift > limit and found.z > z:
        return "error" if found.questions >= MIN_QUESTIONS else "warning"
    if not single and found.lift > 0.03 and found.z > 1.645:
        return "warning"
    return None
