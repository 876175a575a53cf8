"""Whether a report's numbers are true: its ranges, verdicts, and chance of passing.

Each figure comes after one, two, and three mocks, by population, with its standard error and the
number of cases. The tables are in docs/dev/measurement.md.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from simulate_candidates import BANK_SD, CUT, PACE, POPULATIONS, QUOTAS, SCORED, WEIGHTS, Candidate

from examkit.analytics.cut_score import CutScore
from examkit.analytics.estimates import DomainEstimate, estimate_domains
from examkit.analytics.evidence import usable_answers, weigh_answers
from examkit.analytics.readiness import assess_readiness, forecast_pass
from examkit.analytics.settings import EvidenceSettings
from examkit.analytics.trend import measure_reach
from examkit.analytics.verdicts import Verdict, judge_domains
from examkit.exam.past_answer import PastAnswer

TARGET = CutScore(weights=WEIGHTS, share=CUT, scored=SCORED)
MOCKS, DAYS_APART = 3, 4
CLEAR = 0.10
"""A domain this far below the passing score should be found."""
BEHIND = 0.15
"""A domain this far below the rest is far behind."""


@dataclass(frozen=True, slots=True)
class DomainCase:
    """What a report shows about one domain, and the truth."""

    truth: float
    rest: float
    """True share of the other domains."""
    estimate: DomainEstimate
    verdict: Verdict

    @property
    def held(self) -> bool:
        """Return whether the range holds the truth."""
        return self.estimate.low <= self.truth <= self.estimate.high

    @property
    def is_weak(self) -> bool:
        """Return whether the report calls it weak."""
        return self.verdict.word == "weak"


@dataclass(frozen=True, slots=True)
class ReportCase:
    """What a report shows after some mocks, and the truth."""

    domains: tuple[DomainCase, ...]
    shown: float | None
    """Chance of passing as the report shows it; None without a percentage."""
    passes: float
    expected_held: bool
    """Whether `Expected there` holds the share in an exam of other difficulty."""


def judge(candidate: Candidate, answers: Sequence[PastAnswer], day: float) -> ReportCase:
    """Compute what the report does from all answers, and compare it with the truth."""
    evidence = weigh_answers(usable_answers(answers, PACE), list(QUOTAS))
    estimates = estimate_domains(evidence)
    verdicts = judge_domains(estimates, CUT)
    truth = {name: candidate.share(name, day) for name in QUOTAS}
    cases = tuple(
        DomainCase(truth[each.domain], _rest(truth, each.domain), each, verdict)
        for each, verdict in zip(estimates, verdicts, strict=True)
    )
    reached = measure_reach(answers, EvidenceSettings().half_life, PACE)
    readiness = assess_readiness(estimates, TARGET, timed_mock=True, reached=reached)
    expected = forecast_pass(estimates, TARGET).expected
    real = candidate.score(day, candidate.chance.gauss(0, BANK_SD))
    return ReportCase(
        cases,
        None if readiness.in_100 is None else readiness.in_100 / 100,
        candidate.passes(day),
        expected.low <= real <= expected.high,
    )


def _rest(truth: dict[str, float], domain: str) -> float:
    return statistics.mean(share for name, share in truth.items() if name != domain)


def follow(population: str, people: int, mocks: int = MOCKS) -> Iterator[list[ReportCase]]:
    """Let people take mocks; return the reports of each person, one after each mock."""
    for number in range(people):
        candidate = Candidate(Random(f"{population} {number}"), POPULATIONS[population])
        answers: list[PastAnswer] = []
        cases = []
        for mock in range(mocks):
            day = float(DAYS_APART * mock)
            answers += candidate.take(candidate.draw(), day)
            cases.append(judge(candidate, answers, day))
        yield cases


@dataclass(frozen=True, slots=True)
class Share:
    """A share of cases with its standard error."""

    value: float
    error: float
    number: int

    def __str__(self) -> str:
        return f"{self.value:.3f} ±{self.error:.3f} ({self.number})"


def share_of(hits: Sequence[bool]) -> Share:
    """Return the share of hits."""
    value = statistics.mean(hits) if hits else math.nan
    return Share(value, math.sqrt(value * (1 - value) / max(1, len(hits))), len(hits))


Figure = Callable[[Sequence[ReportCase]], Share]


def _of_domains(hit: Callable[[DomainCase], bool], where: Callable[[DomainCase], bool]) -> Figure:
    def figure(cases: Sequence[ReportCase]) -> Share:
        return share_of([hit(domain) for c in cases for domain in c.domains if where(domain)])

    return figure


def gap(case: ReportCase) -> float | None:
    """Return by how much the shown chance is above the true one; "5%" covers all below it, too."""
    return None if case.shown is None else case.shown - min(0.95, max(0.05, case.passes))


def readiness_gap(cases: Sequence[ReportCase]) -> Share:
    """Return by how much the shown chance is above the true one, on average."""
    gaps = [each for case in cases if (each := gap(case)) is not None]
    if len(gaps) < 2:
        return Share(math.nan, math.nan, len(gaps))
    return Share(statistics.mean(gaps), statistics.stdev(gaps) / math.sqrt(len(gaps)), len(gaps))


def readiness_error(cases: Sequence[ReportCase]) -> Share:
    """Return the mean distance of shown and true chances, within ten groups by shown chance.

    Chance alone moves the mean of a group; its variance is subtracted.
    """
    groups: dict[int, list[ReportCase]] = {}
    for case in cases:
        if case.shown is not None:
            groups.setdefault(min(9, int(10 * case.shown)), []).append(case)
    total = readiness_gap(cases)
    error = 0.0
    for group in groups.values():
        own = readiness_gap(group)
        if own.number > 1:
            error += own.number * math.sqrt(max(0.0, own.value**2 - own.error**2))
    return Share(error / max(1, total.number), total.error, total.number)


FIGURES: dict[str, Figure] = {
    "range holds the domain": _of_domains(lambda d: d.held, lambda _: True),
    "  domain far behind": _of_domains(lambda d: d.held, lambda d: d.truth <= d.rest - BEHIND),
    "false alarms": _of_domains(lambda d: d.is_weak, lambda d: d.truth >= CUT),
    "hits": _of_domains(lambda d: d.is_weak, lambda d: d.truth <= CUT - CLEAR),
    "ok, truly below": _of_domains(lambda d: d.truth < CUT, lambda d: d.verdict.word == "ok"),
    "expected range holds the exam": lambda cases: share_of([c.expected_held for c in cases]),
    "shown minus true chance": readiness_gap,
    "error of the chance": readiness_error,
}


def print_figures(people: int) -> None:
    """Print all figures by population and number of mocks, with standard errors."""
    for population in POPULATIONS:
        reports = list(follow(population, people))
        score = [statistics.mean(d.truth for d in own[0].domains) for own in reports]
        spread = statistics.stdev(score)
        print(f"{population}: mean share {statistics.mean(score):.2f}, spread {spread:.2f}")
        for name, figure in FIGURES.items():
            row = [str(figure([own[mock] for own in reports])) for mock in range(MOCKS)]
            print(f"  {name:<30}" + "  ".join(f"{cell:>20}" for cell in row), flush=True)
