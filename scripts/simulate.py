"""Check the numbers on simulated people (no file is read or written).

Usage: .venv/bin/python scripts/simulate.py drills [--people 60]
       .venv/bin/python scripts/simulate.py verdicts
       .venv/bin/python scripts/simulate.py readiness [--people 2000]

`verdicts` prints how often ranges hold the truth and how often weak domains are found, `readiness`
how stated chances come true, and what they would be if questions seen before counted. `drills`
compares policies:

Learners know each of 240 concepts in four domains, or do not; what they know they forget by the
curve of FSRS, and feedback after a wrong answer teaches with probability 0.6. Printed is the final
chance of a right answer, weighted as in the exam, and that of the weakest domain, with the standard
error of the first.
"""

from __future__ import annotations

import argparse
import math
import random
import statistics
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from examkit.analytics.estimates import estimate_domains
from examkit.analytics.evidence import gather_evidence
from examkit.bank.candidates import PoolItem
from examkit.drills.scheduling import compute_memories
from examkit.drills.weighting import LearnerNeed, choose_questions, expected_shares
from examkit.exam.grading import Outcome
from examkit.exam.past_answer import PastAnswer
from examkit.system_clock import DAY

WEIGHTS = {"development": 0.30, "security": 0.26, "deployment": 0.22, "troubleshooting": 0.22}
CONCEPTS = 60
GUESS = 0.25
LEARNS = 0.6
LINE = 0.72
START = 1_800_000_000.0
POOL = [
    PoolItem(f"{domain}-{n}", domain, f"{domain}-topic-{n % 8}", "single", "medium", "0" * 16, ())
    for domain in WEIGHTS
    for n in range(CONCEPTS)
]


@dataclass
class Learner:
    """Somebody who knows some concepts, forgets, and learns from feedback."""

    chance: random.Random
    stability: dict[str, float] = field(default_factory=dict)
    """Days after which a concept is remembered with 90%; absent where it is not known."""
    touched: dict[str, float] = field(default_factory=dict)
    answers: list[PastAnswer] = field(default_factory=list)

    def __post_init__(self) -> None:
        for domain in WEIGHTS:
            mastery = self.chance.betavariate(4, 3)
            for item in (item for item in POOL if item.domain == domain):
                if self.chance.random() < mastery:
                    self.stability[item.id] = self.chance.lognormvariate(3.0, 0.8)
                    self.touched[item.id] = 0.0

    def recall(self, item: PoolItem, day: float) -> float:
        """Chance to remember, by FSRS's power curve."""
        if item.id not in self.stability:
            return 0.0
        age = day - self.touched[item.id]
        return float((1 + 19 / 81 * age / self.stability[item.id]) ** -0.5)

    def answer(self, item: PoolItem, day: float) -> None:
        """Answer, be told, and perhaps learn."""
        knew = self.chance.random() < self.recall(item, day)
        right = knew or self.chance.random() < GUESS
        fresh = all(past.question != item.id for past in self.answers[-len(POOL) :])
        wall = START + day * DAY
        outcome: Outcome = "right" if right else "wrong"
        self.answers.append(
            PastAnswer(
                item.id,
                item.domain,
                item.topic,
                "drill",
                wall,
                outcome,
                fresh,
                60.0,
                attempt=f"{wall}",
            )
        )
        if knew:
            self.stability[item.id] *= 2.2
        elif self.chance.random() < LEARNS:
            self.stability[item.id] = 2.5
        else:
            return
        self.touched[item.id] = day

    def score(self, day: float) -> tuple[float, float]:
        """Return the chance of a right answer in the exam, and in the weakest domain."""
        by_domain = {
            domain: statistics.mean(
                GUESS + (1 - GUESS) * self.recall(item, day)
                for item in POOL
                if item.domain == domain
            )
            for domain in WEIGHTS
        }
        return sum(WEIGHTS[d] * share for d, share in by_domain.items()), min(by_domain.values())


Policy = Callable[[Learner, float, str, int], list[PoolItem]]


def blueprint(_learner: Learner, _day: float, seed: str, count: int) -> list[PoolItem]:
    """Take random questions by the exam's weights."""
    chance = random.Random(seed)
    domains = chance.choices(list(WEIGHTS), list(WEIGHTS.values()), k=count)
    return [chance.choice([i for i in POOL if i.domain == domain]) for domain in domains]


def weakest(learner: Learner, _day: float, seed: str, count: int) -> list[PoolItem]:
    """Take random questions of the domain with the lowest estimate."""
    known = estimates(learner)
    worst = min(WEIGHTS, key=lambda domain: known[domain])
    return random.Random(seed).sample([i for i in POOL if i.domain == worst], count)


def mistakes(learner: Learner, day: float, seed: str, count: int) -> list[PoolItem]:
    """Take what was wrong the last time, then random questions."""
    last = {answer.question: answer for answer in learner.answers}
    wrong = [i for i in POOL if i.id in last and last[i.id].outcome == "wrong"]
    chance = random.Random(seed)
    chance.shuffle(wrong)
    return (wrong + blueprint(learner, day, seed, count))[:count]


def due_first(learner: Learner, day: float, seed: str, count: int) -> list[PoolItem]:
    """Take what is due, then what is new."""
    now = START + day * DAY
    found = compute_memories(learner.answers, now)
    due = sorted((m.due, q) for q, m in found.items() if m.due <= now)
    names = {name: item for item in POOL for name in [item.id]}
    new = [item for item in POOL if item.id not in found]
    random.Random(seed).shuffle(new)
    return ([names[name] for _, name in due] + new)[:count]


def proposed(learner: Learner, day: float, seed: str, count: int) -> list[PoolItem]:
    """Take what examkit takes: `examkit.drills.weighting`."""
    now = START + day * DAY
    found = compute_memories(learner.answers, now)
    known = expected_shares(POOL, estimates(learner), found)
    scope = [domain for domain in WEIGHTS if known[domain] < LINE] or list(WEIGHTS)
    drawn: list[PoolItem] = []
    for domains in (scope, list(WEIGHTS)):
        weights = {domain: WEIGHTS[domain] for domain in domains}
        need = LearnerNeed(weights, known, found, asked=drawn)
        drawn += choose_questions(POOL, need, now, seed, count - len(drawn))
    return drawn


def estimates(learner: Learner) -> dict[str, float]:
    """Estimate each domain from the answers."""
    evidence = gather_evidence(learner.answers, list(WEIGHTS))
    return {estimate.domain: estimate.point for estimate in estimate_domains(evidence)}


POLICIES: dict[str, Policy] = {
    "random by blueprint": blueprint,
    "weakest domain only": weakest,
    "redo mistakes": mistakes,
    "due, then new": due_first,
    "examkit": proposed,
}


def run(policy: Policy, days: int, count: int, number: int) -> tuple[float, float]:
    """Let one learner drill every day; the same number is the same learner."""
    learner = Learner(random.Random(f"learner {number}"))
    for day in range(days):
        for item in policy(learner, float(day), f"{number} {day}", count):
            learner.answer(item, float(day))
    return learner.score(float(days))


def drills(learners: int) -> None:
    """Print the table."""
    plans = [(7, 30), (21, 30), (21, 12)]
    print("policy                " + "".join(f"  {d:>2} days x {c:<2}     " for d, c in plans))
    for name, policy in POLICIES.items():
        line = f"{name:<22}"
        for days, count in plans:
            results = [run(policy, days, count, number) for number in range(learners)]
            whole, low = zip(*results, strict=True)
            error = statistics.stdev(whole) / math.sqrt(learners)
            line += f"  {statistics.mean(whole):.3f}/{statistics.mean(low):.3f} ±{error:.3f}"
        print(line, flush=True)


def verdicts() -> None:
    """Print coverage of the ranges, error rates of the weak rule, and what stated chances mean."""
    from tests.analytics import test_simulation as sim

    cases = sim.population()
    behind = [case for case in cases if case.truth <= case.rest - 0.15]
    fine = [case for case in cases if case.truth >= sim.LINE]
    bad = [case for case in cases if case.truth <= sim.LINE - 0.10]
    squares = [(c.estimate.point - c.truth) ** 2 for c in cases]
    raw = [(c.raw - c.truth) ** 2 for c in cases]
    print(f"80% range holds the truth            {sim.share([sim.covered(c) for c in cases]):.3f}")
    print(f"  where a domain is truly behind     {sim.share([sim.covered(c) for c in behind]):.3f}")
    print(f"error of estimate / of raw share     {math.sqrt(sum(squares) / sum(raw)):.3f}")
    print(f"called weak though above the line    {sim.share([sim.weak(c) for c in fine]):.3f}")
    print(f"called weak where 10 points below    {sim.share([sim.weak(c) for c in bad]):.3f}")
    for low in (0.0, 0.2, 0.4, 0.6, 0.8):
        told = [case for case in cases if low <= case.verdict.p_below_cut < low + 0.2]
        stated = statistics.mean(case.verdict.p_below_cut for case in told)
        real = statistics.mean(case.truth < sim.LINE for case in told)
        print(f"stated below the line {stated:.2f}, was {real:.2f}   ({len(told)} domains)")


def readiness(number: int) -> None:
    """Print how stated chances of passing come true."""
    from tests.analytics.people import people, reliability, stated

    everyone = people(number, 20_240_101)
    passed = [person.passed for person in everyone]
    print(f"{number} people, {sum(passed)} pass")
    for label, repeats in (("first exposures only", False), ("repeats counted", True)):
        chances = [stated(person, count_repeats=repeats) for person in everyone]
        told = reliability(chances, passed)
        line = f"Brier {told.brier:.3f}  calibration error {told.error:.3f}  slope {told.slope:.2f}"
        high = [y for p, y in zip(chances, passed, strict=True) if 0.8 <= p < 0.9]
        print(f"{label:<22} {line}  80-90 in 100 means {100 * statistics.mean(high):.0f}")


def main() -> None:
    """Parse the command."""
    parser = argparse.ArgumentParser(description="Check the numbers on simulated people.")
    parser.add_argument("what", choices=["drills", "verdicts", "readiness"])
    parser.add_argument("--people", type=int, default=None)
    chosen = parser.parse_args()
    match chosen.what:
        case "drills":
            drills(chosen.people or 60)
        case "verdicts":
            verdicts()
        case _:
            readiness(chosen.people or 2_000)


if __name__ == "__main__":
    main()
