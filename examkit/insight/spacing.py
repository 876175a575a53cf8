"""When a question is due for review: FSRS over the answers so far.

Ratings and settings are those for multiple choice: a wrong answer, a guess and an answer too quick
to be read are failures, whatever was chosen.
"""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from examkit.exam.answer import Answer

if TYPE_CHECKING:
    from fsrs import Card, Scheduler

Grade = Literal["again", "hard", "good", "easy"]
DAY = 86_400.0
GUESS, FAIRLY, SURE = 1, 2, 3


@dataclass(frozen=True, slots=True)
class SpacingSettings:
    """How much may be forgotten before a question comes back."""

    retention: float = 0.90
    """Chance to remember at which a question is due."""
    longest: int = 60
    """Days that an interval may last at most."""
    share_of_rest: float = 0.25
    """With an exam date, an interval lasts at most this share of the days left."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What is known of how well one question is remembered."""

    last: Answer
    answers: int
    due: float
    """UTC seconds since 1970."""
    retrievability: float
    """Chance that it is remembered now, from 0 to 1."""

    @property
    def mistaken(self) -> bool:
        """Whether the last answer was not right."""
        return self.last.outcome != "right"

    @property
    def sure_but_wrong(self) -> bool:
        """Whether the last answer was wrong and the candidate sure of it."""
        return self.mistaken and self.last.sureness == SURE


def memories(
    answers: Iterable[Answer],
    now: float,
    days_left: float | None = None,
    settings: SpacingSettings | None = None,
) -> dict[str, Memory]:
    """Compute the memory of each question from its answers; `now` in UTC seconds since 1970."""
    chosen = settings or SpacingSettings()
    ordered = sorted(answers, key=lambda answer: answer.wall)
    median = _median(ordered)
    by_question: dict[str, list[Answer]] = defaultdict(list)
    for answer in ordered:
        by_question[answer.question].append(answer)
    scheduler = _scheduler(chosen, days_left)
    return {
        question: _memory(past, median, scheduler, now) for question, past in by_question.items()
    }


def grade(answer: Answer, median: float | None, before: Sequence[Answer] = ()) -> Grade:
    """Rate an answer; `median` is the candidate's own in seconds, `before` the question's past.

    FSRS takes "hard" for a pass, so that nothing forgotten may be rated so.
    """
    if answer.outcome != "right" or is_rapid(answer, median) or answer.sureness == GUESS:
        return "again"
    ratio = answer.seconds / median if answer.seconds is not None and median else None
    if answer.sureness == FAIRLY or (ratio is not None and ratio > 2.0):
        return "hard"
    quick = ratio is not None and ratio < 0.7
    if answer.sureness == SURE and quick and _twice_right(answer, before):
        return "easy"
    return "good"


def is_rapid(answer: Answer, median: float | None) -> bool:
    """Whether an answer came too quickly to have been read: a tenth of the median, 3 to 10 s."""
    if answer.seconds is None or median is None:
        return False
    return answer.seconds < min(10.0, max(3.0, 0.1 * median))


def _twice_right(answer: Answer, before: Sequence[Answer]) -> bool:
    walls = [past.wall for past in before[-2:] if past.outcome == "right"]
    days = [int(wall // DAY) for wall in (*walls, answer.wall)]
    return len(set(days)) == 3


def _median(answers: Sequence[Answer]) -> float | None:
    known = [answer.seconds for answer in answers if answer.seconds is not None]
    return statistics.median(known) if known else None


def _memory(
    past: Sequence[Answer], median: float | None, scheduler: Scheduler, now: float
) -> Memory:
    from fsrs import Card, Rating

    card: Card = Card(card_id=0)
    for number, answer in enumerate(past):
        rating = Rating[grade(answer, median, past[:number]).title()]
        card, _ = scheduler.review_card(card, rating, _moment(answer.wall))
    chance = scheduler.get_card_retrievability(card, _moment(max(now, past[-1].wall)))
    return Memory(past[-1], len(past), card.due.timestamp(), chance)


def _moment(wall: float) -> datetime:
    return datetime.fromtimestamp(wall, UTC)


def _scheduler(settings: SpacingSettings, days_left: float | None) -> Scheduler:
    from fsrs import Scheduler

    longest = settings.longest
    if days_left is not None:
        longest = max(1, min(longest, round(settings.share_of_rest * days_left)))
    # Days instead of minutes, and no chance of its own: the same answers give the same days.
    return Scheduler(
        desired_retention=settings.retention,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=longest,
        enable_fuzzing=False,
    )


def counts(found: Mapping[str, Memory], now: float) -> tuple[int, int]:
    """Count the questions that are due and those whose last answer was not right."""
    due = sum(memory.due <= now for memory in found.values())
    return due, sum(memory.mistaken for memory in found.values())
