"""Whether another rule finds more weak domains without more false alarms, on the same people.

A domain is weak if its score reaches the rule's bound. Two rules know what no program can: how hard
each question really is, and how people really differ.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from random import Random

from simulate_candidates import CUT, POPULATIONS, Candidate
from simulate_numbers import CLEAR, MOCKS
from simulate_weakness import (
    PRESENT,
    Case,
    Rule,
    Scores,
    adjusted,
    best_possible,
    by_answers,
    by_rating,
    follow_cases,
    pooled,
    regressed,
)

from examkit.analytics.settings import VerdictSettings

ALARMS, HITS = 0.06, 0.84
"""The goals."""


def print_rules(people: int) -> None:
    """Print what each rule finds after one, two, and three mocks, next to the present one."""
    for population in ("even", "one domain behind"):
        sure = VerdictSettings().sure
        rules: dict[str, tuple[Rule, float]] = {
            "present": (PRESENT, sure),
            **{f"present, {bound:.2f}": (PRESENT, bound) for bound in (0.70, 0.75, 0.78, 0.85)},
            "m = 10, 0.80": (regressed(10.0), 0.80),
            "m = 20, 0.82": (regressed(20.0), 0.82),
            "m = 30, 0.83": (regressed(30.0), 0.83),
            "without far behind": (regressed(15.0, behind=False), sure),
            "rated difficulty": (adjusted(by_rating), sure),
            "true difficulty": (adjusted(lambda c: [-x for x in c.luck]), sure),
            "pooled variance": (pooled, 0.80),
            "bound by answers": (by_answers, sure),
            "best possible": (best_possible(population), 0.80),
        }
        everyone = [
            follow_cases(Candidate(Random(f"{population} {number}"), POPULATIONS[population]))
            for number in range(people)
        ]
        for mock in range(MOCKS):
            _print_table(population, mock + 1, [own[mock] for own in everyone], rules)


def _print_table(
    population: str, mocks: int, known: Sequence[Case], rules: dict[str, tuple[Rule, float]]
) -> None:
    print(f"{population}, {mocks} mocks: false alarms, hits, hits at {ALARMS}, alarms at {HITS}")
    scores = {name: [rule(case) for case in known] for name, (rule, _) in rules.items()}
    calls = {name: _weak(scores[name], bound) for name, (_, bound) in rules.items()}
    for name, own in calls.items():
        parts = [_paired(known, own, calls["present"], group) for group in (_fine, _clear)]
        print(f"  {name:<28}{'  '.join(parts)}  {_frontier(known, scores[name])}", flush=True)


def _weak(scores: Sequence[Scores], bound: float) -> list[list[bool]]:
    return [[score >= bound for score in own] for own in scores]


def _fine(truth: float) -> bool:
    return truth >= CUT


def _clear(truth: float) -> bool:
    return truth <= CUT - CLEAR


def _paired(
    known: Sequence[Case],
    own: Sequence[Sequence[bool]],
    other: Sequence[Sequence[bool]],
    group: Callable[[float], bool],
) -> str:
    """Return the share called weak, and the difference from another rule with its error.

    The standard error counts people, as the domains of one person are alike.
    """
    chosen = [[group(truth) for truth in case.truth] for case in known]
    number = sum(map(sum, chosen))
    sums = [
        (sum(g * (a - b) for g, a, b in zip(*row, strict=True)), sum(row[0]))
        for row in zip(chosen, own, other, strict=True)
    ]
    mean = sum(gained for gained, _ in sums) / number
    error = math.sqrt(sum((gained - mean * size) ** 2 for gained, size in sums)) / number
    pairs = (pair for row in zip(chosen, own, strict=True) for pair in zip(*row, strict=True))
    return f"{sum(g and w for g, w in pairs) / number:.3f} ({mean:+.4f} ±{error:.4f})"


def _frontier(known: Sequence[Case], scores: Sequence[Scores]) -> str:
    truths = [truth for case in known for truth in case.truth]
    flat = [score for own in scores for score in own]
    pairs = list(zip(truths, flat, strict=True))
    fine = sorted(score for truth, score in pairs if _fine(truth))
    clear = sorted(score for truth, score in pairs if _clear(truth))
    bound = fine[math.ceil((1 - ALARMS) * len(fine))]
    least = clear[math.floor((1 - HITS) * len(clear))]
    hits = sum(score >= bound for score in clear) / len(clear)
    alarms = sum(score >= least for score in fine) / len(fine)
    return f"{hits:.3f}  {alarms:.3f}"
