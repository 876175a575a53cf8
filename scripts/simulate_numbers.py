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

from examkit.analytics.counted_answers import average_age, usable_answers, weigh_answers
from examkit.analytics.cut_score import CutScore
from examkit.analytics.estimates import DomainEstimate, estimate_domains
from examkit.analytics.forecast import forecast_pass
from examkit.analytics.readiness import assess_readiness
from examkit.analytics.settings import WeightSettings
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
        """Return whether the range contains the truth."""
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
    ends: tuple[float, float] | None
    """Range of the chance that the report shows instead, if any."""
    passes: float
    expected_held: bool
    """Whether the range of the expected score contains the share in an exam of other difficulty."""


def judge(candidate: Candidate, answers: Sequence[PastAnswer], day: float) -> ReportCase:
    """Compute what the report does from all answers, and compare it with the truth."""
    usable = usable_answers(answers, PACE)
    weighted = weigh_answers(usable, list(QUOTAS))
    estimates = estimate_domains(weighted)
    verdicts = judge_domains(estimates, CUT)
    truth = {name: candidate.share(name, day) for name in QUOTAS}
    cases = tuple(
        DomainCase(truth[each.domain], _rest(truth, each.domain), each, verdict)
        for each, verdict in zip(estimates, verdicts, strict=True)
    )
    reached = measure_reach(answers, WeightSettings().half_life, PACE)
    readiness = assess_readiness(
        estimates, TARGET, timed_mock=True, average_age=average_age(usable), reached=reached
    )
    ends = readiness.in_100_range
    expected = forecast_pass(estimates, TARGET).expected
    real = candidate.score(day, candidate.chance.gauss(0, BANK_SD))
    return ReportCase(
        cases,
        None if readiness.in_100 is None else readiness.in_100 / 100,
        None if ends is None else (ends[0] / 100, ends[1] / 100),
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


def shown(case: ReportCase) -> float | None:
    """Return the chance of passing that the report shows, or the middle of what it shows."""
    return case.shown


def lower_end(case: ReportCase) -> float | None:
    """Return the lower end of the shown range, or the chance itself if it has no range."""
    return case.shown if case.ends is None else case.ends[0]


def upper_end(case: ReportCase) -> float | None:
    """Return the upper end of the shown range, or the chance itself if it has no range."""
    return case.shown if case.ends is None else case.ends[1]


End = Callable[[ReportCase], float | None]


def gap(cases: Sequence[ReportCase], end: End = shown) -> Share:
    """Return by how much what is shown is above the true chance, on average.

    "5%" covers all chances below it, too.
    """
    pairs = ((end(case), min(0.95, max(0.05, case.passes))) for case in cases)
    gaps = [chance - passes for chance, passes in pairs if chance is not None]
    if len(gaps) < 2:
        return Share(math.nan, math.nan, len(gaps))
    return Share(statistics.mean(gaps), statistics.stdev(gaps) / math.sqrt(len(gaps)), len(gaps))


def readiness_error(low: End, high: End) -> Figure:
    """Return the figure of how far true chances are outside what is shown, on average.

    Ten groups by the shown chance are compared with the mean of their true chances. Chance alone
    moves that mean; its variance is subtracted.
    """

    def figure(cases: Sequence[ReportCase]) -> Share:
        groups: dict[int, list[ReportCase]] = {}
        for case in cases:
            if case.shown is not None:
                groups.setdefault(min(9, int(10 * case.shown)), []).append(case)
        total, error = gap(cases), 0.0
        for group in groups.values():
            if len(group) > 1:
                outside = max(0.0, gap(group, low).value, -gap(group, high).value)
                luck = gap(group).error
                error += len(group) * math.sqrt(max(0.0, outside**2 - luck**2))
        return Share(error / max(1, total.number), total.error, total.number)

    return figure


FIGURES: dict[str, Figure] = {
    "range contains the domain": _of_domains(lambda d: d.held, lambda _: True),
    "  domain far behind": _of_domains(lambda d: d.held, lambda d: d.truth <= d.rest - BEHIND),
    "false alarms": _of_domains(lambda d: d.is_weak, lambda d: d.truth >= CUT),
    "hits": _of_domains(lambda d: d.is_weak, lambda d: d.truth <= CUT - CLEAR),
    "ok, truly below": _of_domains(lambda d: d.truth < CUT, lambda d: d.verdict.word == "ok"),
    "expected range contains the exam": lambda cases: share_of([c.expected_held for c in cases]),
    "shown minus true chance": gap,
    "upper end minus true chance": lambda cases: gap(cases, upper_end),
    "error of the chance": readiness_error(shown, shown),
    "error of its range": readiness_error(lower_end, upper_end),
}


def print_figures(people: int) -> None:
    """Print all figures by population and number of mocks, then those of everyone together."""
    everyone: list[list[ReportCase]] = []
    for population in POPULATIONS:
        reports = list(follow(population, people))
        _print_group(population, reports)
        everyone += reports
    _print_group("all together", everyone)


def _print_group(name: str, reports: Sequence[Sequence[ReportCase]]) -> None:
    """Print the figures of a group of people, with standard errors and numbers of cases."""
    scores = [statistics.mean(d.truth for d in own[0].domains) for own in reports]
    spread = statistics.stdev(scores)
    print(f"{name}: mean share {statistics.mean(scores):.2f}, spread {spread:.2f}")
    for label, figure in FIGURES.items():
        row = [str(figure([own[mock] for own in reports])) for mock in range(MOCKS)]
        print(f"  {label:<30}" + "  ".join(f"{cell:>20}" for cell in row), flush=True)
