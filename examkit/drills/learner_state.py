"""Where a candidate stands at one moment: what was seen, is remembered, known and mixed up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from examkit.bank.candidates import Concepts, PoolItem
    from examkit.bank.index.index import BankIndex
    from examkit.bank.model import Exam
    from examkit.bank.summary import ExamSummary
    from examkit.drills.confusions import MixUp
    from examkit.drills.request import DrillKind
    from examkit.drills.scheduling import Memory
    from examkit.exam.assembly import Seen
    from examkit.exam.past_answer import Answer
    from examkit.store.protocol import Store

DAY = 86_400.0
ENOUGH_TIMED = 20
"""Timed answers from which a candidate's own pace is told."""


class Preferences(NamedTuple):
    """What a candidate has set for plans and numbers."""

    exam_day: date | None = None
    half_life: float = 14.0
    """Days after which an answer counts half as much as the newest."""
    own_rest: float = 10.0
    """How many answers the other domains weigh in the estimate of one."""
    exam: str = ""
    """Version of the exam that is wanted where a bank has it; empty is the bank's default."""


class Standing:
    """What store and bank tell of one candidate; each part is computed when first asked for."""

    def __init__(
        self,
        bank: BankIndex,
        store: Store,
        now: float,
        days_left: int | None = None,
        preferences: Preferences | None = None,
    ) -> None:
        self.now = now
        self._bank = bank
        self._store = store
        self._days_left = days_left
        self._preferences = preferences or Preferences()

    @cached_property
    def seen(self) -> dict[str, Seen]:
        """How the candidate last met each question."""
        from examkit.exam.assembly import Seen

        return {
            question: Seen((self.now - exposure.last_wall) / DAY, exposure.in_mock)
            for question, exposure in self._store.exposures(self._bank.info.id).items()
        }

    @cached_property
    def answers(self) -> tuple[Answer, ...]:
        """All answers of finished attempts, oldest first."""
        return self._store.answers(self._bank.info.id)

    @cached_property
    def memories(self) -> dict[str, Memory]:
        """How well each answered question is remembered."""
        from examkit.drills.scheduling import memories

        digests = self._bank.digests({answer.question for answer in self.answers})
        return memories(self.answers, self.now, self._days_left, digests=digests)

    @cached_property
    def concepts(self) -> dict[str, Concepts]:
        """What each question is about."""
        return self._bank.concepts()

    @cached_property
    def mix_ups(self) -> tuple[MixUp, ...]:
        """Concepts taken for each other, most often first."""
        from examkit.drills.confusions import mix_ups

        return mix_ups(self.answers, self.concepts)

    @property
    def missed_topics(self) -> tuple[str, ...]:
        """Topics with a miss in the latest finished attempt."""
        latest = self.answers[-1].attempt if self.answers else ""
        missed = (a.topic for a in self.answers if a.attempt == latest and a.outcome != "right")
        return tuple(dict.fromkeys(missed))

    def known(self, exam: Exam) -> dict[str, float]:
        """Return the share of each domain that would be right today."""
        from examkit.drills.weighting import expected_shares

        return expected_shares(self._bank.pool(exam.id), self.estimates(exam), self.memories)

    def estimates(self, exam: Exam) -> dict[str, float]:
        """Estimate each domain of an exam from past answers, placed as a report places them."""
        from examkit.analytics.estimates import estimate_domains
        from examkit.analytics.evidence import evidence_of, place
        from examkit.analytics.settings import NumberSettings

        wanted = self._preferences
        used = NumberSettings().changed(half_life=wanted.half_life, own_rest=wanted.own_rest)
        names = [domain.id for domain in exam.domains]
        answers = place(self.answers, {i.id: i.domain for i in self._bank.pool(exam.id)})
        found = estimate_domains(evidence_of(answers, names, used.evidence), used.estimate)
        return {estimate.domain: estimate.point for estimate in found}

    def weak(self, exam: Exam) -> tuple[str, ...]:
        """Domains in which less than the pass line would be right today, else all."""
        from examkit.analytics.cut_score import target_of

        line, known = target_of(exam).line, self.known(exam)
        below = [domain.id for domain in exam.domains if known.get(domain.id, 0.0) < line]
        return tuple(below or [domain.id for domain in exam.domains])

    def pace(self, exam: Exam | ExamSummary) -> float:
        """Seconds a question takes: the candidate's own median, or the exam's share of time.

        Answers that came too fast to have been read tell nothing of it.
        """
        from examkit.analytics.rapid_guessing import is_rapid, own_median

        middle = own_median(self.answers)
        read = [a for a in self.answers if a.seconds and not is_rapid(a.seconds, middle)]
        own = own_median(read) if len(read) >= ENOUGH_TIMED else None
        return own or exam.minutes * 60 / exam.questions

    def due(self, exam: str) -> int:
        """Count the questions of an exam that are due for review."""
        return self._bank.count_of(exam, self._ids("due"))

    def is_a(self, kind: DrillKind) -> Callable[[PoolItem], bool]:
        """Make the test whether a question is of a kind."""
        if kind == "unseen":
            return lambda item: item.id not in self.seen
        ids = self._ids(kind)
        return lambda item: item.id in ids

    def _ids(self, kind: DrillKind) -> set[str]:
        if kind == "mix-ups":
            from examkit.drills.confusions import separating

            return {
                name for found in self.mix_ups for name in separating(found.pair, self.concepts)
            }
        if kind == "due":
            return {name for name, memory in self.memories.items() if memory.due <= self.now}
        if kind == "mistakes":
            return {name for name, memory in self.memories.items() if memory.mistaken}
        return {name for name, memory in self.memories.items() if memory.last.flagged}
