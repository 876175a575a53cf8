"""How the numbers of a report are made, for those who want to check them."""

from __future__ import annotations

from examkit.analytics.cut_score import CutScore
from examkit.analytics.estimates import EstimateSettings
from examkit.analytics.evidence import EvidenceSettings
from examkit.analytics.readiness import Readiness, ReadinessSettings
from examkit.analytics.settings import AnalyticsSettings
from examkit.analytics.verdicts import VerdictSettings
from examkit.exam.form import Form
from examkit.humanize import pluralize
from examkit.report.phrases import (
    format_amount,
    number,
    pass_percent,
    percent,
    span,
)

_DIGEST_SHOWN = 12


def method_lines(
    form: Form, target: CutScore, readiness: Readiness | None, used: AnalyticsSettings
) -> tuple[str, ...]:
    """Tell the method, its assumptions, and what identifies the form."""
    lines = [
        *_evidence_lines(used.evidence),
        *_estimate_lines(used.estimate),
        _verdict_line(used.weak),
        _pass_line(form, target),
    ]
    if form.mode == "mock":
        lines += _scale_lines(form) + _unscored_lines(form)
    if readiness is not None:
        lines.append(_readiness_line(readiness, used.readiness))
    return (*lines, *_form_lines(form))


def _estimate_lines(used: EstimateSettings) -> list[str]:
    before = used.prior_right + used.prior_wrong
    start = percent(used.prior_right / before)
    return [
        "Estimate: the share of all questions of a domain that you would get right. Your other "
        f"domains count as up to {format_amount(used.own_rest, 'more answer')} (m = "
        f"{number(used.own_rest)}). Before any answer it is {start}, worth {number(before)}.",
        f"Range: it holds the true share in about {round(100 * used.range_share)} of 100 cases.",
    ]


def _verdict_line(used: VerdictSettings) -> str:
    sure = round(100 * used.sure)
    return (
        f"Verdict: WEAK is below the pass line in {sure} or more of 100 cases, or far behind your "
        f"other domains; ok is above it in {sure} or more. Below {number(used.enough)} fresh "
        "answers, counted as above, it is too few: nothing is said."
    )


def _pass_line(form: Form, target: CutScore) -> str:
    scale = form.exam.scale
    source = scale.cut_source if scale else "assumed, since this exam declares none"
    return f"Pass line: {pass_percent(target.share)} right ({source})."


def _scale_lines(form: Form) -> list[str]:
    scale = form.exam.scale
    if scale is None:
        return []
    assumed = f"{pass_percent(scale.cut_fraction)} right = {scale.pass_}"
    return [
        "Practice scale: the real exam converts your answers with a table that is not published "
        f"and differs by form. This number assumes {assumed}; its range is luck in this sitting."
    ]


def _unscored_lines(form: Form) -> list[str]:
    unscored = sum(not slot.scored for slot in form.slots)
    if not unscored:
        return []
    part = f"{unscored} of {pluralize(len(form.slots), 'question')}"
    return [
        f"Unscored: {part} did not count for the result, as in the real exam. "
        "They do count for domains and readiness."
    ]


def _evidence_lines(used: EvidenceSettings) -> list[str]:
    return [
        "Evidence: only questions that were new to you count for domains and readiness, and only "
        "those that were on screen long enough to be read. Estimates take all your attempts up to "
        f"this one: an answer of a drill counts {percent(used.drill)} of one of a mock, and one "
        f"that is {format_amount(used.half_life, 'day')} older than the newest counts half. "
        '"About 10 answers" is such a sum, rounded.',
    ]


def _readiness_line(readiness: Readiness, used: ReadinessSettings) -> str:
    text = "Readiness: the real exam may be somewhat easier or harder than this bank."
    if readiness.expected is None:
        least = f"{number(used.words_from)} new questions"
        return f"{text} It takes {least}, {number(used.per_domain)} in each domain."
    told = readiness.expected
    return (
        f"{text} Expected there: {percent(told.mean)} right (likely {span(told.low, told.high)})."
    )


def _form_lines(form: Form) -> list[str]:
    rule = "all or nothing" if form.exam.marking == "all-or-nothing" else "part marks"
    digest = form.bank_digest[:_DIGEST_SHOWN]
    return [
        f"Marking: {rule}; in the result, no answer counts as wrong.",
        f"Form: exam {form.exam.id}, bank {form.bank} ({digest}), seed {form.seed}, "
        f"examkit {form.engine_version}.",
    ]
