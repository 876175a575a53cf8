"""Everything a candidate can do on one bank, for the app and the command line.

Methods import heavy modules when they need them, because Home appears before the bank's model is
loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from examkit.attempts.attempt_ids import find_attempt
from examkit.attempts.attempt_reports import AttemptReports
from examkit.attempts.personal import PersonalData
from examkit.attempts.resumable import UnfinishedAttempts
from examkit.attempts.study_service import StudyService
from examkit.bank.repository import BankRepository
from examkit.errors import ActionError, BankError, StoreError
from examkit.store.records import UNTIMED_MOCK_TITLE

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Self

    from examkit.attempts.dashboard import Dashboard
    from examkit.attempts.live_attempt import LiveAttempt
    from examkit.attempts.resumable import ResumableAttempt
    from examkit.bank.notes import Section
    from examkit.bank.search import Search
    from examkit.drills.learner_state import Preferences
    from examkit.drills.preview import DrillPreview
    from examkit.drills.request import DrillRequest
    from examkit.exam.assembly import LastSeen, Selection
    from examkit.exam.form import Form
    from examkit.store.records import AttemptRow


class AttemptService(StudyService):
    """Starts, resumes, lists, and reports attempts on one bank."""

    def set_preferences(self, preferences: Preferences) -> None:
        """Change the user's settings for study plans and estimates."""
        self.preferences = preferences
        vars(self).pop("past", None)

    def open_bank(self, root: Path) -> None:
        """Switch to the bank in a folder. Attempts that are open aren't affected."""
        self.library.close()
        self.library = BankRepository(root, self.library.cache)
        vars(self).pop("past", None)

    def check_bank(self, root: Path) -> None:
        """Read the bank in a folder. Raises BankError with all findings if it has errors."""
        library = BankRepository(root, self.library.cache)
        try:
            _ = library.bank
        finally:
            library.close()

    @cached_property
    def past(self) -> AttemptReports:
        """Return the object that loads, reports, and compares finished attempts."""
        return AttemptReports(
            self.library, self._store, self.preferences, self.expired, self.learner_state
        )

    @cached_property
    def personal(self) -> PersonalData:
        """Return the object that saves discards, personal notes, and bookmarks."""
        return PersonalData(self._store)

    @cached_property
    def _unfinished(self) -> UnfinishedAttempts:
        return UnfinishedAttempts(self._store, self._clock)

    @property
    def unsaved(self) -> StoreError | None:
        """Return the error that keeps the store from saving anything, or None if it can save."""
        return self._store.unsaved

    def search(self) -> Search:
        """Return a search over study notes, personal notes, and questions answered or annotated.

        Raises ActionError if a mock on this bank is still open.
        """
        from examkit.bank.search import Search

        self._unfinished.require_no_open_mock(self.running())
        bank = self.bank.info.id
        seen = {answer.question for answer in self._store.answers(bank)}
        own_notes = self.personal.notes(bank)
        seen |= {*own_notes, *self.personal.bookmarks(bank)}
        questions = self.bank.questions(sorted(seen.intersection(self.bank.ids())))
        titled = (
            (name, questions[name].stem if name in questions else name, text)
            for name, text in own_notes.items()
        )
        return Search(self.bank.sections(), questions.values(), titled)

    def notes_to_read(self, file: str) -> tuple[Section, ...]:
        """Return the sections of a notes file, if any. Raises ActionError if a mock is open."""
        self._unfinished.require_no_open_mock(self.running())
        return self.library.note(file)

    def dashboard(self, exam: str) -> Dashboard | None:
        """Return what Home shows about practice so far, or None before the first answer."""
        from examkit.attempts.dashboard import measure_practice

        learner = self.learner_state()
        if not learner.answers:
            return None
        pool = self.bank.pool(exam)
        rows, titles = self.attempts(), dict(self.bank.info.topics)
        return measure_practice(self._exam(exam), pool, learner, rows, self.past.settings, titles)

    def running(self) -> tuple[AttemptRow, ...]:
        """Return the unfinished attempts on this bank, without checking whether time is up."""
        return tuple(filter(self._belongs_to_bank(), self._store.unfinished()))

    def is_new(self) -> bool:
        """Return whether no attempt on any bank was ever started."""
        return not self._store.ids()

    # Attempts

    def start_mock(
        self,
        exam: str | None = None,
        *,
        questions: int | None = None,
        minutes: float | None = None,
        extra_minutes: float = 0.0,
        timed: bool = True,
        seed: str | None = None,
    ) -> LiveAttempt:
        """Draw the questions of a mock exam and start it.

        `questions` and `minutes` are by default as many as the exam has. With fewer questions, this
        default time is shorter in proportion, and so are `extra_minutes`, given for the whole exam.
        If `timed` is false, there is no time limit. A given seed draws the same questions for
        everyone, whatever they have seen. Raises AssemblyError if the bank has too few questions,
        and ActionError if nothing can be saved.
        """
        from examkit.attempts.creation import empty_form
        from examkit.exam.exam_clock import scale_minutes

        if self.unsaved is not None:
            message = "A mock exam can't start, because nothing can be saved."
            raise ActionError(message, self.unsaved.hint)
        chosen, learner = self._exam(exam), self.learner_state()
        selector = self._selector(learner, for_everyone=seed is not None)
        seed = seed or self._entropy()
        selection = selector.mock(chosen, seed, questions)
        lengths = len(selection.items), chosen.questions
        if minutes is None:
            minutes = scale_minutes(chosen.minutes, *lengths)
        limit = (minutes + scale_minutes(extra_minutes, *lengths)) * 60 if timed else None
        title = "mock exam" if timed else UNTIMED_MOCK_TITLE
        form = empty_form(self.bank, "mock", title, chosen, seed, limit)
        return self._start(form, selection, learner.exposures)

    def start_drill(
        self,
        exam: str | None = None,
        request: DrillRequest | None = None,
        *,
        seed: str | None = None,
    ) -> LiveAttempt:
        """Draw the questions of a drill and start it. Raises AssemblyError if no question fits."""
        return self.start_drill_from(self.plan_drill(exam, request, seed=seed))

    def start_drill_from(self, plan: DrillPreview) -> LiveAttempt:
        """Start the drill that `plan_drill` returned."""
        from examkit.attempts.creation import empty_form

        exam, limit = plan.exam, None
        if plan.request.timed:
            limit = exam.minutes * 60 / exam.questions * len(plan.selection.items)
        form = empty_form(self.bank, "drill", plan.request.title, exam, plan.seed, limit)
        return self._start(form, plan.selection, plan.seen)

    def resume(self, attempt: str | None = None) -> LiveAttempt:
        """Resume an attempt, by default the latest unfinished one on this bank.

        Without one on this bank, it is the latest on any. `attempt` is the start of an id. If the
        time is up, the returned attempt is finished. Raises AttemptLockedError if another program
        has the attempt open, and UsageError if `attempt` doesn't match exactly one.
        """
        rows = self._store.unfinished()
        of_bank = () if attempt else tuple(filter(self._belongs_to_bank(), rows))
        row = find_attempt(attempt, of_bank or rows, "You have no unfinished attempts.")
        live = self._unfinished.open(row.id)
        live.resume()
        return live

    # Past attempts

    def close_expired(self) -> tuple[ResumableAttempt, ...]:
        """Submit all attempts whose time is up. Returns those on this bank that can be resumed.

        The app calls this when it opens and before an attempt starts. Commands that only read
        don't submit anything; they list the `expired` attempts.
        """
        belongs = self._belongs_to_bank()
        return tuple(each for each in self._unfinished.close_expired() if belongs(each.row))

    def expired(self) -> tuple[AttemptRow, ...]:
        """Return the attempts on this bank whose time is up, but which aren't submitted yet."""
        rows = filter(self._belongs_to_bank(), self._store.unfinished())
        return tuple(row for row in rows if self._unfinished.state(row.id) == "expired")

    def undated(self) -> tuple[str, ...]:
        """Return the ids of attempts on this bank whose dates can't be shown."""
        return tuple(row.id for row in self._store.undated() if row.bank == self.bank.info.id)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the store and the bank."""
        self._store.close()
        self.library.close()

    def _belongs_to_bank(self) -> Callable[[AttemptRow], bool]:
        """Return a function that returns whether an attempt is on this bank.

        If the bank has errors, the function accepts every attempt, because an attempt can be
        resumed without its bank.
        """
        try:
            bank = self.bank.info.id
        except BankError:
            return lambda _: True
        return lambda row: row.bank == bank

    def _start(self, form: Form, selection: Selection, seen: Mapping[str, LastSeen]) -> LiveAttempt:
        """Fill a form with the selected questions, save it as an attempt, and open the attempt.

        `seen` maps question ids to when the candidate last saw the questions.
        """
        from examkit.attempts.creation import create_attempt
        from examkit.exam.assembly import fill_form

        questions = self.bank.questions([item.id for item in selection.items])
        filled = fill_form(form, selection, questions, seen, self.bank.groups())
        attempt = create_attempt(self._store, filled, self._clock.now(), self._entropy())
        return self._unfinished.open(attempt)
