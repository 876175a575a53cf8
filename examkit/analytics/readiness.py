"""Whether the candidate would pass the real exam, and when that cannot be said yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Literal

from examkit.analytics.beta import betabinom_sf, betaq
from examkit.analytics.cut_score import CutScore
from examkit.analytics.estimates import DomainEstimate

State = Literal["too little", "words", "number"]
ReadinessLabel = Literal["ready", "likely", "toss-up", "not yet"]

_TAIL = 0.10
_WORDS: tuple[tuple[float, ReadinessLabel], ...] = (
    (0.85, "ready"),
    (0.65, "likely"),
    (0.35, "toss-up"),
    (0.0, "not yet"),
)


@dataclass(frozen=True, slots=True)
class ReadinessSettings:
    """How far the bank is trusted, and how much evidence a statement needs."""

    bank_trust: float = 0.25
    """Standard deviation, in logits, of how much harder or easier the real exam may be."""
    words_from: float = 40.0
    """Effective fresh answers."""
    number_from: float = 65.0
    """Effective fresh answers, with one timed mock that was mostly fresh."""
    per_domain: float = 6.0
    """Effective fresh answers in every domain."""
    newest_within: float = 21.0
    """Days since the newest evidence."""


@dataclass(frozen=True, slots=True)
class ExpectedScore:
    """Share of right answers to be expected over the whole exam."""

    mean: float
    low: float
    """Lower end of the 80% range."""
    high: float


@dataclass(frozen=True, slots=True)
class Forecast:
    """What the answers say about the real exam, whether or not they are enough to tell."""

    probability: float
    """Of reaching the pass line."""
    expected: ExpectedScore


@dataclass(frozen=True, slots=True)
class MissingEvidence:
    """Evidence that is not there yet."""

    questions: int
    """Fresh questions needed in all."""
    domain: str | None
    """The domain that needs most of them for its own sake."""
    in_domain: int
    in_bank: bool = True
    """Whether the bank holds so many that were never shown, in each domain too."""


@dataclass(frozen=True, slots=True)
class Readiness:
    """What may be told."""

    state: State
    answers: float
    """Effective fresh answers it rests on."""
    word: ReadinessLabel | None = None
    in_100: int | None = None
    """How many of 100 such candidates would pass; a multiple of 5 from 5 to 95."""
    expected: ExpectedScore | None = None
    """None while there is too little evidence."""
    missing: MissingEvidence | None = None


def forecast_pass(
    estimates: Sequence[DomainEstimate], target: CutScore, settings: ReadinessSettings | None = None
) -> Forecast:
    """Forecast the real exam from domain estimates.

    The weighted mean of the estimates with its variance, to which the doubt about the bank's
    likeness to the exam is added, gives a beta distribution with the same two moments; the number
    of right answers is then beta-binomial (Lord's binomial error model). Raises ValueError where
    no domain has a weight.
    """
    chosen = settings or ReadinessSettings()
    weights = _shares(estimates, target)
    mean = sum(w * each.point for w, each in zip(weights, estimates, strict=True))
    spread = mean * (1 - mean)
    strength = spread / _variance(estimates, weights, mean, chosen.bank_trust) - 1
    a, b = mean * strength, (1 - mean) * strength
    return Forecast(
        probability=betabinom_sf(target.pass_count, target.scored, a, b),
        expected=ExpectedScore(mean, betaq(_TAIL, a, b), betaq(1 - _TAIL, a, b)),
    )


def assess_readiness(
    estimates: Sequence[DomainEstimate],
    target: CutScore,
    *,
    timed_mock: bool,
    age_days: float = 0.0,
    unseen: Mapping[str, int] | None = None,
    settings: ReadinessSettings | None = None,
) -> Readiness:
    """Say as much as the evidence allows: what is missing, a word, or a word and a number.

    `timed_mock`: the evidence holds a timed mock of which 80% or more was fresh.
    `age_days`: days since the newest evidence.
    `unseen`: questions of the bank by domain that were never shown; None where that is not known.
    """
    chosen = settings or ReadinessSettings()
    answers = sum(each.asked for each in estimates)
    missing = _missing(estimates, chosen, age_days, unseen)
    if missing is not None:
        return Readiness(state="too little", answers=answers, missing=missing)
    told = forecast_pass(estimates, target, chosen)
    precise = timed_mock and answers >= chosen.number_from
    return Readiness(
        state="number" if precise else "words",
        answers=answers,
        word=label_for(told.probability),
        in_100=round_to_5(told.probability) if precise else None,
        expected=told.expected,
    )


def label_for(probability: float) -> ReadinessLabel:
    """Put a probability of passing in a word."""
    return next(word for least, word in _WORDS if probability >= least)


def round_to_5(probability: float) -> int:
    """Round to a multiple of 5 in 100, from 5 to 95: no forecast here is surer than that."""
    return min(95, max(5, 5 * round(20 * probability)))


def _shares(estimates: Sequence[DomainEstimate], target: CutScore) -> list[float]:
    weights = [target.weights.get(each.domain, 0.0) for each in estimates]
    total = sum(weights)
    if total <= 0:
        raise ValueError("no domain has a weight")
    return [weight / total for weight in weights]


def _variance(
    estimates: Sequence[DomainEstimate], weights: list[float], mean: float, transfer: float
) -> float:
    """Variance of the mean; never smaller than if all answers came from one domain."""
    answers = sum(each.asked for each in estimates)
    spread = mean * (1 - mean)
    domains = sum(
        w * w * each.point * (1 - each.point) / (each.a + each.b + 1)
        for w, each in zip(weights, estimates, strict=True)
    )
    return max(domains, spread / (answers + 5)) + (transfer * spread) ** 2


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
    in_bank = unseen is None or _holds(unseen, questions, lacks)
    return MissingEvidence(questions, worst if most else None, most, in_bank)


def _holds(unseen: Mapping[str, int], questions: int, lacks: Mapping[str, int]) -> bool:
    return sum(unseen.values()) >= questions and all(
        unseen.get(domain, 0) >= lack for domain, lack in lacks.items()
    )
