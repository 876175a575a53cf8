"""Where a candidate stands on one exam, from the answers of all finished attempts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from examkit.analytics.counted_answers import has_recent_mock
from examkit.analytics.cut_score import (
    estimate_scaled_score,
    judge_mock,
    percent_scale,
    to_cut_score,
)
from examkit.analytics.readiness import Readiness, assess_readiness
from examkit.analytics.settings import AnalyticsSettings
from examkit.analytics.standing import QuickAnswers, Standing
from examkit.analytics.trend import MockResult, measure_reach
from examkit.analytics.verdicts import VerdictName
from examkit.bank.model import Exam, Scale
from examkit.humanize import pluralize
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
    uncounted: str
    """A sentence on answers given too quickly to count; empty if there are only a few."""
    cut: float
    """The cut score as a share, from 0 to 1."""
    scores: tuple[int, ...]
    """Scores of the mocks that have one, oldest first, on the exam's scale or else in percent."""
    passing: int
    """The passing score, on the same scale as `scores`."""
    highest: int
    """The highest possible score on the same scale as `scores`."""
    passes: bool | None = None
    """Whether the latest score passes; None without one, or if that mock is too short to tell."""
    new: float = 1.0
    """Share of the latest scored mock's questions that were new, from 0 to 1."""
    has_timed_mock: bool = False
    """Whether a timed mock of mostly new questions counts, as a chance in percent needs."""


def measure_progress(
    exam: Exam,
    standing: Standing,
    mocks: Sequence[MockResult],
    *,
    unseen: Mapping[str, int],
    settings: AnalyticsSettings,
) -> Progress:
    """Return where the candidate stands on the exam now.

    `standing` and `mocks`, oldest first, are those of the exam. `unseen` counts the unseen
    questions by domain id.
    """
    cut, titles = to_cut_score(exam), {domain.id: domain.title for domain in exam.domains}
    readiness = _assess(standing, unseen, settings)
    measured = _measured(mocks, exam)
    scale = exam.scale or percent_scale(cut.share)
    return Progress(
        readiness=ReadinessSection(readiness, None, titles, ""),
        domains=_domains(standing, titles),
        uncounted=uncounted_text(standing.quick),
        cut=cut.share,
        scores=_scores(measured, scale),
        passing=scale.pass_,
        highest=scale.max,
        passes=judge_mock(measured[-1].right, measured[-1].asked, exam) if measured else None,
        new=measured[-1].fresh if measured else 1.0,
        has_timed_mock=has_recent_mock(standing.answers, standing.pace),
    )


def uncounted_text(quick: QuickAnswers) -> str:
    """Return a sentence on how many answers don't count because some were given too quickly.

    It is empty if there are only a few.
    """
    if not quick.matters:
        return ""
    doesnt = "doesn't" if quick.uncounted == 1 else "don't"
    start = f"{pluralize(quick.uncounted, 'answer')} {doesnt} count:"
    if quick.rapid == quick.uncounted:
        them = "the question" if quick.rapid == 1 else "the questions"
        return f"{start} you answered too quickly to have read {them}."
    them = "it" if quick.rapid == 1 else "them"
    return f"{start} you answered {quick.rapid} of the questions too quickly to have read {them}."


def _assess(
    standing: Standing, unseen: Mapping[str, int], settings: AnalyticsSettings
) -> Readiness:
    answers, pace = standing.answers, standing.pace
    return assess_readiness(
        standing.estimates,
        standing.target,
        timed_mock=has_recent_mock(answers, pace),
        age_days=standing.age_days,
        reached=measure_reach(answers, settings.weights.half_life, pace),
        unseen=unseen,
        settings=settings.readiness,
    )


def _domains(standing: Standing, titles: Mapping[str, str]) -> tuple[DomainProgress, ...]:
    pairs = zip(standing.estimates, standing.verdicts, strict=True)
    return tuple(
        DomainProgress(titles[each.domain], each.point, verdict.word) for each, verdict in pairs
    )


def _measured(mocks: Sequence[MockResult], exam: Exam) -> list[MockResult]:
    """Return the mocks that have a score.

    There are none if the exam gives partial credit, because mock results don't record it.
    """
    if exam.marking != "all-or-nothing":
        return []
    return [each for each in mocks if each.is_measurable and each.asked >= ENOUGH_SCORED]


def _scores(mocks: Sequence[MockResult], scale: Scale) -> tuple[int, ...]:
    points = [estimate_scaled_score(each.right, each.asked, scale) for each in mocks]
    return tuple(each.estimate for each in points if each is not None)
