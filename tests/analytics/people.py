"""Simulated candidates: what they know, what they remember, and whether they pass.

Ability is a normal base with a normal part by domain; questions have normal difficulty and can be
guessed. A question met again may be answered from memory, which fades. The real exam has questions
of its own, all somewhat easier or harder than the bank's. Nobody learns between the mocks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import exp, log
from random import Random

from examkit.analytics.counted_answers import weigh_usable_answers
from examkit.analytics.cut_score import CutScore
from examkit.analytics.estimates import estimate_domains
from examkit.analytics.forecast import forecast_pass
from examkit.exam.grading import Outcome
from examkit.exam.past_answer import PastAnswer
from examkit.system_clock import DAY

WEIGHTS = {"one": 0.30, "two": 0.26, "three": 0.24, "four": 0.20}
FORM = {"one": 19, "two": 17, "three": 16, "four": 13}
BANK = {"one": 38, "two": 34, "three": 32, "four": 26}
"""130 questions: two mocks without a repetition."""
SCORED, PASS = 50, 36
GUESS = 0.2
TARGET = CutScore(weights=WEIGHTS, share=0.72, scored=SCORED)


@dataclass(frozen=True)
class Person:
    """One candidate after the last mock."""

    answers: tuple[PastAnswer, ...]
    passed: bool


def people(number: int, seed: int) -> list[Person]:
    """Make candidates with one to six mocks each."""
    chance = Random(seed)  # noqa: S311 -- a simulation
    return [_person(chance) for _ in range(number)]


def _person(chance: Random) -> Person:
    base = chance.gauss(0.35, 0.75)
    ability = {domain: base + chance.gauss(0, 0.40) for domain in WEIGHTS}
    hard = {(domain, n): chance.gauss(0, 1) for domain, size in BANK.items() for n in range(size)}
    seen: dict[tuple[str, int], float] = {}
    answers: list[PastAnswer] = []
    day = 0.0
    for _ in range(chance.randint(1, 6)):
        answers += _mock(chance, ability, hard, seen, day)
        day += chance.uniform(2, 10)
    return Person(tuple(answers), _passes(chance, ability))


def _mock(
    chance: Random,
    ability: dict[str, float],
    hard: dict[tuple[str, int], float],
    seen: dict[tuple[str, int], float],
    day: float,
) -> list[PastAnswer]:
    given = []
    for domain, count in FORM.items():
        items = [item for item in hard if item[0] == domain]
        chance.shuffle(items)
        items.sort(key=lambda item: seen.get(item, -1.0))
        for item in items[:count]:
            right = chance.random() < _chance(ability[domain] - hard[item])
            if item in seen:
                right = right or chance.random() < 0.10 + 0.60 * exp(-(day - seen[item]) / 25)
            outcome: Outcome = "right" if right else "wrong"
            name, wall = f"{domain}-{item[1]}", day * DAY
            fresh = item not in seen
            given.append(
                PastAnswer(
                    name, domain, domain, "mock", wall, outcome, fresh, 60.0, attempt=f"day-{day}"
                )
            )
            seen[item] = day
    return given


def _chance(logit: float) -> float:
    return GUESS + (1 - GUESS) / (1 + exp(-logit))


def _passes(chance: Random, ability: dict[str, float]) -> bool:
    shift = chance.gauss(0, 0.25)
    right = 0
    for domain, weight in WEIGHTS.items():
        for _ in range(round(weight * SCORED)):
            right += chance.random() < _chance(ability[domain] - chance.gauss(0, 1) + shift)
    return right >= PASS


def stated(person: Person, *, count_repeats: bool = False) -> float:
    """Return the probability of passing that a report would state."""
    answers = person.answers
    if count_repeats:
        answers = tuple(replace(answer, fresh=True) for answer in answers)
    estimates = estimate_domains(weigh_usable_answers(answers, list(WEIGHTS)))
    return forecast_pass(estimates, TARGET).probability


@dataclass(frozen=True)
class Reliability:
    """How stated chances came true."""

    brier: float
    """Mean squared error of the stated chance."""
    error: float
    """Expected calibration error over ten bins."""
    slope: float
    """Of the logistic regression of the outcome on the stated logit; 1 is calibrated."""


def reliability(chances: Sequence[float], passed: Sequence[bool]) -> Reliability:
    """Compare stated chances with outcomes."""
    pairs = list(zip(chances, passed, strict=True))
    brier = sum((p - y) ** 2 for p, y in pairs) / len(pairs)
    bins: dict[int, list[tuple[float, bool]]] = {}
    for p, y in pairs:
        bins.setdefault(min(9, int(10 * p)), []).append((p, y))
    error = sum(abs(sum(p for p, _ in b) - sum(y for _, y in b)) for b in bins.values())
    return Reliability(brier, error / len(pairs), _slope(pairs))


def _slope(pairs: Sequence[tuple[float, bool]]) -> float:
    """Fit outcome = logistic(a + b * logit(stated)) by Newton's method; give b."""
    xs = [log(min(0.999, max(0.001, p)) / (1 - min(0.999, max(0.001, p)))) for p, _ in pairs]
    ys = [float(y) for _, y in pairs]
    a, b = 0.0, 1.0
    for _ in range(25):
        ps = [1 / (1 + exp(-(a + b * x))) for x in xs]
        g0 = sum(y - p for y, p in zip(ys, ps, strict=True))
        g1 = sum((y - p) * x for x, y, p in zip(xs, ys, ps, strict=True))
        h00 = sum(p * (1 - p) for p in ps)
        h01 = sum(p * (1 - p) * x for x, p in zip(xs, ps, strict=True))
        h11 = sum(p * (1 - p) * x * x for x, p in zip(xs, ps, strict=True))
        det = h00 * h11 - h01 * h01
        a += (h11 * g0 - h01 * g1) / det
        b += (h00 * g1 - h01 * g0) / det
    return b
