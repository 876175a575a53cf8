"""The bank, the exam that the candidate takes, and the days until then."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from examkit.bank.repository import BankRepository
from examkit.diagnostics import quoted
from examkit.drills.learner_state import Preferences

if TYPE_CHECKING:
    from examkit.bank.index.index import BankIndex
    from examkit.bank.model import Exam
    from examkit.store.sqlite.store import SqliteStore
    from examkit.system_clock import Clock


class BankService:
    """Opens a bank, and knows which of its exams the candidate takes, and when."""

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
        self.preferences = preferences or Preferences()

    def today(self) -> date:
        """Return the candidate's local date."""
        return datetime.fromtimestamp(self._clock.now().wall, UTC).astimezone().date()

    @property
    def bank(self) -> BankIndex:
        """Return the bank. Raises BankError with all findings if the bank has errors."""
        return self.library.bank

    @property
    def default_exam(self) -> str:
        """Return the id of the exam named in the settings; if the bank lacks it, `offered_exam`."""
        info, chosen = self.bank.info, self.preferences.exam
        if any(exam.id == chosen for exam in info.exams):
            return chosen
        return self.offered_exam

    @property
    def offered_exam(self) -> str:
        """Return the id of the first exam that can be taken on the exam date.

        If that date isn't set or has passed, today counts instead. If no exam can be taken then,
        returns the bank's default exam.
        """
        info, today = self.bank.info, self.today()
        day = max(self.preferences.exam_date or today, today)
        return next((exam.id for exam in info.exams if exam.is_offered(day)), info.default_exam)

    @property
    def exam_warning(self) -> str:
        """Return a warning if the bank lacks the exam named in the settings, or an empty string."""
        chosen, default = self.preferences.exam, self.default_exam
        if chosen in ("", default) or self.preferences.exam_is_optional:
            return ""
        known = ", ".join(exam.id for exam in self.bank.info.exams)
        return f"Your settings name an unknown exam, {quoted(chosen)}. Known exams: {known}."

    def part_titles(self) -> dict[str, str]:
        """Return the titles of the bank's topics and domains by id, for the names of drills."""
        exams = [self.bank.exam(exam.id) for exam in self.bank.info.exams]
        domains = {domain.id: domain.title for exam in exams for domain in exam.domains}
        return {**dict(self.bank.info.topics), **domains}

    def now(self) -> float:
        """Return the time in UTC seconds since 1970."""
        return self._clock.now().wall

    def days_left(self) -> int | None:
        """Return the days until the real exam, or None if its date isn't set or has passed."""
        day = self.preferences.exam_date
        left = (day - self.today()).days if day else -1
        return left if left >= 0 else None

    def past_exam_day(self) -> date | None:
        """Return the date of the real exam if it has passed, otherwise None."""
        day = self.preferences.exam_date
        return day if day is not None and day < self.today() else None

    def _exam(self, exam: str | None) -> Exam:
        return self.bank.exam(exam or self.default_exam)
