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
        yield Items(self.how)


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
    yield f"Grading: {_GRADING[form.exam.marking]} An unanswered question counts as incorrect."
    yield (
        f"Question set: exam {form.exam.id}, bank {form.bank} "
        f"({form.bank_digest[:_DIGEST_SHOWN]}), seed {form.seed}, examkit {form.engine_version}."
    )


_UNSCORED = (
    "Unscored questions: as in the real exam, they don't change your score. They do count for "
    "estimates and your chance of passing."
)
_GRADING = {
    "all-or-nothing": "a question is correct only if its whole answer is.",
    "partial": "a partly correct answer earns part of the credit.",
}


def _weights_line(settings: WeightSettings) -> str:
    return (
        "First-time answers: your answers to questions that were new to you, if they were on "
        "screen long enough to be read. Estimates use those of all your attempts up to this one. "
        f"An answer in a drill counts {percent(settings.drill)} of one in a mock. An answer that "
        f"is {format_amount(settings.half_life, 'day')} older than your newest counts half. If "
        'your newest is old, all count less. "About 10 answers" is the sum, rounded.'
    )


def _estimate_lines(settings: EstimateSettings) -> Iterator[str]:
    prior = settings.prior_right + settings.prior_wrong
    start = percent(settings.prior_right / prior)
    yield (
        "Estimate: how much of a domain you would get correct if you answered all its questions. "
        f"It starts at {start}, which weighs as much as {format_amount(prior, 'answer')}, and "
        "moves with each answer of yours. Answers in your other domains move it too, but together "
        f"weigh no more than {format_amount(settings.own_rest, 'answer')}."
    )
    meant, held = percent(settings.range_share), percent(settings.range_held)
    yield (
        f"Likely range: an {meant} range. For the domains of simulated people, it contained the "
        f"true value in {held} of cases."
    )


def _verdict_line(settings: VerdictSettings) -> str:
    sure = round(100 * settings.sure)
    return (
        'Verdicts: "needs improvement" means that the chance of being below the passing score is '
        f"{sure}% or more, or that the domain is far behind your others. "
        '"Meets the passing score" means that the chance of being above it is as high. Between '
        f'them, it is "borderline". With under {number(settings.enough)} first-time answers in a '
        "domain, there is no verdict."
    )


def _passing_line(report: Report) -> str:
    scale, share = report.form.exam.scale, pass_percent(report.cut_score.share)
    if scale is None:
        return f"Passing score: {share} correct, which is assumed, since the exam declares none."
    if not report.is_mock:
        return f"Passing score: {share} correct ({scale.cut_source})."
    return (
        f"Score: {scale.pass_} stands for {share} correct ({scale.cut_source}). The real exam "
        "converts answers to scores with a table that isn't published and differs between exams. "
        "The range of your score covers chance in this attempt only."
    )


def _readiness_line(readiness: Readiness, settings: ReadinessSettings) -> str:
    typical = percent(settings.population_mean)
    text = (
        "Chance of passing: it follows from your estimates and the domains' weights in the exam. "
        f"A typical candidate's {typical} is mixed in, with the weight of "
        f"{number(settings.population_worth)} answers. It allows for a real exam that is somewhat "
        "easier or harder than this bank. If you have improved since your earlier answers, expect "
        "the upper end of its range."
    )
    expected = readiness.expected
    if expected is None:
        needed = f"{number(settings.words_from)} first-time answers"
        return f"{text} It takes {needed}, {number(settings.per_domain)} in each domain."
    likely = span(expected.low, expected.high)
    if readiness.if_all_reached:
        text += f" It assumes that you reach {percent(readiness.reached)} of the exam in time."
    return f"{text} In the exam, expect {percent(expected.mean)} correct (likely {likely})."
