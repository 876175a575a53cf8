"""What a candidate can study on one bank: the study plan, and the questions of drills."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from examkit.attempts.bank_service import BankService
from examkit.drills.learner_state import LearnerState
from examkit.errors import AssemblyError
from examkit.system_clock import DAY

if TYPE_CHECKING:
    from examkit.attempts.dashboard import Today
    from examkit.bank.model import Question
    from examkit.drills.choice_counts import DrillChoices
    from examkit.drills.preview import DrillCounts, DrillPreview
    from examkit.drills.question_selection import QuestionSelector
    from examkit.drills.recall import Recall
    from examkit.drills.request import DrillRequest
    from examkit.drills.study_plan import StudyPlan
    from examkit.drills.todays_practice import DailyGoal
    from examkit.exam.past_answer import PastAnswer
    from examkit.store.records import AttemptRow

MANY = 100
"""With this many new questions beyond those of a full mock, a short drill can always be filled."""


class TopicProgress(NamedTuple):
    """How much of a topic the candidate has seen."""

    seen: int
    """Number of questions that were on screen."""
    questions: int


class StudyService(BankService):
    """Plans what to study on one bank, from the attempts in a store.

    The parameter `exam` is an id. Unless noted otherwise, None stands for `default_exam`.
    """

    def attempts(self) -> tuple[AttemptRow, ...]:
        """Return all attempts on this bank, newest first."""
        return self._store.attempts(self.bank.info.id)

    def questions_matching(self, exam: str | None, request: DrillRequest) -> list[Question]:
        """Return the questions that a drill with this request could ask.

        If neither an exam nor domains, topics, or kinds are requested, these are all questions of
        the bank.
        """
        if exam is None and not (request.domains or request.topics or request.kinds):
            names = self.bank.ids()
        else:
            items = self._selector(self.learner_state()).eligible(self._exam(exam), request)
            names = [item.id for item in items]
        questions = self.bank.questions(names)
        return [questions[name] for name in names]

    def plan_drill(
        self,
        exam: str | None = None,
        request: DrillRequest | None = None,
        *,
        seed: str | None = None,
    ) -> DrillPreview:
        """Draw the questions of a drill, with the reasons for choosing them.

        A given seed draws the same questions for everyone, unless the drill depends on the
        candidate's own answers. Raises AssemblyError if no question fits.
        """
        learner = self.learner_state()
        selector = self._selector(learner, for_everyone=seed is not None)
        if seed is None and request is not None and request.due_first:
            # The plan, the preview, and the drill must be the same draw.
            seed = f"today-{len(learner.answers)}"
        return selector.drill(self._exam(exam), seed or self._entropy(), request)

    def todays_request(self, exam: str | None = None) -> DrillRequest:
        """Return the request for the rest of today's practice; the daily goal sets its length."""
        return self.daily_goal(exam).request()

    def daily_goal(self, exam: str | None = None) -> DailyGoal:
        """Return how many questions to practice today, and how many were answered in drills."""
        from examkit.drills.request import DrillRequest
        from examkit.drills.todays_practice import set_goal

        learner, unseen = self.learner_state(), DrillRequest(kinds=frozenset({"unseen"}))
        new = len(self._selector(learner).eligible(self._exam(exam), unseen))
        today = [each for each in learner.answers if self._is_today(each)]
        seen = [each for each in today if each.mode == "mock" or each.outcome != "unanswered"]
        new += sum(each.fresh for each in seen)
        wanted, before = self.preferences.practice_questions, len(learner.answers) - len(today)
        done = sum(each.mode == "drill" for each in seen)
        return set_goal(self.days_left(), new, before, wanted, done)

    def _is_today(self, answer: PastAnswer) -> bool:
        return datetime.fromtimestamp(answer.ended_at, UTC).astimezone().date() == self.today()

    def preview_today(
        self, exam: str | None = None, goal: DailyGoal | None = None
    ) -> DrillPreview | None:
        """Draw the rest of today's practice, or return None if no question is worth asking.

        `goal` is the result of `daily_goal`, if already computed.
        """
        try:
            return self.plan_drill(exam, (goal or self.daily_goal(exam)).request())
        except AssemblyError:
            return None

    def count_matching(self, exam: str | None, request: DrillRequest) -> int:
        """Return how many questions fit a drill request."""
        return len(self._selector(self.learner_state()).eligible(self._exam(exam), request))

    def drill_choices(self, exam: str | None) -> DrillChoices:
        """Return the questions that a custom drill can choose from, with their kinds."""
        from examkit.drills.choice_counts import DrillChoices
        from examkit.drills.request import DRILL_KINDS

        learner, chosen = self.learner_state(), self._exam(exam)
        pool = self.bank.pool(chosen.id)
        kinds = {
            kind: frozenset(item.id for item in filter(learner.matches_kind(kind), pool))
            for kind in DRILL_KINDS
        }
        return DrillChoices(pool, self._selector(learner).reserved(chosen), kinds)

    def topic_progress(self, exam: str | None) -> dict[str, TopicProgress]:
        """Return how many of an exam's questions the candidate has seen, by topic id."""
        seen = self.learner_state().exposures
        pool = self.bank.pool(self._exam(exam).id)
        totals = Counter(item.topic for item in pool)
        by_topic = Counter(item.topic for item in pool if item.id in seen)
        return {topic: TopicProgress(by_topic[topic], total) for topic, total in totals.items()}

    def learner_state(self) -> LearnerState:
        """Return what the candidate has seen, remembers, and confuses now."""
        now, left = self._clock.now().wall, self.days_left()
        return LearnerState(self.bank, self._store, now, left, self.preferences)

    def plan(self, exam: str | None = None) -> StudyPlan | None:
        """Return today's study plan, or None if no exam date is set or it has passed."""
        if self.days_left() is None:
            return None
        counts, goal = self.drill_counts(exam), self.daily_goal(exam)
        return self._plan(counts, self.preview_today(exam, goal), goal)

    def _plan(
        self, counts: DrillCounts, today: DrillPreview | None, goal: DailyGoal
    ) -> StudyPlan | None:
        from examkit.attempts.attempt_list import find_careless
        from examkit.drills.study_plan import make_plan

        left = self.days_left()
        if left is None:
            return None
        now, careless = self._clock.now().wall, find_careless(self.bank.info, self._store)
        mocks = [row for row in self.attempts() if row.mode == "mock"]
        days = [((now - row.finished) / DAY, row.id) for row in mocks if row.finished]
        since = min((ago for ago, name in days if name not in careless), default=None)
        too_quick = min((ago for ago, name in days if name in careless), default=None)
        return make_plan(left, counts, today.reasons if today else (), since, too_quick, goal)

    def count_due_tomorrow(self, questions: Iterable[str]) -> int:
        """Return how many of the questions are due for review by the end of tomorrow.

        `questions` are ids.
        """
        memories, tomorrow = self.learner_state().memories, self.today() + timedelta(days=1)
        due = (memories[name].due for name in questions if name in memories)
        return sum(datetime.fromtimestamp(at, UTC).astimezone().date() <= tomorrow for at in due)

    def recall(self, exam: str | None = None) -> Recall | None:
        """Return how many practiced questions the candidate remembers now.

        None if no question was practiced.
        """
        return self.learner_state().recall(exam or self.default_exam)

    def todays_practice(self, exam: str) -> Today:
        """Return today's practice as Home shows it.

        Before the first answer, it recommends no mock yet. If many questions are new then, none is
        drawn or loaded, since only their number is shown.
        """
        from examkit.attempts.dashboard import describe_first_day, describe_today
        from examkit.drills.todays_practice import MIN_QUESTIONS

        learner = self.learner_state()
        info = next(row for row in self.bank.info.exams if row.id == exam)
        new = sum(info.domains.values()) - len(self._store.exposures(self.bank.info.id))
        if not learner.answers and new - info.questions >= MANY:
            questions = self.preferences.practice_questions or MIN_QUESTIONS
            return describe_first_day(questions, learner.pace(info))
        chosen, goal = self._exam(exam), self.daily_goal(exam)
        preview = self.preview_today(exam, goal)
        counts, ranking = self._selector(learner).counts(chosen), learner.standing(chosen).ranking
        plan = self._plan(counts, preview, goal)
        mock = plan.mock if plan and learner.answers else None
        return replace(
            describe_today(preview, counts, mock, ranking), done=goal.done, is_done=goal.is_reached
        )

    def drill_counts(self, exam: str | None = None) -> DrillCounts:
        """Return how many questions each choice of the drill menu has."""
        return self._selector(self.learner_state()).counts(self._exam(exam))

    def _selector(self, learner: LearnerState, *, for_everyone: bool = False) -> QuestionSelector:
        from examkit.drills.question_selection import QuestionSelector

        return QuestionSelector(self.bank, learner, for_everyone=for_everyone)
