"""What Home shows about practice on one exam: today, the last days, and where the candidate stands.

Today's practice is computed apart from the rest, so that Home can show it first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING

from examkit.analytics.counted_answers import careless_attempts
from examkit.drills.preview import main_domain, minutes_needed
from examkit.system_clock import local_zone

if TYPE_CHECKING:
    from examkit.analytics.settings import AnalyticsSettings
    from examkit.attempts.progress import Progress
    from examkit.bank.model import Exam
    from examkit.bank.pool import PoolItem
    from examkit.drills.learner_state import LearnerState
    from examkit.drills.preview import DrillCounts, DrillPreview
    from examkit.drills.recall import Recall
    from examkit.drills.review_dates import CardMemory
    from examkit.drills.study_plan import Mock
    from examkit.exam.past_answer import PastAnswer
    from examkit.store.records import AttemptRow

DAYS = 14
"""Number of days in the chart of questions answered per day."""


@dataclass(frozen=True, slots=True)
class Today:
    """Today's practice, and what else there is to practice."""

    review: int
    """Questions still to practice today that the candidate has answered before."""
    new: int
    """Questions still to practice today that the candidate has never answered."""
    minutes: int
    """Estimated time for these questions."""
    mainly: str
    """Title of the domain that most of the new questions are from; empty if there is none.

    Empty, too, if practice gains more in another domain. A report recommends that one, and the
    random choice of a few questions must not seem to contradict it.
    """
    missed: int
    """Number of the exam's questions that were missed last time, in today's practice or not."""
    due: int
    """Number of the exam's questions that are due for review, in today's practice or not."""
    mock: Mock | None
    """When to take the next mock; None without an exam date, and before the first answer."""
    done: int = 0
    """Number of questions answered in drills that were finished today."""
    is_done: bool = False
    """Whether today's practice is done. If so, the other numbers describe an extra session."""

    @property
    def questions(self) -> int:
        """Return the number of questions in today's practice."""
        return self.review + self.new


@dataclass(frozen=True, slots=True)
class Dashboard:
    """Where a candidate stands on one exam, and how much they have practiced."""

    progress: Progress
    recall: Recall | None
    """What the candidate remembers now; None before the first answer."""
    days: tuple[int, ...]
    """Questions answered on each of the last days; the last number is for `last_day`."""
    last_day: date
    """Today, in the candidate's time zone."""
    seen: int
    """Number of the exam's questions that the candidate has seen."""
    questions: int
    """Number of questions that the bank has for the exam."""
    missed: tuple[MissedTopic, ...] = ()
    """Topics with questions missed the last time they were asked, most misses first."""


@dataclass(frozen=True, slots=True)
class MissedTopic:
    """A topic with questions that were missed the last time they were asked."""

    title: str
    missed: int
    practiced: int
    """Number of its questions that were asked."""


def count_missed(
    pool: Sequence[PoolItem], memories: Mapping[str, CardMemory], titles: Mapping[str, str]
) -> tuple[MissedTopic, ...]:
    """Return the topics with questions missed the last time they were asked, most misses first.

    `pool` has the exam's questions. `memories` has question ids as keys, and `titles` topic ids.
    """
    practiced = Counter(item.topic for item in pool if item.id in memories)
    missed = Counter(
        item.topic for item in pool if item.id in memories and memories[item.id].mistaken
    )
    topics = [MissedTopic(titles.get(name, name), n, practiced[name]) for name, n in missed.items()]
    return tuple(sorted(topics, key=lambda each: (-each.missed, each.practiced)))


def describe_first_day(questions: int, pace: float) -> Today:
    """Return today's practice of a candidate without answers: `questions` new questions.

    `pace` is in seconds per question.
    """
    return Today(0, questions, minutes_needed(questions, pace), "", 0, 0, None)


def describe_today(
    preview: DrillPreview | None,
    counts: DrillCounts,
    mock: Mock | None = None,
    ranking: Sequence[str] = (),
) -> Today:
    """Return today's practice as Home shows it, from its preview (None if it has no questions).

    `counts` are those of the drill menu, and `mock` is when to take the next mock. `ranking` has
    the ids of domains, the one first where practice gains most.
    """
    if preview is None:
        return Today(0, 0, 0, "", counts.mistakes, counts.due, mock)
    titles = {domain.id: domain.title for domain in preview.exam.domains}
    new = sum(each.count for each in preview.reasons if each.reason == "new")
    asked = sum(each.count for each in preview.reasons)
    domain = main_domain([each for each in preview.reasons if each.reason == "new"])
    return Today(
        review=asked - new,
        new=new,
        minutes=minutes_needed(asked, preview.pace),
        mainly=titles[domain] if domain and domain in ranking[:1] else "",
        missed=counts.mistakes,
        due=counts.due,
        mock=mock,
    )


def count_by_day(answers: Iterable[PastAnswer], today: date, zone: tzinfo) -> tuple[int, ...]:
    """Return how many questions were answered on each of the last `DAYS` days, today last.

    An attempt's answers count on the day it ended, in the time zone `zone`.
    """
    ends = (answer.ended_at for answer in answers if answer.outcome != "unanswered")
    counts = Counter(datetime.fromtimestamp(end, UTC).astimezone(zone).date() for end in ends)
    return tuple(counts[today - timedelta(days=ago)] for ago in reversed(range(DAYS)))


def measure_practice(
    exam: Exam,
    pool: Sequence[PoolItem],
    learner: LearnerState,
    rows: Sequence[AttemptRow],
    settings: AnalyticsSettings,
    titles: Mapping[str, str],
) -> Dashboard:
    """Return where a candidate stands on an exam, and how much they have practiced.

    `pool` has the bank's questions for the exam, `rows` are all attempts on the bank, newest first,
    and `titles` are topic titles by topic id.
    """
    from examkit.analytics.cut_score import seconds_per_question
    from examkit.attempts.finished_attempt import count_reached, latest_mocks
    from examkit.attempts.progress import measure_progress

    zone, careless = local_zone(), careless_attempts(learner.answers, seconds_per_question(exam))
    today = datetime.fromtimestamp(learner.now, zone).date()
    unseen = [item for item in pool if item.id not in learner.exposures]
    return Dashboard(
        progress=measure_progress(
            exam,
            learner.standing(exam),
            latest_mocks(exam.id, rows, count_reached(learner.answers), careless),
            unseen=Counter(item.domain for item in unseen),
            settings=settings,
        ),
        recall=learner.recall(exam.id),
        days=count_by_day(learner.answers, today, zone),
        last_day=today,
        seen=len(pool) - len(unseen),
        questions=len(pool),
        missed=count_missed(pool, learner.memories, titles),
    )
