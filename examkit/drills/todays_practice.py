"""Today's practice: how many questions to practice each day, and which due ones come first.

`question_selection.py` chooses the other questions like those of a drill of weak areas.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from examkit.drills.request import DrillRequest
from examkit.exam.assembly import assemble_drill

if TYPE_CHECKING:
    from examkit.bank.pool import PoolItem
    from examkit.drills.learner_state import LearnerState

MIN_QUESTIONS, MAX_QUESTIONS = 10, 40
"""Minimum and maximum length of today's practice, which grows with the number of answers."""
QUESTIONS_PER_NEW = 1.5
"""Questions in today's practice per new one, since about a third of them are reviews."""
QUESTIONS_PER_DUE = 3
"""One in this many questions of today's drill is due, if enough others are worth asking."""


class DailyGoal(NamedTuple):
    """How many questions to practice today, and how many have been answered in drills."""

    questions: int
    done: int = 0

    @property
    def is_reached(self) -> bool:
        """Return whether today's practice is complete."""
        return self.done >= self.questions

    def request(self) -> DrillRequest:
        """Return the request for the rest of today's practice.

        Once the goal is reached, request `MIN_QUESTIONS` extra questions.
        """
        count = MIN_QUESTIONS if self.is_reached else self.questions - self.done
        return DrillRequest(due_first=True, count=count)


def set_goal(
    days_left: int | None, new: int, answered: int, wanted: int = 0, done: int = 0
) -> DailyGoal:
    """Return how many questions to practice today: `wanted`, unless that is 0.

    If it is 0, the goal is high enough to ask all `new` questions before the exam, but at least
    `MIN_QUESTIONS` and at most `MAX_QUESTIONS`, and no more than 10 above `answered`, the number of
    answers so far. Both numbers are those before today, so no drill or mock changes the day's
    goal. It is the minimum if `days_left` is None (no exam date) or 0 (the exam date). `done` is
    the number of questions answered in drills that were finished today.
    """
    needed = math.ceil(QUESTIONS_PER_NEW * new / days_left) if days_left else 0
    most = min(MIN_QUESTIONS + answered, MAX_QUESTIONS)
    return DailyGoal(wanted or max(MIN_QUESTIONS, min(needed, most)), done)


def split_due(
    pool: Sequence[PoolItem], state: LearnerState, seed: str, count: int
) -> tuple[list[PoolItem], list[PoolItem]]:
    """Return the due questions that start a practice of `count` questions, and the other due ones.

    Up to half of the practice consists of questions whose last answer was a miss in a mock, because
    no drill has explained them since. If they make up less than a third, other due questions are
    added up to a third.
    """
    missed, others = _sort_due(pool, state, seed)
    half = min(len(missed), count // 2)
    third = max(0, count // QUESTIONS_PER_DUE - half)
    return [*missed[:half], *others[:third]], [*missed[half:], *others[third:]]


def _sort_due(
    pool: Sequence[PoolItem], state: LearnerState, seed: str
) -> tuple[tuple[PoolItem, ...], tuple[PoolItem, ...]]:
    """Return the due questions whose last answer was a miss in a mock, and the other due ones.

    Among the others, those that were ever missed come first.
    """
    parts: tuple[list[PoolItem], ...] = ([], [], [])
    for item in filter(state.matches_kind("due"), pool):
        memory = state.memories[item.id]
        unexplained = memory.mistaken and memory.last.mode == "mock"
        parts[0 if unexplained else 1 if memory.ever_missed else 2].append(item)
    drawn = [assemble_drill(part, state.exposures, seed, len(part)).items for part in parts]
    return drawn[0], drawn[1] + drawn[2]
