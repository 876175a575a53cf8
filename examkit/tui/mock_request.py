"""What a candidate chooses before a mock: the exam version, the length, and the time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from examkit.exam.exam_clock import scale_minutes

if TYPE_CHECKING:
    from examkit.bank.summary import ExamSummary

SHORTER = (40, 20)
"""Numbers of questions offered in addition to the exam's own."""


class MockRequest(NamedTuple):
    """The mock that the candidate wants to start."""

    exam: ExamSummary
    questions: int
    extra_minutes: int = 0
    """Extra minutes for a mock of full length. A shorter one gets part of them."""
    timed: bool = True

    @property
    def minutes(self) -> int:
        """Return the time limit in minutes, with extra time, in proportion to the length."""
        minutes = self.exam.minutes + self.extra_minutes
        return round(scale_minutes(minutes, self.questions, self.exam.questions))

    @property
    def unscored(self) -> int:
        """Return the number of questions that don't count toward the score.

        It is in proportion to the length of the mock.
        """
        return round(self.exam.unscored * self.questions / self.exam.questions)

    @property
    def requested(self) -> int | None:
        """Return the number of questions, or None for as many as the exam has."""
        return None if self.questions == self.exam.questions else self.questions


def current_exams(exams: Sequence[ExamSummary], chosen: str, today: date) -> list[ExamSummary]:
    """Return the exams that haven't ended by `today`, or all exams if none are left.

    The exam with the ID `chosen` is included even if it has ended.
    """
    current = [
        exam
        for exam in exams
        if exam.id == chosen or exam.valid_until is None or exam.valid_until >= today
    ]
    return current or list(exams)


def shorter_lengths(exam: ExamSummary) -> list[int]:
    """Return the lengths to offer that are shorter than the exam, in questions."""
    return [length for length in SHORTER if length < exam.questions]
