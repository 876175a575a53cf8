"""Readiness: the chance of passing the real exam, or the evidence that is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from examkit.analytics.evidence import average_age, has_recent_mock
from examkit.analytics.readiness import (
    Chance,
    MissingEvidence,
    Readiness,
    ReadinessLabel,
    assess_readiness,
)
from examkit.analytics.settings import ReadinessSettings
from examkit.analytics.trend import measure_reach
from examkit.humanize import pluralize
from examkit.report.blocks import Blocks, Paragraph
from examkit.report.phrases import Tone, date_text, fresh_answers, number, sentence
from examkit.report.report import Report, Section
from examkit.report.sections.header import iso_time

_PHRASES = {
    "ready": "ready",
    "likely": "likely to pass",
    "toss-up": "a toss-up",
    "not yet": "not ready yet",
}
_TONES: dict[ReadinessLabel, Tone] = {
    "ready": "success",
    "likely": "success",
    "toss-up": "warning",
    "not yet": "error",
}


@dataclass(frozen=True, slots=True)
class ReadinessSection(Section):
    name = "readiness"
    label = "Readiness"

    readiness: Readiness | None
    """The chance of passing or what is missing for it; None in a drill."""
    newest_evidence: str | None
    """When the latest attempt that counts ended, in UTC as ISO 8601; None if none counts."""
    _titles: Mapping[str, str]
    """Titles of the domains, by domain id."""
    _newest: str
    """Date of the latest attempt that counts, or an empty string if none counts."""

    @classmethod
    def build(cls, report: Report) -> ReadinessSection:
        titles = {domain.id: domain.title for domain in report.form.exam.domains}
        newest = max((answer.ended_at for answer in report.usable), default=None)
        return cls(
            _assess(report) if report.is_mock else None,
            None if newest is None else iso_time(newest),
            titles,
            "" if newest is None else date_text(newest, report.facts.zone),
        )

    @property
    def chance(self) -> str:
        """Return the chance of passing, such as "40-50%"; an empty string without a number."""
        own = _own_chance(self.readiness) if self.readiness else None
        return "" if own is None or own.in_100 is None else _odds(own)

    @property
    def chance_share(self) -> float | None:
        """Return the chance of passing, from 0 to 1; None without a number."""
        in_100 = self.readiness.in_100 if self.readiness else None
        return None if in_100 is None else in_100 / 100

    @property
    def word(self) -> str:
        """Return readiness in words, such as "likely to pass"; an empty string if unknown."""
        label = self.readiness.word if self.readiness else None
        return _PHRASES[label] if label else ""

    @property
    def tone(self) -> Tone:
        """Return the color of the chance of passing."""
        label = self.readiness.word if self.readiness else None
        return _TONES[label] if label else "plain"

    def summary(self) -> Blocks:
        if self.readiness is not None:
            texts = readiness_text(self.readiness, self._titles, self._newest)
            yield from map(Paragraph, texts)


def _assess(report: Report) -> Readiness:
    history, pace, settings = report.history, report.exam_pace, report.facts.settings
    timed = report.form.limit is not None
    return assess_readiness(
        report.estimates,
        report.cut_score,
        timed_mock=timed and has_recent_mock(history, pace),
        age_days=report.age_days,
        average_age=average_age(report.usable, settings.evidence),
        reached=measure_reach(history, settings.evidence.half_life, pace),
        unseen=report.facts.unseen,
        settings=settings.readiness,
    )


def readiness_text(
    readiness: Readiness, titles: Mapping[str, str], newest: str = ""
) -> tuple[str, str]:
    """Return a text on the chance of passing, and one on the answers that it is based on.

    `titles` are by domain id. `newest` is the date of the latest attempt that counts, if any.
    """
    settings = ReadinessSettings()
    answers = fresh_answers(readiness.answers, settings.words_from, settings.number_from)
    since = f", newest from {newest}" if newest else ""
    own = _own_chance(readiness)
    if own is None:
        return _missing_text(readiness.missing, titles), f"{sentence(answers)} so far{since}."
    chance = _chance_text(own, readiness.if_all_reached)
    more = ""
    if readiness.in_100 is None:
        mock = "take one full timed mock with new questions"
        more = f" For a percentage, {mock} ({number(settings.number_from)} answers needed)."
    return chance, f"Based on {answers}{since}.{more}"


def _own_chance(readiness: Readiness) -> Chance | None:
    if readiness.word is None:
        return None
    return Chance(readiness.word, readiness.in_100, readiness.in_100_range)


def _chance_text(chance: Chance, if_all_reached: Chance | None) -> str:
    """Return sentences on the chance of passing.

    If time is short, they also give the chance if the candidate reached every question.
    """
    phrase = sentence(_PHRASES[chance.word])
    pace = " at this pace" if if_all_reached else ""
    text = f"{phrase}, on the answers so far{' and' if pace else ''}{pace}."
    if chance.in_100 is not None:
        text = f"About {_odds(chance)} of people who answer like this{pace} pass. {phrase}."
    if if_all_reached is None:
        return text
    odds = "" if if_all_reached.in_100 is None else f"about {_odds(if_all_reached)}, "
    return f"{text} If you reach every question: {odds}{_PHRASES[if_all_reached.word]}."


def _odds(chance: Chance) -> str:
    """Return a chance as text in percent, as a range if there are few answers."""
    if chance.in_100_range is None:
        return f"{chance.in_100}%"
    low, high = chance.in_100_range
    return f"{low}-{high}%"


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
