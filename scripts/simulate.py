"""Check the statistics on simulated people, without reading or writing a file.

Usage: .venv/bin/python scripts/simulate.py drills [--people 60]
       .venv/bin/python scripts/simulate.py verdicts
       .venv/bin/python scripts/simulate.py readiness [--people 2000]

`verdicts` prints how often ranges contain the true share, and how often weak domains are found.
`readiness` prints how often stated chances come true, with and without repeated questions.
`drills` compares policies:

Learners know some of 240 concepts in four domains. They forget by the curve of FSRS, and feedback
after an incorrect answer teaches with probability 0.6. The table shows the final chance of a
correct answer, weighted as in the exam, the same for the weakest domain, and the standard error of
the first.
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
P_LEARN = 0.6
CUT = 0.72
START = 1_800_000_000.0
POOL = [
    PoolItem(f"{domain}-{n}", domain, f"{domain}-topic-{n % 8}", "single", "medium", "0" * 16, ())
    for domain in WEIGHTS
    for n in range(CONCEPTS)
]


@dataclass
class Learner:
    """A person who knows some concepts, forgets, and learns from feedback."""

    chance: random.Random
    stability: dict[str, float] = field(default_factory=dict)
    """Days until the chance to recall a concept is 90%. Unknown concepts are absent."""
    last_seen: dict[str, float] = field(default_factory=dict)
    answers: list[PastAnswer] = field(default_factory=list)

    def __post_init__(self) -> None:
        for domain in WEIGHTS:
            mastery = self.chance.betavariate(4, 3)
            for item in (item for item in POOL if item.domain == domain):
                if self.chance.random() < mastery:
                    self.stability[item.id] = self.chance.lognormvariate(3.0, 0.8)
                    self.last_seen[item.id] = 0.0

    def recall(self, item: PoolItem, day: float) -> float:
        """Return the chance to remember, by FSRS's power curve."""
        if item.id not in self.stability:
            return 0.0
        age = day - self.last_seen[item.id]
        return float((1 + 19 / 81 * age / self.stability[item.id]) ** -0.5)

    def answer(self, item: PoolItem, day: float) -> None:
        """Answer a question, see the feedback, and perhaps learn from it."""
        knew = self.chance.random() < self.recall(item, day)
        correct = knew or self.chance.random() < GUESS
        fresh = all(past.question != item.id for past in self.answers[-len(POOL) :])
        utc = START + day * DAY
        outcome: Outcome = "right" if correct else "wrong"
        self.answers.append(
            PastAnswer(
                item.id,
                item.domain,
                item.topic,
                "drill",
                utc,
                outcome,
                fresh,
                60.0,
                attempt=f"{utc}",
            )
        )
        if knew:
            self.stability[item.id] *= 2.2
        elif self.chance.random() < P_LEARN:
            self.stability[item.id] = 2.5
        else:
            return
        self.last_seen[item.id] = day

    def score(self, day: float) -> tuple[float, float]:
        """Return the chance of a correct answer in the exam, and in the weakest domain."""
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
    """Draw random questions by the exam's weights."""
    chance = random.Random(seed)
    domains = chance.choices(list(WEIGHTS), list(WEIGHTS.values()), k=count)
    return [chance.choice([i for i in POOL if i.domain == domain]) for domain in domains]


def weakest(learner: Learner, _day: float, seed: str, count: int) -> list[PoolItem]:
    """Draw random questions from the domain with the lowest estimate."""
    points = estimates(learner)
    worst = min(WEIGHTS, key=lambda domain: points[domain])
    return random.Random(seed).sample([i for i in POOL if i.domain == worst], count)


def mistakes(learner: Learner, day: float, seed: str, count: int) -> list[PoolItem]:
    """Draw questions that were last answered incorrectly, then random ones."""
    last = {answer.question: answer for answer in learner.answers}
    missed = [i for i in POOL if i.id in last and last[i.id].outcome == "wrong"]
    chance = random.Random(seed)
    chance.shuffle(missed)
    return (missed + blueprint(learner, day, seed, count))[:count]


def due_first(learner: Learner, day: float, seed: str, count: int) -> list[PoolItem]:
    """Draw due questions, then new ones."""
    now = START + day * DAY
    memories = compute_memories(learner.answers, now)
    due = sorted((m.due, q) for q, m in memories.items() if m.due <= now)
    by_id = {item.id: item for item in POOL}
    new = [item for item in POOL if item.id not in memories]
    random.Random(seed).shuffle(new)
    return ([by_id[name] for _, name in due] + new)[:count]


def proposed(learner: Learner, day: float, seed: str, count: int) -> list[PoolItem]:
    """Draw what examkit draws with `examkit.drills.weighting`."""
    now = START + day * DAY
    memories = compute_memories(learner.answers, now)
    shares = expected_shares(POOL, estimates(learner), memories)
    scope = [domain for domain in WEIGHTS if shares[domain] < CUT] or list(WEIGHTS)
    drawn: list[PoolItem] = []
    for domains in (scope, list(WEIGHTS)):
        weights = {domain: WEIGHTS[domain] for domain in domains}
        need = LearnerNeed(weights, shares, memories, asked=drawn)
        drawn += choose_questions(POOL, need, now, seed, count - len(drawn))
    return drawn


def estimates(learner: Learner) -> dict[str, float]:
    """Return the estimated share of each domain."""
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
    """Return the final scores of learner `number` after a drill every day."""
    learner = Learner(random.Random(f"learner {number}"))
    for day in range(days):
        for item in policy(learner, float(day), f"{number} {day}", count):
            learner.answer(item, float(day))
    return learner.score(float(days))


def drills(learners: int) -> None:
    """Print the scores of each policy."""
    plans = [(7, 30), (21, 30), (21, 12)]
    print("policy                " + "".join(f"  {d:>2} days x {c:<2}     " for d, c in plans))
    for name, policy in POLICIES.items():
        line = f"{name:<22}"
        for days, count in plans:
            results = [run(policy, days, count, number) for number in range(learners)]
            overall, lowest = zip(*results, strict=True)
            error = statistics.stdev(overall) / math.sqrt(learners)
            line += f"  {statistics.mean(overall):.3f}/{statistics.mean(lowest):.3f} ±{error:.3f}"
        print(line, flush=True)


def verdicts() -> None:
    """Print the coverage of ranges, the error rates of weak verdicts, and how chances come true."""
    from tests.analytics import test_simulation as sim

    cases = sim.population()
    behind = [case for case in cases if case.truth <= case.rest - 0.15]
    fine = [case for case in cases if case.truth >= sim.LINE]
    bad = [case for case in cases if case.truth <= sim.LINE - 0.10]
    squares = [(c.estimate.point - c.truth) ** 2 for c in cases]
    raw = [(c.raw - c.truth) ** 2 for c in cases]
    print(f"80% range contains the truth         {sim.share([sim.covered(c) for c in cases]):.3f}")
    print(f"  where a domain is truly behind     {sim.share([sim.covered(c) for c in behind]):.3f}")
    print(f"error of estimate / of raw share     {math.sqrt(sum(squares) / sum(raw)):.3f}")
    print(f"called weak though above the cut     {sim.share([sim.weak(c) for c in fine]):.3f}")
    print(f"called weak where 10 points below    {sim.share([sim.weak(c) for c in bad]):.3f}")
    for low in (0.0, 0.2, 0.4, 0.6, 0.8):
        band = [case for case in cases if low <= case.verdict.p_below_cut < low + 0.2]
        stated = statistics.mean(case.verdict.p_below_cut for case in band)
        real = statistics.mean(case.truth < sim.LINE for case in band)
        print(f"stated below the cut {stated:.2f}, was {real:.2f}   ({len(band)} domains)")


def readiness(number: int) -> None:
    """Print how often stated chances of passing come true."""
    from tests.analytics.people import people, reliability, stated

    everyone = people(number, 20_240_101)
    passed = [person.passed for person in everyone]
    print(f"{number} people, {sum(passed)} pass")
    for label, repeats in (("first exposures only", False), ("repeats counted", True)):
        chances = [stated(person, count_repeats=repeats) for person in everyone]
        fit = reliability(chances, passed)
        line = f"Brier {fit.brier:.3f}  calibration error {fit.error:.3f}  slope {fit.slope:.2f}"
        high = [y for p, y in zip(chances, passed, strict=True) if 0.8 <= p < 0.9]
        print(f"{label:<22} {line}  80-90 in 100 means {100 * statistics.mean(high):.0f}")


def main() -> None:
    """Run the command that was typed."""
    parser = argparse.ArgumentParser(description="Check the statistics on simulated people.")
    parser.add_argument("what", choices=["drills", "verdicts", "readiness"])
    parser.add_argument("--people", type=int, default=None)
    args = parser.parse_args()
    match args.what:
        case "drills":
            drills(args.people or 60)
        case "verdicts":
            verdicts()
        case _:
            readiness(args.people or 2_000)


if __name__ == "__main__":
    main()
