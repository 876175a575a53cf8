"""The place where bank, exam, store, analytics, and clock meet.

App, command line, and tests call it. Methods import heavy modules when they need them, because
Home appears before the bank's model is loaded.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from examkit import __version__
from examkit.attempts.history import AttemptHistory, find_attempt
from examkit.attempts.resumable import UnfinishedAttempts
from examkit.bank.repository import BankRepository
from examkit.diagnostics import quoted
from examkit.drills.learner_state import LearnerState, Preferences
from examkit.errors import ActionError, BankError, StoreError
from examkit.system_clock import DAY

if TYPE_CHECKING:
    from typing import Self

    from examkit.attempts.live_attempt import LiveAttempt
    from examkit.attempts.resumable import ResumableAttempt
    from examkit.bank.index.index import BankIndex
    from examkit.bank.model import Exam, Question
    from examkit.bank.search import Search
    from examkit.drills.preview import DrillCounts, DrillPreview
    from examkit.drills.request import DrillRequest
    from examkit.drills.selection import QuestionSelector
    from examkit.drills.study_plan import StudyPlan
    from examkit.exam.assembly import LastSeen, Selection
    from examkit.exam.form import Form, Mode
    from examkit.store.records import AttemptRow
    from examkit.store.sqlite.store import SqliteStore
    from examkit.system_clock import Clock

LARGE = 100
"""Number of exam questions above which any drill is assumed to find enough."""


class AttemptService:
    """Starts, resumes, lists, and reports attempts on one bank."""

    def __init__(
        self,
        bank_root: Path,
        *,
        cache: Path,
        store: SqliteStore,
        clock: Clock,
        entropy: Callable[[], str] = lambda: os.urandom(8).hex(),
        preferences: Preferences | None = None,
    ) -> None:
        self.library = BankRepository(bank_root, cache)
        self._store = store
        self._clock = clock
        self._entropy = entropy
        self._preferences = preferences or Preferences()
        self._unfinished = UnfinishedAttempts(store, clock)
        self.past = AttemptHistory(
            self.library, store, self._preferences, self.expired, self.learner_state
        )

    @property
    def unsaved(self) -> StoreError | None:
        """Return why nothing is saved, or None if everything is."""
        return self._store.unsaved

    def today(self) -> date:
        """Return the candidate's local date."""
        return datetime.fromtimestamp(self._clock.now().wall, UTC).astimezone().date()

    # The bank

    @property
    def bank(self) -> BankIndex:
        """Return the bank. Raises BankError with all findings if it has errors."""
        return self.library.bank

    @property
    def default_exam(self) -> str:
        """Return the exam chosen in settings if this bank has it, else the bank's default."""
        info, chosen = self.bank.info, self._preferences.exam
        return chosen if any(exam.id == chosen for exam in info.exams) else info.default_exam

    @property
    def exam_warning(self) -> str:
        """Return a warning if this bank lacks the exam chosen in settings, else nothing."""
        chosen, default = self._preferences.exam, self.default_exam
        if chosen in ("", default) or self._preferences.exam_is_optional:
            return ""
        known = ", ".join(exam.id for exam in self.bank.info.exams)
        return f"Your settings name an unknown exam, {quoted(chosen)}. Known: {known}."

    def search(self) -> Search:
        """Return a search over notes and answered questions. Raises ActionError during a mock."""
        from examkit.bank.search import Search

        rows = filter(self._belongs_to_bank(), self._store.unfinished())
        if any(row.mode == "mock" and self._unfinished.state(row.id) == "open" for row in rows):
            raise ActionError("Search waits until the mock exam is over.", "Resume it first.")
        answered = {answer.question for answer in self._store.answers(self.bank.info.id)}
        names = sorted(answered.intersection(self.bank.ids()))
        return Search(self.bank.sections(), self.bank.questions(names).values())

    def questions_matching(self, exam: str | None, request: DrillRequest) -> list[Question]:
        """Return the questions a drill could ask, or the whole bank if nothing is requested."""
        if exam is None and not (request.domains or request.topics or request.kinds):
            names = self.bank.ids()
        else:
            items = self._selector(self.learner_state()).eligible(self._exam(exam), request)
            names = [item.id for item in items]
        questions = self.bank.questions(names)
        return [questions[name] for name in names]

    # Attempts

    def start_mock(
        self,
        exam: str | None = None,
        *,
        questions: int | None = None,
        minutes: float | None = None,
        extra_minutes: float = 0.0,
        seed: str | None = None,
    ) -> LiveAttempt:
        """Draw a form and start a mock exam.

        `questions` and `minutes` default to the exam's; a shorter form gets its share of the
        time. A given seed draws the same form for everyone, whatever they have seen. Raises
        AssemblyError if the bank can't fill the form.
        """
        if self.unsaved is not None:
            message = "A mock exam can't start, because it can't be saved."
            raise ActionError(message, self.unsaved.hint)
        chosen, learner = self._exam(exam), self.learner_state()
        selector = self._selector(learner, for_everyone=seed is not None)
        seed = seed or self._entropy()
        selection = selector.mock(chosen, seed, questions)
        if minutes is None:
            minutes = chosen.minutes * len(selection.items) / chosen.questions
        limit = (minutes + extra_minutes) * 60
        form = self._empty_form("mock", "mock exam", chosen, seed, limit)
        return self._start(form, selection, learner.exposures)

    def start_drill(
        self,
        exam: str | None = None,
        request: DrillRequest | None = None,
        *,
        seed: str | None = None,
    ) -> LiveAttempt:
        """Draw questions for a drill and start it. Raises AssemblyError if none fit."""
        return self.start_drill_from(self.plan_drill(exam, request, seed=seed))

    def plan_drill(
        self,
        exam: str | None = None,
        request: DrillRequest | None = None,
        *,
        seed: str | None = None,
    ) -> DrillPreview:
        """Draw questions for a drill, with reasons. Raises AssemblyError if none fit.

        A given seed draws the same questions for everyone, unless the drill depends on the
        candidate's own answers.
        """
        selector = self._selector(self.learner_state(), for_everyone=seed is not None)
        return selector.drill(self._exam(exam), seed or self._entropy(), request)

    def start_drill_from(self, plan: DrillPreview) -> LiveAttempt:
        """Start a drill that `plan_drill` drew."""
        exam, limit = plan.exam, None
        if plan.request.timed:
            limit = exam.minutes * 60 / exam.questions * len(plan.selection.items)
        form = self._empty_form("drill", plan.request.title, exam, plan.seed, limit)
        return self._start(form, plan.selection, plan.seen)

    def count_matching(self, exam: str | None, request: DrillRequest) -> int:
        """Count the questions a drill could ask."""
        return len(self._selector(self.learner_state()).eligible(self._exam(exam), request))

    def learner_state(self) -> LearnerState:
        """Return what the candidate has seen, remembers, and confuses now."""
        now, left = self._clock.now().wall, self.days_left()
        return LearnerState(self.bank, self._store, now, left, self._preferences)

    def set_exam_date(self, day: date | None) -> None:
        """Set the date of the real exam, or clear it with None."""
        self._preferences = self._preferences._replace(exam_date=day)

    def days_left(self) -> int | None:
        """Return the days until the real exam, or None if its date is unset or past."""
        day = self._preferences.exam_date
        left = (day - self.today()).days if day else -1
        return left if left >= 0 else None

    def past_exam_day(self) -> date | None:
        """Return the date of the real exam if it is past, else None."""
        day = self._preferences.exam_date
        return day if day is not None and day < self.today() else None

    def plan(self, exam: str | None = None) -> StudyPlan | None:
        """Return today's study plan, or None without a future exam date."""
        from examkit.drills.study_plan import make_plan

        left = self.days_left()
        if left is None:
            return None
        counts = self.drill_counts(exam)
        mocks = [row.finished for row in self.attempts() if row.mode == "mock" and row.finished]
        since = (self._clock.now().wall - max(mocks)) / DAY if mocks else None
        return make_plan(left, counts.due, counts.unseen, counts.reserved, since)

    def quick_summary(self, exam: str) -> tuple[int, float, int]:
        """Return (questions due, seconds per question, questions to practice).

        Faster than `drill_counts`: in a large bank, every question counts as one to practice.
        """
        from examkit.drills.request import DrillRequest

        learner, questions = self.learner_state(), len(self.bank.pool(exam))
        info = next(row for row in self.bank.info.exams if row.id == exam)
        if questions < LARGE:
            questions = self.count_matching(exam, DrillRequest())
        return learner.due(exam), learner.pace(info), questions

    def drill_counts(self, exam: str | None = None) -> DrillCounts:
        """Return the counts that the drill menu shows."""
        return self._selector(self.learner_state()).counts(self._exam(exam))

    def resume(self, attempt: str | None = None) -> LiveAttempt:
        """Resume an attempt: by default the latest unfinished one, preferably on this bank.

        If its time is up, the attempt comes back finished. Raises AttemptLockedError if another
        program has it open.
        """
        rows = self._store.unfinished()
        of_bank = () if attempt else tuple(filter(self._belongs_to_bank(), rows))
        row = find_attempt(attempt, of_bank or rows, "There is no attempt to resume.")
        live = self._unfinished.open(row.id)
        live.resume()
        return live

    # Past attempts

    def close_expired(self) -> tuple[ResumableAttempt, ...]:
        """Submit all expired attempts, and return those on this bank that can be resumed.

        The app calls this when it opens and before an attempt starts. Commands that only read
        don't submit anything; they name the `expired` attempts.
        """
        belongs = self._belongs_to_bank()
        return tuple(each for each in self._unfinished.close_expired() if belongs(each.row))

    def expired(self) -> tuple[AttemptRow, ...]:
        """Return the attempts on this bank whose time is up but that aren't submitted."""
        rows = filter(self._belongs_to_bank(), self._store.unfinished())
        return tuple(row for row in rows if self._unfinished.state(row.id) == "expired")

    def attempts(self) -> tuple[AttemptRow, ...]:
        """Return all attempts on this bank, newest first."""
        return self._store.attempts(self.bank.info.id)

    def undated(self) -> tuple[str, ...]:
        """Return the ids of attempts on this bank whose dates can't be shown."""
        return self._store.undated(self.bank.info.id)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the store and the bank."""
        self._store.close()
        self.library.close()

    def _belongs_to_bank(self) -> Callable[[AttemptRow], bool]:
        """Return a test for attempts on this bank. If the bank has errors, it accepts all.

        An open attempt can be resumed even then, because its form is frozen.
        """
        try:
            bank = self.bank.info.id
        except BankError:
            return lambda _: True
        return lambda row: row.bank == bank

    def _selector(self, learner: LearnerState, *, for_everyone: bool = False) -> QuestionSelector:
        from examkit.drills.selection import QuestionSelector

        return QuestionSelector(self.bank, learner, for_everyone=for_everyone)

    def _exam(self, exam: str | None) -> Exam:
        return self.bank.exam(exam or self.default_exam)

    def _empty_form(
        self, mode: Mode, title: str, exam: Exam, seed: str, limit: float | None
    ) -> Form:
        from examkit.exam.form import Form

        return Form(
            mode=mode,
            bank=self.bank.info.id,
            bank_digest=self.bank.digest,
            exam=exam,
            seed=seed,
            limit=limit,
            slots=(),
            engine_version=__version__,
            title=title,
        )

    def _start(
        self, empty_form: Form, selection: Selection, seen: Mapping[str, LastSeen]
    ) -> LiveAttempt:
        from examkit.exam.assembly import fill_form
        from examkit.exam.events import Event, Opened, Visited

        questions = self.bank.questions([item.id for item in selection.items])
        form = fill_form(empty_form, selection, questions, seen, self.bank.groups())
        now = self._clock.now()
        day = datetime.fromtimestamp(now.wall, UTC)
        attempt = f"{day:%Y%m%d-%H%M%S}-{self._entropy()[:4]}"
        first = [Event(0, 0.0, now.wall, Opened(now)), Event(1, 0.0, now.wall, Visited(0))]
        self._store.create_attempt(attempt, form, first)
        return self._unfinished.open(attempt)
