"""When each question is due for review, computed from all past answers with FSRS.

Ratings and settings suit multiple choice: an incorrect answer, a guess, and an answer given too
quickly to have read the question all count as failures.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from examkit.analytics.pace import is_rapid, median_seconds
from examkit.exam.past_answer import PastAnswer
from examkit.system_clock import DAY

if TYPE_CHECKING:
    from fsrs import Card, Scheduler

Grade = Literal["again", "hard", "good", "easy"]
_LAST = 253_394_352_000.0
"""October 1, 9999, in UTC seconds since 1970; any interval from then still ends in a valid year."""
GUESS, FAIRLY, SURE = 1, 2, 3


@dataclass(frozen=True, slots=True)
class SpacingSettings:
    """Settings for review intervals."""

    retention: float = 0.90
    """Chance of recall at which a question becomes due."""
    longest: int = 60
    """Maximum interval in days."""
    share_of_rest: float = 0.25
    """Maximum interval of a question that was ever missed, as a share of the days to the exam."""


@dataclass(frozen=True, slots=True)
class CardMemory:
    """How well the candidate remembers one question."""

    last: PastAnswer
    """The candidate's last answer to the question."""
    answers: int
    """How many times the candidate has answered the question."""
    due: float
    """When the question is due for review, in UTC seconds since 1970."""
    retrievability: float
    """Chance of recall now, from 0 to 1."""
    corrected: bool = False
    """Whether the bank changed the question after its last answer."""
    ever_missed: bool = False
    """Whether any answer was rated a failure: a miss, a guess, or an answer given too quickly."""
    was_read: bool = True
    """Whether the last answer took long enough to have read the question."""

    @property
    def mistaken(self) -> bool:
        """Return whether the last answer was incorrect or missing."""
        return self.last.outcome != "right"

    @property
    def recalled(self) -> float:
        """Return the chance of recall now, from 0 to 1, as far as the last answer supports it.

        After a miss or a guess, that is 0, although `retrievability` starts again at 1, as if the
        explanation had been learned: no answer has shown that yet.
        """
        guessed = self.last.confidence == GUESS or not self.was_read
        return 0.0 if self.mistaken or guessed else self.retrievability

    @property
    def sure_but_wrong(self) -> bool:
        """Return whether the candidate was sure of the last answer but missed it."""
        return self.mistaken and self.last.confidence == SURE


def compute_memories(
    answers: Iterable[PastAnswer],
    now: float,
    days_left: float | None = None,
    settings: SpacingSettings | None = None,
    digests: Mapping[str, str] | None = None,
    pace: float | None = None,
) -> dict[str, CardMemory]:
    """Return the memory of each question that was on screen, by question id.

    `now` is in UTC seconds since 1970. `days_left`, the days until the exam, limit the intervals of
    questions that were ever missed. `digests` has the hash of each of the bank's questions, by
    question id; a question that changed since its last answer is due immediately. `pace` is the
    exam's time per question in seconds, which decides what is too fast to have read a question.
    """
    chosen = settings or SpacingSettings()
    ordered = sorted((a for a in answers if a.shown), key=lambda answer: answer.ended_at)
    usual = UsualTimes(median_seconds(a for a in ordered if not is_rapid(a, pace)), pace)
    by_question: dict[str, list[PastAnswer]] = defaultdict(list)
    for answer in ordered:
        by_question[answer.question].append(answer)
    current = digests or {}
    return {
        question: _memory(past, usual, chosen, days_left, now, current.get(question, ""))
        for question, past in by_question.items()
    }


class UsualTimes(NamedTuple):
    """The usual times per question, in seconds, with which the time of an answer is compared."""

    median: float | None
    """The candidate's median time per question; None if unknown."""
    pace: float | None = None
    """The exam's time per question; None if unknown."""


def fsrs_rating(answer: PastAnswer, usual: UsualTimes, before: Sequence[PastAnswer] = ()) -> Grade:
    """Return the FSRS rating of an answer. `before` has the earlier answers to the same question.

    FSRS counts "hard" as recalled, so a failure is always "again". A first answer that is correct
    shows older knowledge, which lasts longer than what was just learned, so it is "easy" unless
    it was slow or unsure.
    """
    failed = answer.outcome != "right" or is_rapid(answer, usual.pace)
    median = usual.median
    if failed or answer.confidence == GUESS or answer.postponed:
        return "again"
    ratio = answer.seconds / median if answer.seconds is not None and median else None
    if answer.confidence == FAIRLY or (ratio is not None and ratio > 2.0):
        return "hard"
    quick = ratio is not None and ratio < 0.7
    if not before or (answer.confidence == SURE and quick and _twice_right(answer, before)):
        return "easy"
    return "good"


def _twice_right(answer: PastAnswer, before: Sequence[PastAnswer]) -> bool:
    ends = [past.ended_at for past in before[-2:] if past.outcome == "right"]
    days = {int(end // DAY) for end in (*ends, answer.ended_at)}
    return len(days) == 3


def _memory(
    past: Sequence[PastAnswer],
    usual: UsualTimes,
    settings: SpacingSettings,
    days_left: float | None,
    now: float,
    digest: str,
) -> CardMemory:
    ratings = tuple(
        (a.ended_at, fsrs_rating(a, usual, past[:number])) for number, a in enumerate(past)
    )
    missed = any(rating == "again" for _, rating in ratings)
    longest = _longest(settings, days_left if missed else None)
    card = _card(ratings, settings.retention, longest)
    scheduler = _scheduler(settings.retention, longest)
    last = past[-1]
    chance = scheduler.get_card_retrievability(card, _moment(max(now, last.ended_at)))
    corrected = bool(digest and last.digest and digest != last.digest)
    due = last.ended_at if corrected else card.due.timestamp()
    was_read = not is_rapid(last, usual.pace)
    return CardMemory(last, len(past), due, chance, corrected, missed, was_read)


@lru_cache(maxsize=65_536)
def _card(graded: tuple[tuple[float, Grade], ...], retention: float, longest: int) -> Card:
    """Return a question's FSRS card, its state of memory, after the rated answers in `graded`.

    Each answer comes with its time in UTC seconds since 1970. `retention` is the chance of recall
    at which the question becomes due, and `longest` the maximum interval in days. Cached, because
    every study plan needs all cards.
    """
    from fsrs import Card, Rating

    scheduler = _scheduler(retention, longest)
    card: Card = Card(card_id=0)
    for ended_at, grade in graded:
        card, _ = scheduler.review_card(card, Rating[grade.title()], _moment(ended_at))
    return card


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(min(seconds, _LAST), UTC)


def _longest(settings: SpacingSettings, days_left: float | None) -> int:
    if days_left is None:
        return settings.longest
    return max(1, min(settings.longest, round(settings.share_of_rest * days_left)))


@cache
def _scheduler(retention: float, longest: int) -> Scheduler:
    from fsrs import Scheduler

    # Without steps, intervals are in days; without fuzzing, the same answers give the same days.
    return Scheduler(
        desired_retention=retention,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=longest,
        enable_fuzzing=False,
    )
