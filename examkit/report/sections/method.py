"""How a report's numbers are calculated, for readers who want to check them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from examkit.analytics.readiness import Readiness
from examkit.analytics.settings import (
    EstimateSettings,
    ReadinessSettings,
    VerdictSettings,
    WeightSettings,
)
from examkit.report.blocks import Blocks, Items
from examkit.report.number_text import format_amount, number, pass_percent, percent, span
from examkit.report.report import Report, Section
from examkit.report.sections.readiness import ReadinessSection

_DIGEST_SHOWN = 12


@dataclass(frozen=True, slots=True)
class MethodSection(Section):
    name = "method"
    heading = "How this is calculated"

    how: tuple[str, ...]

    @classmethod
    def build(cls, report: Report) -> MethodSection:
        return cls(tuple(_lines(report)))

    def details(self) -> Blocks:
        yield Items(self.how, has_terms=True)


def _lines(report: Report) -> Iterator[str]:
    form, settings = report.form, report.facts.settings
    yield _weights_line(settings.weights)
    yield from _estimate_lines(settings.estimate)
    yield _verdict_line(settings.verdict)
    yield _passing_line(report)
    if report.is_mock and not all(slot.scored for slot in form.slots):
        yield _UNSCORED
    readiness = report[ReadinessSection].readiness
    if readiness is not None:
        yield _readiness_line(readiness, settings.readiness)
    yield f"Grading: {_GRADING[form.exam.marking]} Unanswered questions count as incorrect."
    yield (
        f"Question set: exam {form.exam.id}, bank {form.bank} "
        f"({form.bank_digest[:_DIGEST_SHOWN]}), seed {form.seed}, examkit {form.engine_version}."
    )


_UNSCORED = (
    "Unscored questions: as on the real exam, they don't affect your score. They do count toward "
    "estimates and your chance of passing."
)
_GRADING = {
    "all-or-nothing": "a question counts as correct only if your whole answer is correct.",
    "partial": "a partly correct answer earns partial credit.",
}


def _weights_line(settings: WeightSettings) -> str:
    return (
        "First-time answers: your answers to questions you had never seen, unless you answered too "
        "quickly to have read them. Estimates use these answers from all attempts up to this one. "
        f"A drill answer counts {percent(settings.drill)} as much as a mock answer, and an answer "
        f"{format_amount(settings.half_life, 'day')} older than your newest counts half as much. "
        'If even your newest answer is old, every answer counts for less. A number such as "about '
        '10 answers" is the rounded total of these weights.'
    )


def _estimate_lines(settings: EstimateSettings) -> Iterator[str]:
    prior = settings.prior_right + settings.prior_wrong
    start = percent(settings.prior_right / prior)
    yield (
        "Estimate: the share of a domain's questions you are expected to answer correctly. It "
        f"starts at {start}, which counts as much as {format_amount(prior, 'answer')}, and each "
        "answer in the domain moves it. Answers in other domains move it too, but together they "
        f"never count for more than {format_amount(settings.own_rest, 'answer')}."
    )
    meant, held = percent(settings.range_share), percent(settings.range_held)
    yield (
        f"Likely range: meant to contain the true value {meant} of the time. In tests with "
        f"simulated candidates, it did so {held} of the time."
    )


def _verdict_line(settings: VerdictSettings) -> str:
    sure = round(100 * settings.sure)
    return (
        f'Verdicts: "needs improvement" means that you are at least {sure}% likely to be below the '
        "passing score, or that the domain is far behind your other domains. "
        f'"Meets the passing score" means that you are at least {sure}% likely to be above it. '
        'Anything in between is "borderline." A domain with fewer than '
        f"{number(settings.enough)} first-time answers gets no verdict."
    )


def _passing_line(report: Report) -> str:
    scale, share = report.form.exam.scale, pass_percent(report.cut_score.share)
    if scale is None:
        return f"Passing score: assumed to be {share} correct, because the exam doesn't set one."
    if not report.is_mock:
        return f"Passing score: {share} correct ({scale.cut_source})."
    return (
        f"Score: {scale.pass_} corresponds to {share} correct ({scale.cut_source}). The real exam "
        "uses an unpublished conversion that varies from exam to exam. Your score's likely range "
        "allows only for luck in this attempt."
    )


def _readiness_line(readiness: Readiness, settings: ReadinessSettings) -> str:
    typical = percent(settings.population_mean)
    text = (
        "Chance of passing: calculated from your estimates and each domain's weight in the exam. "
        f"The calculation also includes the {typical} that a typical candidate answers correctly, "
        f"which counts as much as {number(settings.population_worth)} of your answers. The real "
        "exam may be somewhat easier or harder than this bank, and the chance allows for that. If "
        "you've improved over time, your chance is near the upper end of the range."
    )
    expected = readiness.expected
    if expected is None:
        needed = f"{number(settings.words_from)} first-time answers"
        each = f"at least {number(settings.per_domain)} in each domain"
        return f"{text} A prediction needs {needed}, with {each}."
    likely = span(expected.low, expected.high)
    if readiness.if_all_reached:
        text += (
            f" The calculation assumes that you get to {percent(readiness.reached)} of the exam's "
            "questions before time runs out."
        )
    return f"{text} On the exam, expect to get {percent(expected.mean)} correct (likely {likely})."
