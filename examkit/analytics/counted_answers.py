"""Which answers show what a candidate knows, and how much each counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Literal

from examkit.analytics.pace import is_rapid, measure_effort
from examkit.analytics.settings import WeightSettings
from examkit.exam.form import Form, Mode
from examkit.exam.grading import ScoreSheet
from examkit.exam.past_answer import PastAnswer
from examkit.system_clock import DAY

MIN_FRESH_SHARE = 0.80
"""Share of new questions that a mock needs to support a percentage for the chance of passing."""


@dataclass(frozen=True, slots=True)
class WeightedAnswers:
    """The answers in one domain or topic, added up by weight; `domain` is the id of either."""

    domain: str
    asked: float = 0.0
    """Effective number of answers: the sum of their weights."""
    right: float = 0.0
    """The part of `asked` from answers with full credit."""
    credit: float = 0.0
    """Sum of each answer's credit times its weight; equals `right` under all-or-nothing grading."""

    def __post_init__(self) -> None:
        if not (0 <= self.right <= self.asked and 0 <= self.credit <= self.asked):
            raise ValueError(f"more correct answers than questions in {self.domain}")


def place(answers: Iterable[PastAnswer], domains: Mapping[str, str]) -> tuple[PastAnswer, ...]:
    """Return the answers to one exam's questions, with the domains that the exam gives them.

    `domains` maps the ids of the exam's questions to domain ids. An answer was stored with the
    domain of the exam version it was given in, and another version can differ.
    """
    return tuple(
        answer
        if answer.domain == domains[answer.question]
        else replace(answer, domain=domains[answer.question])
        for answer in answers
        if answer.question in domains
    )


def usable_answers(
    answers: Iterable[PastAnswer], pace: float | None = None
) -> tuple[PastAnswer, ...]:
    """Return the answers that count toward estimates: to new questions, and not given too quickly.

    A remembered key shows little about the rest of the domain. An unanswered question counts as
    incorrect if it was on screen, and not at all if it was never reached; large-scale assessments
    treat omitted and not-reached items this way. Attempts in `careless_attempts`, or excluded by
    the candidate, don't count. `pace`, the exam's time per question in seconds, decides what is too
    quick.
    """
    past = tuple(answers)
    careless = careless_attempts(past, pace)
    return tuple(
        answer
        for answer in past
        if answer.fresh
        and not answer.left_out
        and answer.attempt not in careless
        and (answer.outcome != "unanswered" or bool(answer.seconds))
        and not is_rapid(answer, pace)
    )


def careless_attempts(answers: Iterable[PastAnswer], pace: float | None = None) -> frozenset[str]:
    """Return the ids of attempts in which more than a fifth of the answers were rapid guesses.

    `pace`, the exam's time per question in seconds, decides what a rapid guess is.
    """
    return frozenset(
        attempt
        for attempt, own in group_by_attempt(answers).items()
        if measure_effort(own, pace).is_careless
    )


def answers_from_sheet(
    form: Form, sheet: ScoreSheet, attempt: str, ended_at: float, *, timed_out: bool = False
) -> tuple[PastAnswer, ...]:
    """Return the answers of a graded attempt, one for each slot of its score sheet.

    `attempt` is its id, `ended_at` when it ended, in UTC seconds since 1970, and `timed_out`
    whether time ran out.
    """
    return tuple(
        PastAnswer(
            question=slot.question,
            domain=slot.domain,
            topic=slot.topic,
            mode=form.mode,
            ended_at=ended_at,
            attempt=attempt,
            outcome=slot.outcome,
            fresh=slot.fresh,
            seconds=slot.seconds,
            confidence=slot.confidence,
            flagged=slot.flagged,
            credit=slot.credit,
            timed_out=timed_out,
            timed=form.mode == "drill" or form.limit is not None,
        )
        for slot in sheet.slots
    )


def weigh_usable_answers(
    answers: Iterable[PastAnswer],
    names: Sequence[str],
    settings: WeightSettings | None = None,
    *,
    by: Literal["domain", "topic"] = "domain",
    pace: float | None = None,
) -> tuple[WeightedAnswers, ...]:
    """Return the usable answers of each domain or topic in `names`, added up by weight.

    `usable_answers` selects them. `names` are ids of domains or topics, depending on `by`. `pace`,
    the exam's time per question in seconds, decides what is too quick to count.
    """
    return weigh_answers(usable_answers(answers, pace), names, settings, by=by)


def weigh_answers(
    answers: Sequence[PastAnswer],
    names: Sequence[str],
    settings: WeightSettings | None = None,
    *,
    by: Literal["domain", "topic"] = "domain",
) -> tuple[WeightedAnswers, ...]:
    """Return all of the answers of each domain or topic in `names`, added up by weight.

    `names` are ids of domains or topics, depending on `by`. An answer weighs
    0.5 ** (days before the newest one / half-life), and less in a drill.
    """
    chosen = settings or WeightSettings()
    newest = max((answer.ended_at for answer in answers), default=0.0)
    # All answers of an attempt have the same weight.
    weigh = cache(partial(_weight, chosen, newest))
    totals = {name: [0.0, 0.0, 0.0] for name in names}
    for answer in answers:
        total = totals.get(answer.domain if by == "domain" else answer.topic)
        if total is not None:
            weight = weigh(answer.ended_at, answer.mode)
            total[0] += weight
            total[1] += weight * (answer.outcome == "right")
            total[2] += weight * answer.credit
    return tuple(WeightedAnswers(name, *total) for name, total in totals.items())


def _weight(settings: WeightSettings, newest: float, ended_at: float, mode: Mode) -> float:
    share = settings.mock if mode == "mock" else settings.drill
    days = (newest - ended_at) / DAY
    return share * settings.fade(days)


def average_age(answers: Sequence[PastAnswer], settings: WeightSettings | None = None) -> float:
    """Return the average age in days of the answers, weighted as in `weigh_answers`.

    An answer's age is how long before the newest answer it was given. Without answers, returns 0.
    """
    chosen = settings or WeightSettings()
    newest = max((answer.ended_at for answer in answers), default=0.0)
    weights = [_weight(chosen, newest, answer.ended_at, answer.mode) for answer in answers]
    days = ((newest - answer.ended_at) / DAY for answer in answers)
    total = sum(weight * age for weight, age in zip(weights, days, strict=True))
    return total / sum(weights) if answers else 0.0


def age_in_days(answers: Iterable[PastAnswer], moment: float) -> int:
    """Return the full days from the newest answer to a moment; 0 without answers.

    `moment` is in UTC seconds since 1970.
    """
    newest = max((answer.ended_at for answer in answers), default=moment)
    return max(0, int((moment - newest) / DAY))


def has_recent_mock(answers: Iterable[PastAnswer], pace: float | None = None) -> bool:
    """Return whether the answers include a timed mock with at least 80% new questions.

    Mocks with too many rapid guesses, or excluded by the candidate, don't count. `pace`, the exam's
    time per question in seconds, decides what a rapid guess is.
    """
    in_mocks = tuple(a for a in answers if a.mode == "mock" and a.timed and not a.left_out)
    careless = careless_attempts(in_mocks, pace)
    return any(
        sum(answer.fresh for answer in own) >= MIN_FRESH_SHARE * len(own)
        for attempt, own in group_by_attempt(in_mocks).items()
        if attempt not in careless
    )


def group_by_attempt(answers: Iterable[PastAnswer]) -> dict[str, list[PastAnswer]]:
    """Return the answers of each attempt, by attempt id."""
    groups: dict[str, list[PastAnswer]] = defaultdict(list)
    for answer in answers:
        groups[answer.attempt].append(answer)
    return groups
