"""Readiness: the chance of passing the real exam, or how many answers it still needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Literal

from examkit.analytics.cut_score import CutScore
from examkit.analytics.estimates import DomainEstimate
from examkit.analytics.forecast import ExpectedScore, forecast_pass
from examkit.analytics.settings import ReadinessSettings

State = Literal["too little", "words", "number"]
ReadinessLabel = Literal["ready", "likely", "toss-up", "not yet"]

_WORDS: tuple[tuple[int, ReadinessLabel], ...] = (
    (85, "ready"),
    (65, "likely"),
    (35, "toss-up"),
    (0, "not yet"),
)
_LEAST, _MARGIN = 5, 5
"""Smallest chance shown, in percent, and half the width of a range, in percentage points."""


@dataclass(frozen=True, slots=True)
class MissingEvidence:
    """How many more questions the candidate must answer before a report shows readiness."""

    questions: int
    """Fresh questions needed in total."""
    domain: str | None
    """Id of the domain that needs the most fresh questions, or None if no domain needs any."""
    in_domain: int
    """Fresh questions needed in that domain."""
    in_bank: bool = True
    """Whether the bank has enough unseen questions, in total and in each domain."""


@dataclass(frozen=True, slots=True)
class Chance:
    """The chance of passing, as a report shows it."""

    word: ReadinessLabel
    in_100: int | None
    """The chance in percent, a multiple of 5 from 5 to 95; None if too few answers count."""
    in_100_range: tuple[int, int] | None = None
    """The range in percent to show instead of `in_100`; None to show `in_100` itself, if any.

    It is wide if answers are few, and extends upward if they are so old that the candidate may have
    improved since.
    """


@dataclass(frozen=True, slots=True)
class Readiness:
    """What a report shows about the chance of passing."""

    state: State
    answers: float
    """Effective number of fresh answers that the chance is based on."""
    word: ReadinessLabel | None = None
    in_100: int | None = None
    """The chance in percent, a multiple of 5 from 5 to 95; None if too few answers count."""
    expected: ExpectedScore | None = None
    """The expected share correct, or None if there are too few answers."""
    missing: MissingEvidence | None = None
    """The answers still needed, or None if there are enough."""
    reached: float = 1.0
    """Share of the exam's questions reached in time; the forecast counts the others as missed."""
    in_100_range: tuple[int, int] | None = None
    """The range in percent to show instead of `in_100`; None to show `in_100` itself, if any."""
    if_all_reached: Chance | None = None
    """The chance with enough time for every question; None if the candidate reaches them all."""


def assess_readiness(  # noqa: PLR0913 -- each has a name
    estimates: Sequence[DomainEstimate],
    target: CutScore,
    *,
    timed_mock: bool,
    age_days: float = 0.0,
    average_age: float = 0.0,
    reached: float = 1.0,
    unseen: Mapping[str, int] | None = None,
    settings: ReadinessSettings | None = None,
) -> Readiness:
    """Return what a report can show about the chance of passing.

    With too few answers, this is how many more are needed. With more, it is a label such as
    "likely", and with enough answers and a timed mock, also a percentage.

    `timed_mock`: whether the answers include a timed mock that was at least 80% fresh.
    `age_days`: days since the newest answer.
    `average_age`: average age in days of the answers when the newest was given.
    `reached`: share of the exam's questions that the candidate reaches in time.
    `unseen`: number of unseen questions by domain, or None if unknown.
    """
    chosen = settings or ReadinessSettings()
    answers = sum(each.asked for each in estimates)
    missing = _missing(estimates, chosen, age_days, unseen)
    if missing is not None:
        return Readiness(state="too little", answers=answers, missing=missing)
    precise = timed_mock and answers >= chosen.number_from
    margin = 0 if answers >= chosen.single_from else _MARGIN
    gained = chosen.daily_gain * average_age

    def chance_at(reached: float) -> Chance:
        now, improved = (
            round_to_5(forecast_pass(estimates, target, chosen, reached, each).probability)
            for each in (0.0, gained)
        )
        return _chance(now, (now - margin, max(now + margin, improved)), precise=precise)

    chance = chance_at(reached)
    return Readiness(
        state="number" if precise else "words",
        answers=answers,
        word=chance.word,
        in_100=chance.in_100,
        expected=forecast_pass(estimates, target, chosen, reached).expected,
        reached=reached,
        in_100_range=chance.in_100_range,
        if_all_reached=chance_at(1.0) if reached < 1 else None,
    )


def _chance(in_100: int, ends: tuple[int, int], *, precise: bool) -> Chance:
    word = label_for(in_100)
    if not precise:
        return Chance(word, None)
    low, high = max(_LEAST, ends[0]), min(100 - _LEAST, ends[1])
    return Chance(word, in_100, (low, high) if low < high else None)


def label_for(in_100: int) -> ReadinessLabel:
    """Return the label, such as "likely", for a chance of passing in percent, a multiple of 5."""
    return next(word for least, word in _WORDS if in_100 >= least)


def round_to_5(probability: float) -> int:
    """Return a probability in percent, rounded to a multiple of 5 between 5 and 95.

    No forecast is more certain or more exact than that.
    """
    return min(95, max(5, 5 * round(20 * probability)))


def _missing(
    estimates: Sequence[DomainEstimate],
    settings: ReadinessSettings,
    age_days: float,
    unseen: Mapping[str, int] | None,
) -> MissingEvidence | None:
    lacks = {each.domain: ceil(max(0.0, settings.per_domain - each.asked)) for each in estimates}
    answers = 0.0 if age_days > settings.newest_within else sum(each.asked for each in estimates)
    questions = max(ceil(settings.words_from - answers), sum(lacks.values()))
    if questions <= 0:
        return None
    worst = max(lacks, key=lambda domain: lacks[domain], default=None)
    most = lacks[worst] if worst is not None else 0
    in_bank = unseen is None or (
        sum(unseen.values()) >= questions
        and all(unseen.get(domain, 0) >= lack for domain, lack in lacks.items())
    )
    return MissingEvidence(questions, worst if most else None, most, in_bank)
