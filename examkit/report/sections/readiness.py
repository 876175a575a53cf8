"""Readiness: the chance of passing the real exam, or how many answers it still needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

from examkit.analytics.counted_answers import average_age, has_recent_mock
from examkit.analytics.readiness import (
    Chance,
    MissingEvidence,
    Readiness,
    ReadinessLabel,
    assess_readiness,
)
from examkit.analytics.settings import ReadinessSettings, WeightSettings
from examkit.analytics.trend import measure_reach
from examkit.humanize import pluralize
from examkit.report.blocks import Blocks, Meter
from examkit.report.number_text import Tone
from examkit.report.report import Report, Section
from examkit.report.sections.header import iso_time
from examkit.report.sections.pace import PaceSection

_PHRASES = {
    "ready": "ready",
    "likely": "likely to pass",
    "toss-up": "a toss-up",
    "not yet": "not ready yet",
}
_IN_DRILLS = ", or twice as many in drills"
"""The end of a hint on how many answers are needed; one in a drill has half the weight."""
_TONES: dict[ReadinessLabel, Tone] = {
    "ready": "success",
    "likely": "success",
    "toss-up": "warning",
    "not yet": "error",
}


@dataclass(frozen=True, slots=True)
class ReadinessSection(Section):
    name = "readiness"

    readiness: Readiness | None
    """The chance of passing or what is missing for it; None in a drill."""
    newest_evidence: str | None
    """When the latest attempt that counts ended, in UTC as ISO 8601; None if none counts."""
    _titles: Mapping[str, str]
    """Titles of the domains, by domain id."""
    _effort: str
    """A sentence on answers of this attempt given too quickly; empty if they count."""

    @classmethod
    def build(cls, report: Report) -> ReadinessSection:
        titles = {domain.id: domain.title for domain in report.form.exam.domains}
        newest = max((answer.ended_at for answer in report.usable), default=None)
        return cls(
            _assess(report) if report.is_mock else None,
            None if newest is None else iso_time(newest),
            titles,
            report[PaceSection].effort,
        )

    @property
    def chance(self) -> str:
        """Return the chance of passing, such as "40–50%"; empty if it isn't shown in percent."""
        own = _own_chance(self.readiness) if self.readiness else None
        return "" if own is None or own.in_100 is None else _odds(own)

    @property
    def chance_share(self) -> float | None:
        """Return the chance of passing, from 0 to 1; None if it isn't shown in percent."""
        in_100 = self.readiness.in_100 if self.readiness else None
        return None if in_100 is None else in_100 / 100

    @property
    def word(self) -> str:
        """Return readiness in words, such as "likely to pass"; an empty string if unknown."""
        label = self.readiness.word if self.readiness else None
        return _PHRASES[label] if label else ""

    @property
    def is_toss_up(self) -> bool:
        """Return whether the chance of passing is shown as a toss-up, without a percentage."""
        label = self.readiness.word if self.readiness else None
        return label == "toss-up" and not self.chance

    @property
    def tone(self) -> Tone:
        """Return the color of the chance of passing."""
        label = self.readiness.word if self.readiness else None
        return _TONES[label] if label else "plain"

    def summary(self) -> Blocks:
        if self.readiness is not None:
            text = self.chance or self.word or "not enough data"
            notes = readiness_notes(self.readiness, self._titles, self._effort)
            remark = self.word if self.chance else ""
            share = self.chance_share
            yield Meter("Chance of passing", text, share, self.tone, remark, notes)


def _assess(report: Report) -> Readiness:
    history, pace, settings = report.history, report.exam_pace, report.facts.settings
    timed = report.form.limit is not None
    return assess_readiness(
        report.estimates,
        report.cut_score,
        timed_mock=timed and has_recent_mock(history, pace),
        age_days=report.age_days,
        average_age=average_age(report.usable, settings.weights),
        reached=measure_reach(history, settings.weights.half_life, pace),
        unseen=report.facts.unseen,
        settings=settings.readiness,
    )


def readiness_notes(
    readiness: Readiness, titles: Mapping[str, str], effort: str = ""
) -> tuple[str, ...]:
    """Return sentences on what the chance of passing means, or on what is missing for it.

    `titles` maps domain ids to titles. `effort` is a sentence on answers given too quickly to
    count.
    """
    own, full = _own_chance(readiness), readiness.if_all_reached
    if own is None:
        return tuple(filter(None, (effort, _missing_text(readiness.missing, titles))))
    texts = []
    if full is not None:
        texts.append("You didn't reach every question in time.")
        odds = "" if full.in_100 is None else f"about {_odds(full)}, "
        texts.append(f"If you reach them all on the exam: {odds}{_PHRASES[full.word]}.")
    if own.in_100 is None:
        needed = missing_for_percentage(readiness)
        answers = f"answer about {pluralize(needed, 'more new question')}{_IN_DRILLS}"
        mock = "take a full timed mock with new questions"
        texts.append(f"For a percentage, {answers if needed else mock}.")
    return tuple(texts)


def missing_for_percentage(readiness: Readiness) -> int:
    """Return how many more answers a percentage needs; 0 if only a timed mock is missing."""
    return max(0, ceil(ReadinessSettings().number_from - readiness.answers))


def answers_in_drills(needed: int) -> int:
    """Return how many answers in drills weigh as much as `needed` answers in mocks."""
    return ceil(needed / WeightSettings().drill)


def _own_chance(readiness: Readiness) -> Chance | None:
    if readiness.word is None:
        return None
    return Chance(readiness.word, readiness.in_100, readiness.in_100_range)


def _odds(chance: Chance) -> str:
    """Return a chance as text in percent, or as a range of percents if there are few answers."""
    if chance.in_100_range is None:
        return f"{chance.in_100}%"
    low, high = chance.in_100_range
    return f"{low}–{high}%"


def _missing_text(missing: MissingEvidence | None, titles: Mapping[str, str]) -> str:
    if missing is None:
        return "Not enough data for a prediction yet."
    where = ""
    if missing.domain is not None:
        title = titles.get(missing.domain, missing.domain)
        where = f" (at least {missing.in_domain} in {title})"
    needed = pluralize(missing.questions, "more new question")
    if missing.in_bank:
        return f"For a prediction, answer about {needed}{where}{_IN_DRILLS}."
    return f"A prediction needs {needed}{where}, but the bank has too few left."
