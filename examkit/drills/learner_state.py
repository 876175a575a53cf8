"""What the candidate has seen, remembers, knows, and confuses at one moment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from examkit.system_clock import DAY

if TYPE_CHECKING:
    from examkit.analytics.standing import Standing
    from examkit.bank.index.index import BankIndex
    from examkit.bank.model import Exam
    from examkit.bank.pool import Concepts, PoolItem
    from examkit.bank.summary import ExamSummary
    from examkit.drills.confusions import ConfusedPair
    from examkit.drills.recall import Recall
    from examkit.drills.request import DrillKind
    from examkit.drills.review_dates import CardMemory
    from examkit.exam.assembly import LastSeen
    from examkit.exam.past_answer import PastAnswer
    from examkit.store.sqlite.store import SqliteStore

MIN_TIMED_ANSWERS = 20
"""Timed answers needed before the candidate's own pace is used."""
MIN_PACE = 0.5
"""Least pace, as a share of the exam's time per question; explanations need reading, too."""


class Preferences(NamedTuple):
    """The user's settings for study plans and estimates."""

    exam_date: date | None = None
    half_life_days: float = 14.0
    """Age in days at which an answer counts half as much as the newest."""
    prior_strength: float = 15.0
    """Maximum weight of the other domains in one domain's estimate, in answers."""
    exam: str = ""
    """Id of the preferred exam. If a bank lacks it, the exam offered on the exam date is used."""
    practice_questions: int = 0
    """Questions in today's practice; 0 for as many as the study plan needs."""
    exam_is_optional: bool = False
    """Whether to skip the warning that a bank lacks `exam`, because this run names another exam."""


class LearnerState:
    """What one candidate has seen, remembers, and confuses; each part is computed on first use.

    `now` is in UTC seconds since 1970. `days_left` is the number of days until the exam, or None if
    unknown.
    """

    def __init__(
        self,
        bank: BankIndex,
        store: SqliteStore,
        now: float,
        days_left: int | None = None,
        preferences: Preferences | None = None,
    ) -> None:
        self.now = now
        self._bank = bank
        self._store = store
        self._days_left = days_left
        self._preferences = preferences or Preferences()
        self._standings: dict[str, Standing] = {}

    @cached_property
    def exposures(self) -> dict[str, LastSeen]:
        """Return when the candidate last saw each question, and whether a mock ever showed it.

        The keys are question ids. Unseen questions are absent.
        """
        from examkit.exam.assembly import LastSeen

        return {
            question: LastSeen((self.now - exposure.last_wall) / DAY, exposure.in_mock)
            for question, exposure in self._store.exposures(self._bank.info.id).items()
        }

    @cached_property
    def answers(self) -> tuple[PastAnswer, ...]:
        """Return all answers of finished attempts, oldest first."""
        return self._store.answers(self._bank.info.id)

    @cached_property
    def memories(self) -> dict[str, CardMemory]:
        """Return the memory of each question that was on screen, by question id."""
        from examkit.drills.review_dates import compute_memories

        digests = self._bank.digests({answer.question for answer in self.answers})
        return compute_memories(
            self.answers, self.now, self._days_left, digests=digests, pace=self._exam_pace
        )

    @property
    def _exam_pace(self) -> float:
        """Return the seconds per question of the preferred exam, or else of the default one."""
        info = self._bank.info
        exams = {exam.id: exam for exam in info.exams}
        exam = exams.get(self._preferences.exam) or exams[info.default_exam]
        return exam.minutes * 60 / exam.questions

    def recall(self, exam: str) -> Recall | None:
        """Return how many of an exam's practiced questions the candidate remembers now.

        None if no question was practiced.
        """
        from examkit.drills.recall import measure_recall

        names = {item.id for item in self._bank.pool(exam)}
        return measure_recall(memory for name, memory in self.memories.items() if name in names)

    @cached_property
    def concepts(self) -> dict[str, Concepts]:
        """Return the notes that each question and its distractors are about, by question id."""
        return self._bank.concepts()

    @cached_property
    def confused_pairs(self) -> tuple[ConfusedPair, ...]:
        """Return the pairs of concepts that the candidate confuses, the most frequent first."""
        from examkit.drills.confusions import find_confused_pairs

        return find_confused_pairs(self.answers, self.concepts)

    @property
    def recently_missed_topics(self) -> tuple[str, ...]:
        """Return the ids of topics with a question missed in the latest finished attempt."""
        latest = self.answers[-1].attempt if self.answers else ""
        missed = (a.topic for a in self.answers if a.attempt == latest and a.outcome != "right")
        return tuple(dict.fromkeys(missed))

    def expected_shares(self, exam: Exam) -> dict[str, float]:
        """Return the share of each domain, 0 to 1, that the candidate would answer correctly today.

        The shares are by domain id.
        """
        from examkit.drills.weighting import expected_shares

        return expected_shares(self._bank.pool(exam.id), self.estimates(exam), self.memories)

    def estimates(self, exam: Exam) -> dict[str, float]:
        """Return the estimated share correct of each domain, by domain id, from 0 to 1."""
        return {each.domain: each.point for each in self.standing(exam).estimates}

    def standing(self, exam: Exam) -> Standing:
        """Return the estimates, verdicts, and weak areas that all answers on the exam support now.

        Every past answer counts in the domain that its question has in this exam.
        """
        if exam.id not in self._standings:
            self._standings[exam.id] = self._make_standing(exam)
        return self._standings[exam.id]

    def _make_standing(self, exam: Exam) -> Standing:
        from examkit.analytics.counted_answers import place
        from examkit.analytics.cut_score import seconds_per_question, to_cut_score
        from examkit.analytics.settings import AnalyticsSettings
        from examkit.analytics.standing import Standing

        chosen = self._preferences
        settings = AnalyticsSettings().with_user_settings(
            half_life=chosen.half_life_days, own_rest=chosen.prior_strength
        )
        answers = place(self.answers, {i.id: i.domain for i in self._bank.pool(exam.id)})
        pace = seconds_per_question(exam)
        return Standing(answers, to_cut_score(exam), pace, self.now, settings)

    def domains_below_cut(self, exam: Exam) -> tuple[str, ...]:
        """Return the ids of domains with expected shares below the cut score, or of all if none is.

        A domain without questions counts as below.
        """
        from examkit.analytics.cut_score import to_cut_score

        cut, shares = to_cut_score(exam).share, self.expected_shares(exam)
        names = [domain.id for domain in exam.domains]
        return tuple([name for name in names if shares.get(name, 0.0) < cut] or names)

    def pace(self, exam: Exam | ExamSummary) -> float:
        """Return the candidate's median seconds per question, without rapid guesses.

        It is at least half of the time that the exam allows per question. With too few timed
        answers, it is all of that time.
        """
        from examkit.analytics.pace import is_rapid, median_seconds

        allowed = exam.minutes * 60 / exam.questions
        read = [a for a in self.answers if a.seconds and not is_rapid(a, allowed)]
        own = median_seconds(read) if len(read) >= MIN_TIMED_ANSWERS else None
        return max(own, MIN_PACE * allowed) if own else allowed

    def due(self, exam: str) -> int:
        """Count the questions of an exam that are due for review."""
        return self._bank.count_drawable(exam, self._ids("due"))

    def matches_kind(self, kind: DrillKind) -> Callable[[PoolItem], bool]:
        """Return a function that accepts the questions of a kind of drill, such as due ones."""
        if kind == "unseen":
            return lambda item: item.id not in self.exposures
        ids = self._ids(kind)
        return lambda item: item.id in ids

    def _ids(self, kind: DrillKind) -> set[str]:
        if kind == "mix-ups":
            from examkit.drills.confusions import discriminating_questions

            return {
                name
                for confused in self.confused_pairs
                for name in discriminating_questions(confused.pair, self.concepts)
            }
        if kind == "bookmarked":
            return set(self._store.annotations("bookmark", self._bank.info.id))
        if kind == "due":
            return {name for name, memory in self.memories.items() if memory.due <= self.now}
        if kind == "mistakes":
            return {name for name, memory in self.memories.items() if memory.mistaken}
        return {name for name, memory in self.memories.items() if memory.last.flagged}
