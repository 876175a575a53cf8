"""Rules that score how weak each domain of a candidate is, and what they may know."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random

from simulate_candidates import CUT, PACE, POPULATIONS, QUOTAS, Candidate
from simulate_numbers import DAYS_APART, MOCKS

from examkit.analytics.beta import betainc
from examkit.analytics.counted_answers import WeightedAnswers, usable_answers, weigh_answers
from examkit.analytics.estimates import estimate_domains
from examkit.analytics.settings import EstimateSettings, VerdictSettings, WeightSettings
from examkit.analytics.verdicts import judge_domains
from examkit.exam.past_answer import PastAnswer
from examkit.system_clock import DAY

STEP = 0.19
"""Logits by which people find a question harder that its author rates one step harder."""
BETWEEN = (5.0, 10.0, 20.0, 40.0)
"""Weights of the other domains that the pooled rule chooses from, in answers."""
STRANGERS = 1000
"""People whose true shares the best possible rule knows."""

Scores = list[float]


@dataclass(frozen=True, slots=True)
class Case:
    """What is known about one person after some mocks, and the true share of each domain."""

    weighted: tuple[WeightedAnswers, ...]
    rated: tuple[float, ...]
    """By domain, how much harder than average the author rated the questions drawn, summed up."""
    luck: tuple[float, ...]
    """By domain, the credit that an average person wins because the questions drawn are easy."""
    truth: tuple[float, ...]


Rule = Callable[[Case], Scores]


def follow_cases(candidate: Candidate) -> list[Case]:
    """Let a person take mocks; return what is known after each."""
    questions = {question.name: question for question in candidate.bank}
    ease = {name: question.chance(candidate.kind.mean) for name, question in questions.items()}
    average = statistics.mean(ease.values())
    cases: list[Case] = []
    answers: list[PastAnswer] = []
    for mock in range(MOCKS):
        day = float(DAYS_APART * mock)
        answers += candidate.take(candidate.draw(), day)
        usable = usable_answers(answers, PACE)
        rated, luck = dict.fromkeys(QUOTAS, 0.0), dict.fromkeys(QUOTAS, 0.0)
        for answer in usable:
            weight = WeightSettings().fade(day - answer.ended_at / DAY)
            rated[answer.domain] += weight * questions[answer.question].rated
            luck[answer.domain] += weight * (ease[answer.question] - average)
        truth = tuple(candidate.share(name, day) for name in QUOTAS)
        weighted = weigh_answers(usable, list(QUOTAS))
        cases.append(Case(weighted, (*rated.values(),), (*luck.values(),), truth))
    return cases


def regressed(own_rest: float, *, behind: bool = True) -> Rule:
    """Return the program's rule with another weight of the other domains."""
    settings = EstimateSettings(own_rest=own_rest)
    verdict = VerdictSettings() if behind else VerdictSettings(behind_errors=math.inf)

    def rule(case: Case) -> Scores:
        judged = judge_domains(estimate_domains(case.weighted, settings), CUT, verdict)
        return [1.0 + each.p_below_cut if each.behind else each.p_below_cut for each in judged]

    return rule


def adjusted(shift: Callable[[Case], Sequence[float]]) -> Rule:
    """Return the program's rule after credit was shifted by how hard the questions drawn were."""

    def rule(case: Case) -> Scores:
        pairs = zip(case.weighted, shift(case), strict=True)
        return PRESENT(replace(case, weighted=tuple(_shifted(own, by) for own, by in pairs)))

    return rule


def _shifted(own: WeightedAnswers, by: float) -> WeightedAnswers:
    credit = min(own.asked, max(0.0, own.credit + by))
    return replace(own, right=credit, credit=credit)


def by_rating(case: Case) -> list[float]:
    """Return the credit that a person of this overall level lost to questions rated hard."""
    share = sum(e.credit for e in case.weighted) / sum(e.asked for e in case.weighted)
    return [STEP * share * (1 - share) * rated for rated in case.rated]


def pooled(case: Case) -> Scores:
    """Return the chance of being below, averaged over how much domains may differ.

    Each weight of the other domains counts by how well it foretells the domain's own answers.
    """
    fits = [estimate_domains(case.weighted, EstimateSettings(own_rest=m)) for m in BETWEEN]
    scores = []
    for number, own in enumerate(case.weighted):
        parts = [fit[number] for fit in fits]
        weights = [_likelihood(own, part.a, part.b) for part in parts]
        below = [betainc(part.a, part.b, CUT) for part in parts]
        total = sum(w * p for w, p in zip(weights, below, strict=True))
        scores.append(total / sum(weights))
    return scores


def _likelihood(own: WeightedAnswers, a: float, b: float) -> float:
    wrong = own.asked - own.credit
    prior = _log_beta(a - own.credit, b - wrong)
    return math.exp(_log_beta(a, b) - prior)


def _log_beta(a: float, b: float) -> float:
    return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)


def by_answers(case: Case) -> Scores:
    """Return the program's scores, lower where a domain has fewer answers than the others."""
    mean = sum(own.asked for own in case.weighted) / len(case.weighted)
    pairs = zip(PRESENT(case), case.weighted, strict=True)
    return [score + 0.03 * (own.asked / mean - 1) for score, own in pairs]


def best_possible(population: str) -> Rule:
    """Return the rule that knows how people differ, from the true shares of many others."""
    kind = POPULATIONS[population]
    others = [Candidate(Random(f"stranger {n}"), kind) for n in range(STRANGERS)]
    shares = [[other.share(name, 0.0) for name in QUOTAS] for other in others]
    # Domains differ only by name, so each stranger is as good in any order.
    drawn = [own[k:] + own[:k] for own in shares for k in range(len(own))]
    logs = [[(math.log(p), math.log(1 - p)) for p in own] for own in drawn]

    def rule(case: Case) -> Scores:
        counts = [(own.credit, own.asked - own.credit) for own in case.weighted]
        fits = [
            sum(r * a + w * b for (r, w), (a, b) in zip(counts, own, strict=True)) for own in logs
        ]
        top = max(fits)
        weights = [math.exp(fit - top) for fit in fits]
        below = [
            sum(w for w, own in zip(weights, drawn, strict=True) if own[k] < CUT)
            for k in range(len(counts))
        ]
        return [each / sum(weights) for each in below]

    return rule


PRESENT = regressed(EstimateSettings().own_rest)
