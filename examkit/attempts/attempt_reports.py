"""Reports, reviews, and comparisons of finished attempts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from examkit.attempts.attempt_ids import find_attempt
from examkit.bank.repository import BankRepository
from examkit.command_lines import command
from examkit.drills.learner_state import LearnerState, Preferences
from examkit.errors import BankError, ExamkitError, StoreError, UsageError, WriteFailedError

if TYPE_CHECKING:
    from examkit.analytics.settings import AnalyticsSettings
    from examkit.attempts.attempt_list import ListedAttempt
    from examkit.attempts.finished_attempt import FinishedAttempt
    from examkit.bank.model import Exam
    from examkit.report.compare import Comparison
    from examkit.report.facts import AttemptFacts
    from examkit.report.report import Report
    from examkit.store.records import AttemptRow
    from examkit.store.sqlite.store import SqliteStore


class AttemptReports:
    """Loads, reports, and compares the finished attempts on one bank."""

    def __init__(
        self,
        library: BankRepository,
        store: SqliteStore,
        preferences: Preferences,
        expired: Callable[[], Sequence[AttemptRow]],
        learner: Callable[[], LearnerState],
    ) -> None:
        """Take functions that return the expired attempts and the learner's state."""
        self._library = library
        self._store = store
        self._preferences = preferences
        self._expired = expired
        self._learner = learner
        self.notices: list[str] = []
        """Messages about damaged attempts that `load` skipped."""

    def load(self, attempt: str | None = None) -> FinishedAttempt:
        """Return a finished attempt, scored: by default the latest readable one on this bank.

        `attempt` is the start of an id. Raises UsageError if it doesn't match exactly one,
        StoreError if the attempt is damaged, and ExamkitError if it must be submitted first.
        """
        bank = None if attempt else self._bank_id()
        finished = [row for row in self._store.attempts(bank) if row.finished is not None]
        expired = [row for row in self._expired() if row.id.startswith(attempt or "")]
        if expired and (attempt or not finished):
            raise expired_error(expired[0].id)
        row = find_attempt(attempt, finished, "You haven't finished an attempt with this bank yet.")
        return self._load_first([row] if attempt else finished)

    def _load_first(self, rows: Sequence[AttemptRow]) -> FinishedAttempt:
        """Return the first of these attempts that isn't damaged. Raises StoreError if all are."""
        errors: list[StoreError] = []
        for row in rows:
            try:
                done = self._load(row)
            except WriteFailedError:
                raise
            except StoreError as error:
                errors.append(error)
            else:
                self.notices = [f"{error.message} Using {row.id}." for error in errors]
                return done
        raise errors[0]

    def _load(self, row: AttemptRow) -> FinishedAttempt:
        from examkit.attempts.finished_attempt import FinishedAttempt
        from examkit.exam.covered_slots import cut_to_covered
        from examkit.exam.grading import score_form
        from examkit.store.codec import replay_sound

        form, events = self._store.form(row.id), self._store.events(row.id)
        part = cut_to_covered(form, replay_sound(row.id, form, events), events)
        return FinishedAttempt(row, *part, score_form(part.form, part.state))

    def _bank_id(self) -> str | None:
        """Return the bank's id, or None if the bank has errors."""
        try:
            return self._library.bank.info.id
        except BankError:
            return None

    def report(self, attempt: str | None = None) -> Report:
        """Return the report of a finished attempt, by default the latest one.

        Raises what `load` raises.
        """
        from examkit.attempts.finished_attempt import collect_facts
        from examkit.report.report import Report

        done, bank, learner = self.load(attempt), self._library.bank, self._learner()
        facts = collect_facts(done, bank, self._store, learner.answers, self.settings)
        if done.form.bank == bank.info.id:
            facts = self._with_drills(facts, done.form.exam, learner)
        return Report(done.form, done.sheet, facts)

    def _with_drills(self, facts: AttemptFacts, exam: Exam, learner: LearnerState) -> AttemptFacts:
        """Return the facts, completed with what the candidate remembers and could drill now."""
        from examkit.drills.question_selection import QuestionSelector

        at_hand = QuestionSelector(self._library.bank, learner).available_by_domain(exam)
        return replace(
            facts, drill_pace=learner.pace(exam), at_hand=at_hand, recall=learner.recall(exam.id)
        )

    def finished(self) -> tuple[ListedAttempt, ...]:
        """Return all finished attempts on this bank with their results, newest first."""
        from examkit.attempts.attempt_list import list_finished

        return list_finished(self._library.bank, self._store)

    def careless(self) -> frozenset[str]:
        """Return the ids of finished attempts with too many answers given too quickly to count."""
        from examkit.attempts.attempt_list import find_careless

        return find_careless(self._library.bank.info, self._store)

    def leave_out(self, attempt: str, *, on: bool) -> str:
        """Exclude a finished attempt from estimates if `on`, otherwise include it. Returns its id.

        `attempt` is the start of an id. Raises UsageError if it doesn't match exactly one.
        """
        finished = [row for row in self._store.attempts() if row.finished is not None]
        row = find_attempt(attempt, finished, "You haven't finished an attempt yet.")
        self._store.leave_out(row.id, on=on)
        return row.id

    def compare(self, before: str | None = None, after: str | None = None) -> Comparison:
        """Compare two finished mocks, by default the latest one with the one before.

        The arguments are starts of ids. The one before is of the same exam version if possible.
        Raises ExamkitError if there is none, and UsageError if an id doesn't match exactly one.
        """
        from examkit.attempts.finished_attempt import count_reached, to_mock_result
        from examkit.report.compare import compare_attempts

        rows = self._store.attempts(self._library.bank.info.id)
        mocks = [row for row in rows if row.mode == "mock" and row.finished]
        for name in filter(None, (before, after)):
            _check_mock(name, rows, mocks)
        last = find_attempt(after, mocks, "You haven't finished a mock exam yet.")
        older = [row for row in mocks if row.started < last.started]
        same = [row for row in older if row.exam == last.exam]
        first = find_attempt(
            before,
            mocks if before else same or older,
            "This is your first mock exam, so there's nothing to compare it with.",
        )
        reached = count_reached(self._store.answers(last.bank))
        points = (to_mock_result(first, reached), to_mock_result(last, reached))
        return compare_attempts(self.report(first.id), self.report(last.id), points)

    @property
    def settings(self) -> AnalyticsSettings:
        """Return the settings of all statistics, with the user's own values where there are any."""
        from examkit.analytics.settings import AnalyticsSettings

        return AnalyticsSettings().with_user_settings(
            half_life=self._preferences.half_life_days, own_rest=self._preferences.prior_strength
        )

    def issue_report(self, attempt: str | None, slot: int, reason: str, folder: Path) -> Path:
        """Write a file that reports a problem with a question to the bank's author.

        Returns the path of the file, which is always a new one. `attempt` is as in `load`, and
        `slot` counts from 0. Raises UsageError if there is no such slot, and ExamkitError if the
        file can't be written.
        """
        from examkit.attempts.problem_reports import save_problem_report

        done = self.load(attempt)
        return save_problem_report(done.form, done.state, slot, reason, folder)

    def topic_totals(self) -> Mapping[str, tuple[int, int]]:
        """Return how many questions were asked and how many were correct so far, by topic id."""
        totals = self._store.topic_totals(self._library.bank.info.id)
        return {total.topic: (total.asked, total.right) for total in totals}


def expired_error(attempt: str) -> ExamkitError:
    """Return an error for an attempt whose time is up and which must be submitted first."""
    message = f"Attempt {attempt} ran out of time, but it hasn't been submitted."
    return ExamkitError(message, "Submit it.", command=command("resume", attempt))


def _check_mock(name: str, rows: Sequence[AttemptRow], mocks: Sequence[AttemptRow]) -> None:
    """Raise UsageError if ids of attempts in `rows` start with `name`, but none is in `mocks`."""
    known = [row for row in rows if row.id.startswith(name)]
    if known and not any(row in mocks for row in known):
        message, hint = "Only finished mock exams can be compared.", "Find one in your history."
        raise UsageError(message, hint, command=command("history"))
