"""What daily practice teaches: the program's drills against other ways of choosing questions."""

from __future__ import annotations

import math
import statistics
import tempfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import product
from pathlib import Path
from random import Random
from typing import Any, cast

from simulate_learners import KINDS, Learner

from examkit.analytics.cut_score import domain_shares
from examkit.bank.index.index import BankIndex, open_or_build
from examkit.bank.pool import PoolItem
from examkit.drills.learner_state import LearnerState
from examkit.drills.question_selection import QuestionSelector
from examkit.drills.request import DrillRequest
from examkit.errors import AssemblyError
from examkit.exam.past_answer import PastAnswer
from examkit.store.records import LastExposure
from examkit.system_clock import DAY

START = 1_800_000_000.0
ROOT = Path(__file__).parents[1]
EXAM = "dva-c03"
MEAN = 0.35
"""Average logit of what is known before the first day: a score of about 66%."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a candidate prepares."""

    kind: str
    """How fast they forget."""
    days: int
    """Days until the exam."""
    count: int
    """Questions a day."""
    dated: bool
    """Whether the program knows the exam date."""


@dataclass
class Diary:
    """What the store would return for one learner; only what the choice of questions reads."""

    past: list[PastAnswer] = field(default_factory=list)
    shown: dict[str, LastExposure] = field(default_factory=dict)

    def answers(self, _bank: str) -> tuple[PastAnswer, ...]:
        """Return all answers, oldest first."""
        return tuple(self.past)

    def exposures(self, _bank: str) -> dict[str, LastExposure]:
        """Return when each question was last seen."""
        return self.shown


def open_bank() -> BankIndex:
    """Open the shipped bank with an index of its own."""
    return open_or_build(
        ROOT / "questionbank" / "aws-developer-associate", Path(tempfile.mkdtemp())
    )


@dataclass
class Study:
    """One learner with a plan of study."""

    bank: BankIndex
    learner: Learner
    diary: Diary
    days: int
    count: int
    dated: bool
    number: int

    def state(self, day: float) -> LearnerState:
        """Return what the program knows on a day."""
        left = round(self.days - day) if self.dated else None
        return LearnerState(self.bank, cast("Any", self.diary), START + day * DAY, left)

    def selector(self, day: float) -> QuestionSelector:
        """Return the program's selector on a day."""
        return QuestionSelector(self.bank, self.state(day))

    def work(self, items: Iterable[PoolItem], day: float, mode: str) -> None:
        """Answer questions and note what happened."""
        now = START + day * DAY
        attempt = f"{mode} {day}"
        for item in items:
            fresh = item.id not in self.diary.shown
            correct = self.learner.answer(item, day, explained=mode == "drill")
            self.diary.past.append(
                PastAnswer(
                    item.id,
                    item.domain,
                    item.topic,
                    cast("Any", mode),
                    now,
                    "right" if correct else "wrong",
                    fresh,
                    self.learner.chance.uniform(40, 110),
                    attempt=attempt,
                )
            )
            self.diary.shown[item.id] = LastExposure(now, mode == "mock")


Policy = Callable[[Study, float], Sequence[PoolItem]]


def asks(**criteria: Any) -> Policy:
    """Return the policy that starts one of the program's drills each day."""

    def choose(study: Study, day: float) -> Sequence[PoolItem]:
        exam, request = study.bank.exam(EXAM), DrillRequest(count=study.count, **criteria)
        return study.selector(day).drill(exam, f"{study.number} {day}", request).selection.items

    return choose


def at_random(study: Study, day: float) -> Sequence[PoolItem]:
    """Draw questions by the exam's weights, whatever was seen."""
    chance = Random(f"{study.number} {day}")
    by_domain: dict[str, list[PoolItem]] = {}
    for item in study.bank.pool(EXAM):
        by_domain.setdefault(item.domain, []).append(item)
    shares = domain_shares(study.bank.exam(EXAM))
    names = chance.choices(list(shares), list(shares.values()), k=study.count)
    return [by_domain[name].pop(chance.randrange(len(by_domain[name]))) for name in names]


def halves(first: Policy, second: Policy) -> Policy:
    """Return the policy that fills half a drill with the first, and the rest with the second."""

    def choose(study: Study, day: float) -> Sequence[PoolItem]:
        with suppress(AssemblyError):
            start = first(replace(study, count=study.count // 2), day)
            others = [item for item in second(study, day) if item not in start]
            return [*start, *others][: study.count]
        return second(study, day)

    return choose


POLICIES: dict[str, Policy] = {
    "today": asks(due_first=True),
    "random": at_random,
    "weak": asks(priority=True),
    "half due, half weak": halves(asks(kinds=frozenset({"due"})), asks(priority=True)),
}


def practice(bank: BankIndex, policy: Policy, plan: Plan, number: int) -> tuple[float, int]:
    """Return the final expected score of a learner, from 0 to 1, and how many questions they saw.

    The learner takes a mock on the first day and a drill on every other day. The same number is
    the same person with every policy.
    """
    learner = Learner(Random(f"learner {number}"), KINDS[plan.kind], bank.concepts())
    learner.prepare(bank.pool(EXAM), MEAN)
    study = Study(bank, learner, Diary(), plan.days, plan.count, plan.dated, number)
    study.work(study.selector(0.0).mock(bank.exam(EXAM), f"mock {number}", None).items, 0.0, "mock")
    for day in range(1, plan.days):
        study.work(policy(study, float(day)), float(day), "drill")
    return score(bank, learner, float(plan.days)), len(study.diary.shown)


def score(bank: BankIndex, learner: Learner, day: float) -> float:
    """Return the expected share in an exam of new questions like the bank's, by domain weight."""
    shares = domain_shares(bank.exam(EXAM))
    found: dict[str, list[float]] = {name: [] for name in shares}
    for item in bank.pool(EXAM):
        found[item.domain].append(learner.expects(item, day))
    return sum(share * statistics.mean(found[name]) for name, share in shares.items())


@dataclass(frozen=True, slots=True)
class Row:
    """One policy's result under one plan."""

    policy: str
    mean: float
    """Expected score, from 0 to 1."""
    seen: float
    """Questions seen, on average."""
    lead: float
    """Today's practice minus this policy: mean over the same people."""
    error: float
    """Standard error of the lead."""


def compare(bank: BankIndex, plan: Plan, people: int) -> list[Row]:
    """Compare all policies on the same people."""
    results = {
        name: [practice(bank, policy, plan, number) for number in range(people)]
        for name, policy in POLICIES.items()
    }
    ours = [final for final, _ in results["today"]]
    rows = []
    for name, pairs in results.items():
        leads = [own - final for own, (final, _) in zip(ours, pairs, strict=True)]
        error = statistics.stdev(leads) / math.sqrt(people)
        finals, seen = zip(*pairs, strict=True)
        rows.append(
            Row(name, statistics.mean(finals), statistics.mean(seen), statistics.mean(leads), error)
        )
    return rows


def print_table(people: int) -> None:
    """Print the comparison for all kinds of learners and plans."""
    bank = open_bank()
    print(
        f"{'learner':<8}{'days':>5}{'a day':>6}  {'exam date':<10}{'policy':<21}score  seen  lead"
    )
    for kind, days, count, dated in product(KINDS, (7, 14, 28), (20, 40), (True, False)):
        for row in compare(bank, Plan(kind, days, count, dated), people):
            head = f"{kind:<8}{days:>5}{count:>6}  {'set' if dated else 'none':<10}"
            lead = "" if row.policy == "today" else f"{row.lead:+.3f} ±{row.error:.3f}"
            print(f"{head}{row.policy:<21}{row.mean:.3f}{row.seen:>6.0f}  {lead}", flush=True)
