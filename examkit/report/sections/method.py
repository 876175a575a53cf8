"""How the numbers of a report are made, for those who want to check them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from examkit.analytics.estimates import EstimateSettings
from examkit.analytics.evidence import EvidenceSettings
from examkit.analytics.readiness import Readiness, ReadinessSettings
from examkit.analytics.verdicts import VerdictSettings
from examkit.exam.form import Form
from examkit.humanize import pluralize
from examkit.report.blocks import Blocks, Items
from examkit.report.phrases import format_amount, number, pass_percent, percent, span
from examkit.report.report import Report, Section
from examkit.report.sections.readiness import ReadinessSection

_DIGEST_SHOWN = 12


@dataclass(frozen=True, slots=True)
class MethodSection(Section):
    name = "method"
    heading = "How these numbers are made"

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
    yield _verdict_line(settings.weak)
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
        "those that were on screen long enough to be read. Estimates take all your attempts up to "
        f"this one: an answer of a drill counts {percent(settings.drill)} of one of a mock, and "
        f"one that is {format_amount(settings.half_life, 'day')} older than the newest counts "
        'half. "About 10 answers" is such a sum, rounded.'
    )


def _estimate_lines(settings: EstimateSettings) -> Iterator[str]:
    prior = settings.prior_right + settings.prior_wrong
    start = percent(settings.prior_right / prior)
    yield (
        "Estimate: the share of all questions of a domain that you would get right. Your other "
        f"domains count as up to {format_amount(settings.own_rest, 'more answer')} (m = "
        f"{number(settings.own_rest)}). Before any answer it is {start}, worth {number(prior)}."
    )
    held = round(100 * settings.range_share)
    yield f"Range: it holds the true share in about {held} of 100 cases."


def _verdict_line(settings: VerdictSettings) -> str:
    sure = round(100 * settings.sure)
    return (
        f"Verdict: WEAK is below the pass line in {sure} or more of 100 cases, or far behind your "
        f"other domains; ok is above it in {sure} or more. Below {number(settings.enough)} fresh "
        "answers, counted as above, it is too few: nothing is said."
    )


def _cut_line(form: Form, cut: float) -> str:
    scale = form.exam.scale
    source = scale.cut_source if scale else "assumed, since this exam declares none"
    return f"Pass line: {pass_percent(cut)} right ({source})."


def _scale_lines(form: Form) -> Iterator[str]:
    scale = form.exam.scale
    if scale is not None:
        assumed = f"{pass_percent(scale.cut_fraction)} right = {scale.pass_}"
        yield (
            "Practice scale: the real exam converts your answers with a table that is not "
            f"published and differs by form. This number assumes {assumed}; its range is luck in "
            "this sitting."
        )


def _unscored_lines(form: Form) -> Iterator[str]:
    unscored = sum(not slot.scored for slot in form.slots)
    if unscored:
        yield (
            f"Unscored: {unscored} of {pluralize(len(form.slots), 'question')} did not count for "
            "the result, as in the real exam. They do count for domains and readiness."
        )


def _readiness_line(readiness: Readiness, settings: ReadinessSettings) -> str:
    text = "Readiness: the real exam may be somewhat easier or harder than this bank."
    expected = readiness.expected
    if expected is None:
        needed = f"{number(settings.words_from)} new questions"
        return f"{text} It takes {needed}, {number(settings.per_domain)} in each domain."
    likely = span(expected.low, expected.high)
    return f"{text} Expected there: {percent(expected.mean)} right (likely {likely})."


def _form_lines(form: Form) -> Iterator[str]:
    rule = "all or nothing" if form.exam.marking == "all-or-nothing" else "part marks"
    yield f"Marking: {rule}; in the result, no answer counts as wrong."
    yield (
        f"Form: exam {form.exam.id}, bank {form.bank} ({form.bank_digest[:_DIGEST_SHOWN]}), seed "
        f"{form.seed}, examkit {form.engine_version}."
    )
