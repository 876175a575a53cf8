"""Candidates who take mock exams, in a world that doesn't share the estimator's assumptions.

Questions follow a two-parameter logistic model with guessing. Abilities differ by domain and by
topic. People click carelessly, change answers, remember questions, learn, and run out of time.
The exam is an associate exam: 65 questions in 130 minutes, 50 of them scored, 36 to pass.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from random import Random
from typing import cast

from examkit.exam.grading import Outcome
from examkit.exam.past_answer import PastAnswer
from examkit.system_clock import DAY

QUOTAS = {"development": 21, "security": 17, "deployment": 15, "troubleshooting": 12}
"""Questions of a mock by domain."""
WEIGHTS = {"development": 0.32, "security": 0.26, "deployment": 0.24, "troubleshooting": 0.18}
SCORED, PASS, CUT = 50, 36, 0.72
TOPICS, PER_TOPIC = 6, 22
"""Topics in each domain, and questions in each topic."""
PACE = 120.0
"""Seconds per question that the exam allows."""
CARELESS, CHANGED = 0.05, 0.06
"""Shares of answers that are clicked without reading, and that are thought over once more."""
SHARED = 0.7
"""Correlation between domains."""
TOPIC_SD = 0.3
BANK_SD = 0.25
"""Standard deviation of the exam's difficulty around the bank's, in logits."""
NODES = ((-1.7320508, 1 / 6), (0.0, 2 / 3), (1.7320508, 1 / 6))
"""Gauss-Hermite nodes and weights of a standard normal variable."""


Answers = tuple[PastAnswer, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """One question: the chance of a correct answer by ability."""

    name: str
    domain: str
    topic: str
    slope: float
    level: float
    """Difficulty in logits."""
    guess: float
    """Chance of guessing it."""
    rated: int = 0
    """The author's rating: -1 easy, 0 medium, or 1 hard."""

    def chance(self, ability: float) -> float:
        """Return the chance of someone who reads it; a careless click only guesses."""
        known = self.guess + (1 - self.guess) / (1 + math.exp(-self.slope * (ability - self.level)))
        return (1 - CARELESS) * known + CARELESS * self.guess


@dataclass(frozen=True, slots=True)
class Population:
    """A kind of people."""

    mean: float
    """Average ability in logits."""
    spread: float
    """Standard deviation of ability in logits."""
    level_sd: float = 1.0
    """Standard deviation of the questions' difficulty in logits."""
    lag: float = 0.0
    """How far one domain is behind the others, in logits."""
    pace: float = 85.0
    """Median seconds per question."""
    learns: float = 0.0
    """Logits gained per day."""


POPULATIONS = {
    "even": Population(0.85, 0.90),
    "weaker": Population(0.55, 0.90),
    "stronger": Population(1.15, 0.90),
    "wide": Population(0.80, 1.25),
    "narrow": Population(0.80, 0.50),
    "hard and easy questions": Population(0.85, 1.05, level_sd=1.6),
    "one domain behind": Population(1.25, 0.90, lag=1.4),
    "learning": Population(0.70, 0.90, learns=0.03),
    "slow": Population(0.95, 0.90, pace=150.0),
}


@dataclass
class Candidate:
    """One person, their bank of questions, and what they have answered."""

    chance: Random
    kind: Population
    bank: list[Question] = field(default_factory=list)
    ability: dict[str, float] = field(default_factory=dict)
    """Logits by topic."""
    seen: dict[str, float] = field(default_factory=dict)
    """Day each question was last seen."""
    speed: float = 1.0

    def __post_init__(self) -> None:
        spread, gauss = self.kind.spread, self.chance.gauss
        shared = self.kind.mean + gauss(0, spread * math.sqrt(SHARED))
        behind = self.chance.choice(list(QUOTAS))
        self.speed = math.exp(gauss(0, 0.1))
        for domain in QUOTAS:
            own = shared + gauss(0, spread * math.sqrt(1 - SHARED))
            own -= self.kind.lag * (domain == behind)
            for number in range(TOPICS):
                topic = f"{domain}-{number}"
                self.ability[topic] = own + gauss(0, TOPIC_SD)
                self.bank += [self._question(domain, topic, n) for n in range(PER_TOPIC)]

    def _question(self, domain: str, topic: str, number: int) -> Question:
        slope = self.chance.lognormvariate(0, 0.3)
        rated = self.chance.choice((-1, 0, 0, 1))
        guess = self.chance.choice((0.25, 0.25, 0.25, 0.1))
        level = self.chance.gauss(0, self.kind.level_sd) + 0.3 * rated
        return Question(f"{topic}-{number}", domain, topic, slope, level, guess, rated)

    @cached_property
    def by_domain(self) -> dict[str, list[Question]]:
        """Return the questions of each domain."""
        return {name: [q for q in self.bank if q.domain == name] for name in QUOTAS}

    def draw(self) -> list[Question]:
        """Draw a mock: the quota of each domain, new questions first."""
        form: list[Question] = []
        for domain, count in QUOTAS.items():
            pool = self.by_domain[domain]
            order = self.chance.sample(pool, len(pool))
            form += sorted(order, key=lambda question: self.seen.get(question.name, -1.0))[:count]
        self.chance.shuffle(form)
        return form

    def take(self, form: Sequence[Question], day: float, seconds: float | None = None) -> Answers:
        """Take a mock on the exam's clock; with `seconds` per question, click through it unread."""
        left, answers, attempt = PACE * len(form), [], f"day {day}"
        for question in form:
            time = seconds or self._seconds()
            reached, left = left > 0, left - time
            right = reached and self._answers(question, day, clicking=seconds is not None)
            outcome = ("right" if right else "wrong") if left >= 0 else "unanswered"
            answers.append(
                PastAnswer(
                    question.name,
                    question.domain,
                    question.topic,
                    "mock",
                    day * DAY,
                    cast("Outcome", outcome),
                    question.name not in self.seen,
                    max(0.0, min(time, time + left)),
                    attempt=attempt,
                )
            )
        self.seen |= {question.name: day for question in form}
        return tuple(replace(answer, timed_out=left < 0) for answer in answers)

    def _seconds(self) -> float:
        return self.kind.pace * self.speed * self.chance.lognormvariate(0, 0.5)

    def _answers(self, question: Question, day: float, *, clicking: bool) -> bool:
        random = self.chance.random
        if clicking:
            return random() < question.guess
        last = self.seen.get(question.name)
        if last is not None and random() < 0.1 + 0.6 * math.exp(-(day - last) / 25):
            return True
        right = random() < question.chance(self._logit(question, day))
        if random() < CHANGED:
            right = random() < question.chance(self._logit(question, day))
        return right

    def _logit(self, question: Question, day: float) -> float:
        return self.ability[question.topic] + self.kind.learns * day

    def share(self, domain: str, day: float, shift: float = 0.0) -> float:
        """Return the expected share correct of a domain's new questions, from 0 to 1."""
        pool = self.by_domain[domain]
        return sum(q.chance(self._logit(q, day) + shift) for q in pool) / len(pool)

    def score(self, day: float, shift: float = 0.0) -> float:
        """Return the expected share correct of the whole exam, if every question is reached."""
        return sum(weight * self.share(name, day, shift) for name, weight in WEIGHTS.items())

    def passes(self, day: float) -> float:
        """Return the chance of passing an exam of new questions as hard as the bank's, or not."""
        shifts = [self.score(day, BANK_SD * node) for node, _ in NODES]
        reached = [self._reached() for _ in range(100)] if self.kind.pace > PACE else [SCORED]
        return sum(
            weight * sum(_binomial_tail(PASS, number, share) for number in reached) / len(reached)
            for share, (_, weight) in zip(shifts, NODES, strict=True)
        )

    def _reached(self) -> int:
        """Return how many scored questions are answered in time, drawn at random."""
        left, number = PACE * sum(QUOTAS.values()), 0
        while number < sum(QUOTAS.values()) and (left := left - self._seconds()) >= 0:
            number += 1
        return round(SCORED * number / sum(QUOTAS.values()))


def _binomial_tail(least: int, number: int, share: float) -> float:
    """Return the chance of at least so many correct answers, each with the same chance."""
    return sum(
        math.comb(number, right) * share**right * (1 - share) ** (number - right)
        for right in range(least, number + 1)
    )
