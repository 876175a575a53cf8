"""Rules about all questions together: cues that no single question shows."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from examkit.bank.lint.cue_rules import mean_likeness
from examkit.bank.lint.rule import Item
from examkit.diagnostics import Severity

MIN_QUESTIONS = 100
"""Below that many questions chance alone explains too much."""
FEWEST_TOLD = 30
"""Below that many nothing is said at all."""
Z = 2.33


@dataclass(frozen=True, slots=True)
class CueRate:
    """How often an option that stands out is the key, with what chance would give."""

    questions: int
    hits: float
    chance: float
    variance: float

    @property
    def rate(self) -> float:
        """Share of questions in which it is the key."""
        return self.hits / self.questions if self.questions else 0.0

    @property
    def expected(self) -> float:
        """Share by chance."""
        return self.chance / self.questions if self.questions else 0.0

    @property
    def z(self) -> float:
        """Distance from chance, in standard deviations."""
        return (self.hits - self.chance) / math.sqrt(self.variance) if self.variance else 0.0


def cue_rate(scores: Sequence[tuple[Item, Sequence[float]]]) -> CueRate:
    """Count how often the option with the highest score is the key; ties share."""
    hits = chance = variance = 0.0
    for item, values in scores:
        best = max(values)
        tied = [i for i, value in enumerate(values) if value == best]
        hits += sum(i in item.keys for i in tied) / len(tied)
        p = len(item.keys) / len(values)
        chance += p
        variance += p * (1 - p)
    return CueRate(len(scores), hits, chance, variance)


def longest(items: Sequence[Item]) -> CueRate:
    """Return how often the longest option is a key."""
    return cue_rate([(item, [float(len(text)) for text in item.texts]) for item in items])


def shortest(items: Sequence[Item]) -> CueRate:
    """Return how often the shortest option is a key."""
    return cue_rate([(item, [-float(len(text)) for text in item.texts]) for item in items])


def converging(items: Sequence[Item]) -> CueRate:
    """Return how often the option most like the others is a key."""
    return cue_rate([(item, mean_likeness(item)) for item in items])


def bank_flaws(items: Sequence[Item]) -> Iterator[tuple[str, Severity, str, str]]:
    """Report cues of the bank: code, severity, message, hint."""
    cues: tuple[tuple[str, str, CueRate, Severity], ...] = (
        ("longest-is-key", "longest", longest(items), "error"),
        ("shortest-is-key", "shortest", shortest(items), "error"),
        ("likest-is-key", "most similar", converging(items), "warning"),
    )
    for code, name, found, severity in cues:
        if len(items) >= FEWEST_TOLD and found.z > Z and found.rate > found.expected + 0.05:
            weight: Severity = severity if len(items) >= MIN_QUESTIONS else "warning"
            said = (
                f"The {name} option is the key in {found.rate:.0%} (chance {found.expected:.0%})."
            )
            yield code, weight, said, "Lengthen distractors or shorten keys."


def outdated_names(items: Sequence[Item], names: Sequence[str]) -> Iterator[tuple[Item, int, str]]:
    """Find names of the bank's list `outdated` in keys."""
    patterns = [(name, re.compile(rf"\b{re.escape(name)}\b", re.IGNORECASE)) for name in names]
    for item in items:
        for i in item.keys:
            yield from ((item, i, name) for name, found in patterns if found.search(item.texts[i]))
