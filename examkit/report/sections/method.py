"""How a report's numbers are calculated, for readers who want to check them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from examkit.analytics.readiness import Readiness
from examkit.analytics.settings import (
    EstimateSettings,
    EvidenceSettings,
    ReadinessSettings,
    VerdictSettings,
)
from examkit.exam.form import Form
from examkit.humanize import pluralize
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
    yield _evidence_line(settings.evidence)
    yield from _estimate_lines(settings.estimate)
    yield _verdict_line(settings.verdict)
    yield _cut_line(form, report.cut_score.share)
    if report.is_mock:
        yield from _scale_lines(form)
        yield from _unscored_lines(form)
    readiness = report[ReadinessSection].readiness
    if readiness is not None:
        yield _readiness_line(readiness, settings.readiness)
    yield from _form_lines(form)


def _evidence_line(settings: EvidenceSettings) -> str:
    return (
        "Evidence: only questions that were new to you count for domains and readiness, and only "
        "if they were on screen long enough to be read. Estimates use all your attempts up to this "
        f"one. A drill answer counts {percent(settings.drill)} of a mock answer. An answer that is "
        f"{format_amount(settings.half_life, 'day')} older than the newest counts half. "
        "If the newest is old, all count less. "
        '"About 10 answers" is such a sum, rounded.'
    )


def _estimate_lines(settings: EstimateSettings) -> Iterator[str]:
    prior = settings.prior_right + settings.prior_wrong
    start = percent(settings.prior_right / prior)
    yield (
        "Estimate: the share of all questions in a domain you would get correct. Your other "
        f"domains count as up to {format_amount(settings.own_rest, 'more answer')} (m = "
        f"{number(settings.own_rest)}). Before any answer it is {start}, worth {number(prior)}."
    )
    held = round(100 * settings.range_share)
    yield f"Range: it contains the true share in about {held} of 100 cases."


def _verdict_line(settings: VerdictSettings) -> str:
    sure = round(100 * settings.sure)
    return (
        f"Verdict: needs improvement means below the passing score in {sure} or more of 100 "
        "cases, or far behind your other domains. Meets the passing score means above it in "
        f"{sure} or more. Under {number(settings.enough)} first-time answers, counted as "
        "above, there is no verdict."
    )


def _cut_line(form: Form, cut: float) -> str:
    scale = form.exam.scale
    source = scale.cut_source if scale else "assumed, since this exam declares none"
    return f"Passing score: {pass_percent(cut)} correct ({source})."


def _scale_lines(form: Form) -> Iterator[str]:
    scale = form.exam.scale
    if scale is not None:
        assumed = f"{pass_percent(scale.cut_fraction)} correct is {scale.pass_}"
        yield (
            "Scaled score: the real exam converts your answers with a table that isn't published "
            f"and differs by form. This estimate assumes that {assumed}. Its range covers chance "
            "in this attempt only."
        )


def _unscored_lines(form: Form) -> Iterator[str]:
    unscored = sum(not slot.scored for slot in form.slots)
    if unscored:
        yield (
            f"Unscored: {unscored} of {pluralize(len(form.slots), 'question')} didn't count for "
            "the result, as in the real exam. They do count for domains and readiness."
        )


def _readiness_line(readiness: Readiness, settings: ReadinessSettings) -> str:
    average = percent(settings.population_mean)
    text = (
        "Readiness: the real exam can be somewhat easier or harder than this bank. Your score is "
        f"averaged with a typical candidate's {average}, worth "
        f"{number(settings.population_worth)} answers. If you have improved since your earlier "
        "answers, expect the upper end of the range."
    )
    expected = readiness.expected
    if expected is None:
        needed = f"{number(settings.words_from)} new questions"
        return f"{text} It needs {needed}, {number(settings.per_domain)} in each domain."
    likely = span(expected.low, expected.high)
    if readiness.if_all_reached:
        text += f" You reach {percent(readiness.reached)} of it in time; the rest is incorrect."
    return f"{text} Expected there: {percent(expected.mean)} correct (likely {likely})."


def _form_lines(form: Form) -> Iterator[str]:
    rule = "all or nothing" if form.exam.marking == "all-or-nothing" else "partial credit"
    yield f"Grading: {rule}. In the result, an unanswered question counts as incorrect."
    yield (
        f"Form: exam {form.exam.id}, bank {form.bank} ({form.bank_digest[:_DIGEST_SHOWN]}), seed "
        f"{form.seed}, examkit {form.engine_version}."
    )
