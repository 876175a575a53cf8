"""Readiness: the chance of passing the real exam, or the evidence that is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from examkit.analytics.evidence import has_recent_mock
from examkit.analytics.readiness import (
    MissingEvidence,
    Readiness,
    ReadinessSettings,
    assess_readiness,
)
from examkit.humanize import pluralize
from examkit.report.blocks import Blocks, Paragraph
from examkit.report.phrases import fresh_answers, number
from examkit.report.report import Report, Section

_PHRASES = {"ready": "ready", "likely": "likely", "toss-up": "a toss-up", "not yet": "not yet"}


@dataclass(frozen=True, slots=True)
class ReadinessSection(Section):
    name = "readiness"
    label = "Readiness"

    readiness: Readiness | None
    """None in a drill."""
    _titles: Mapping[str, str]
    """Titles by domain."""

    @classmethod
    def build(cls, report: Report) -> ReadinessSection:
        titles = {domain.id: domain.title for domain in report.form.exam.domains}
        if not report.is_mock:
            return cls(None, titles)
        readiness = assess_readiness(
            report.estimates,
            report.cut_score,
            timed_mock=report.form.limit is not None and has_recent_mock(report.history),
            unseen=report.facts.unseen,
            settings=report.facts.settings.readiness,
        )
        return cls(readiness, titles)

    def summary(self) -> Blocks:
        if self.readiness is not None:
            yield from map(Paragraph, readiness_text(self.readiness, self._titles))


def readiness_text(readiness: Readiness, titles: Mapping[str, str]) -> tuple[str, str]:
    """Write whether the real exam would be passed, and how many answers that rests on."""
    settings = ReadinessSettings()
    answers = fresh_answers(readiness.answers, settings.words_from, settings.number_from)
    if readiness.word is None:
        return _missing_text(readiness.missing, titles), f"So far: {answers}."
    phrase = _PHRASES[readiness.word]
    if readiness.in_100 is None:
        more = f"A number takes {number(settings.number_from)} and a timed, mostly fresh mock."
        return f"On this evidence: {phrase}.", f"From {answers}. {more}"
    odds = f"about {readiness.in_100} in 100 pass the real exam"
    return f"With such answers {odds}: {phrase}.", f"From {answers}."


def _missing_text(missing: MissingEvidence | None, titles: Mapping[str, str]) -> str:
    if missing is None:
        return "Not enough fresh evidence."
    where = ""
    if missing.domain is not None:
        where = f" ({missing.in_domain} in {titles.get(missing.domain, missing.domain)})"
    needed = pluralize(missing.questions, "more fresh question")
    if missing.in_bank:
        return f"Not enough fresh evidence: about {needed}{where}."
    return f"Not enough fresh evidence: {needed}{where} would do, but the bank has too few left."
