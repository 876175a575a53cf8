"""What Home knows about the bank, the attempts, and the settings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from examkit.tui.exam_versions import exams_to_choose

if TYPE_CHECKING:
    from examkit.attempts.dashboard import Today
    from examkit.attempts.resumable import ResumableAttempt
    from examkit.bank.summary import BankSummary, ExamSummary
    from examkit.store.records import AttemptRow
    from examkit.tui.context import AppContext


class HomeFacts(NamedTuple):
    """What the rows of Home depend on; each is empty until it is read."""

    bank: BankSummary | None = None
    exam: ExamSummary | None = None
    choices: int = 1
    """Number of exam versions that the candidate can choose from."""
    attempts: Sequence[AttemptRow] = ()
    """All attempts, latest first."""
    resumable: Sequence[ResumableAttempt] = ()
    titles: Mapping[str, str] = {}
    """Titles of domains and topics, keyed by ID; empty if there is no attempt to resume."""
    today: Today | None = None
    extra_minutes: int = 0
    exam_date: date | None = None
    is_new: bool = False
    """Whether no attempt was ever started."""
    is_broken: bool = False
    """Whether the bank has errors, so that nothing on it can be opened."""
    read_at: float = 0.0
    """When the facts were read, in UTC seconds since 1970."""

    def to_resume(self) -> ResumableAttempt | None:
        """Return the attempt to resume next: one whose clock is running, or else the latest.

        Return None if no attempt can be resumed.
        """
        timed = (each for each in self.resumable if each.remaining is not None)
        return next(timed, next(iter(self.resumable), None))

    def timed(self) -> set[str]:
        """Return the IDs of unfinished attempts whose clock is running."""
        return {each.row.id for each in self.resumable if each.remaining is not None}

    @property
    def has_mock(self) -> bool:
        """Return whether a mock exam is unfinished."""
        return any(each.row.mode == "mock" for each in self.resumable)

    def is_time_up(self, now: float) -> bool:
        """Return whether the time of any attempt is up. `now` is in UTC seconds since 1970."""
        passed = now - self.read_at
        return any(
            each.remaining is not None and each.remaining <= passed for each in self.resumable
        )


def read_facts(context: AppContext) -> HomeFacts:
    """Return all facts except today's practice, after submitting attempts whose time is up.

    Raises ExamkitError if the bank or the store can't be read.
    """
    service, day = context.service, context.config.parsed_exam_date
    bank, resumable = service.bank.info, service.close_expired()
    return HomeFacts(
        bank=bank,
        exam=next(exam for exam in bank.exams if exam.id == context.exam_id),
        choices=len(exams_to_choose(bank.exams, day, service.today())),
        attempts=service.attempts(),
        resumable=resumable,
        titles=service.part_titles() if resumable else {},
        extra_minutes=context.config.extra_minutes,
        exam_date=day,
        is_new=service.is_new(),
        read_at=service.now(),
    )
