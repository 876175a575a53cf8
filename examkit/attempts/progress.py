"""Where a candidate stands on one exam, from the answers of all finished attempts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from examkit.analytics.cut_score import (
    CutScore,
    estimate_scaled_score,
    percent_scale,
    seconds_per_question,
    to_cut_score,
)
from examkit.analytics.estimates import DomainEstimate, estimate_domains
from examkit.analytics.evidence import (
    age_in_days,
    has_recent_mock,
    usable_answers,
    weigh_answers,
)
from examkit.analytics.readiness import Readiness, assess_readiness
from examkit.analytics.settings import AnalyticsSettings
from examkit.analytics.trend import MockResult, measure_reach
from examkit.analytics.verdicts import VerdictName, judge_domains
from examkit.bank.model import Exam, Scale
from examkit.exam.past_answer import PastAnswer
from examkit.report.sections.domains import Judged
from examkit.report.sections.readiness import ReadinessSection
from examkit.report.sections.result import ENOUGH_SCORED


@dataclass(frozen=True, slots=True)
class DomainProgress(Judged):
    """One domain, with its estimate and its verdict."""

    title: str
    share: float
    """Estimated share correct, from 0 to 1."""
    verdict: VerdictName


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a candidate stands on one exam at one moment."""

    readiness: ReadinessSection
    domains: tuple[DomainProgress, ...]
    cut: float
    """The cut score as a share, from 0 to 1."""
    scores: tuple[int, ...]
    """Scores of the mocks that measured something, oldest first, on the scale."""
    passing: int
    """The passing score, on the scale."""
    highest: int
    """The highest score of the scale."""


def measure_progress(
    exam: Exam,
    answers: Sequence[PastAnswer],
    mocks: Sequence[MockResult],
    *,
    now: float,
    unseen: Mapping[str, int],
    settings: AnalyticsSettings,
) -> Progress:
    """Return where the candidate stands now.

    `answers` have the domains of the exam. `mocks` are those of the exam, oldest first. `now` is
    in UTC seconds since 1970, and `unseen` counts the unseen questions by domain id.
    """
    cut, titles = to_cut_score(exam), {domain.id: domain.title for domain in exam.domains}
    usable = usable_answers(answers, seconds_per_question(exam))
    age = age_in_days(usable, now)
    evidence = weigh_answers(usable, list(titles), settings.evidence)
    estimates = estimate_domains(evidence, settings.estimate, settings.evidence.fade(age))
    readiness = _assess(exam, answers, estimates, age=age, unseen=unseen, settings=settings)
    scale = exam.scale or percent_scale(cut.share)
    return Progress(
        readiness=ReadinessSection(readiness, None, titles, ""),
        domains=_domains(estimates, titles, cut, settings),
        cut=cut.share,
        scores=_scores(mocks, exam, scale),
        passing=scale.pass_,
        highest=scale.max,
    )


def _assess(
    exam: Exam,
    answers: Sequence[PastAnswer],
    estimates: Sequence[DomainEstimate],
    *,
    age: int,
    unseen: Mapping[str, int],
    settings: AnalyticsSettings,
) -> Readiness:
    pace = seconds_per_question(exam)
    return assess_readiness(
        estimates,
        to_cut_score(exam),
        timed_mock=has_recent_mock(answers, pace),
        age_days=age,
        reached=measure_reach(answers, settings.evidence.half_life, pace),
        unseen=unseen,
        settings=settings.readiness,
    )


def _domains(
    estimates: Sequence[DomainEstimate],
    titles: Mapping[str, str],
    cut: CutScore,
    settings: AnalyticsSettings,
) -> tuple[DomainProgress, ...]:
    verdicts = judge_domains(estimates, cut.share, settings.verdict)
    return tuple(
        DomainProgress(titles[each.domain], each.point, verdict.word)
        for each, verdict in zip(estimates, verdicts, strict=True)
    )


def _scores(mocks: Sequence[MockResult], exam: Exam, scale: Scale) -> tuple[int, ...]:
    """Return the scores of measurable mocks; none with partial credit, which results lack."""
    if exam.marking != "all-or-nothing":
        return ()
    measured = [each for each in mocks if each.is_measurable and each.asked >= ENOUGH_SCORED]
    points = [estimate_scaled_score(each.right, each.asked, scale) for each in measured]
    return tuple(each.estimate for each in points if each is not None)
