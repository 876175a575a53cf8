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
from examkit.report.phrases import fresh_answers, number, sentence
from examkit.report.report import Report, Section

_PHRASES = {
    "ready": "ready",
    "likely": "likely to pass",
    "toss-up": "a toss-up",
    "not yet": "not ready yet",
}


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
            timed_mock=report.form.limit is not None
            and has_recent_mock(report.history, report.exam_pace),
            unseen=report.facts.unseen,
            settings=report.facts.settings.readiness,
        )
        return cls(readiness, titles)

    def summary(self) -> Blocks:
        if self.readiness is not None:
            yield from map(Paragraph, readiness_text(self.readiness, self._titles))


def readiness_text(readiness: Readiness, titles: Mapping[str, str]) -> tuple[str, str]:
    """Write the chance of passing the real exam, and how many answers that is based on."""
    settings = ReadinessSettings()
    answers = fresh_answers(readiness.answers, settings.words_from, settings.number_from)
    if readiness.word is None:
        return _missing_text(readiness.missing, titles), f"{sentence(answers)} so far."
    phrase = sentence(_PHRASES[readiness.word])
    if readiness.in_100 is None:
        mock = "take one full timed mock with new questions"
        more = f"For a percentage, {mock} ({number(settings.number_from)} answers needed)."
        return f"{phrase}, on the answers so far.", f"Based on {answers}. {more}"
    chance = f"About {readiness.in_100}% of people who answer like this pass."
    return f"{chance} {phrase}.", f"Based on {answers}."


def _missing_text(missing: MissingEvidence | None, titles: Mapping[str, str]) -> str:
    if missing is None:
        return "Not enough data for a prediction yet."
    where = ""
    if missing.domain is not None:
        title = titles.get(missing.domain, missing.domain)
        where = f" (at least {missing.in_domain} in {title})"
    needed = pluralize(missing.questions, "more new question")
    if missing.in_bank:
        return f"Answer about {needed} for a prediction{where}."
    return f"A prediction needs {needed}{where}, but the bank has too few left."
