"""Grading: the outcome of a response, the score sheet of an attempt, and the regraded result."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from examkit.bank.model import MarkingRule, Question
from examkit.exam.attempt_state import AttemptState
from examkit.exam.events import Confidence
from examkit.exam.form import Form, Slot
from examkit.question_types.base import Response
from examkit.question_types.registry import find_type

Outcome = Literal["right", "wrong", "unanswered", "partial"]


@dataclass(frozen=True, slots=True)
class Grade:
    """The outcome and credit of a response."""

    outcome: Outcome
    credit: float
    """Credit from 0 to 1, by the exam's marking rule."""


def grade_response(question: Question, response: Response, rule: MarkingRule) -> Grade:
    """Return the outcome and credit of a response.

    The rule `all-or-nothing` gives credit only for a fully correct response. The rule `partial`
    gives the share that the question's type computes, from 0 to 1.
    """
    if not response:
        return Grade("unanswered", 0.0)
    share = find_type(question).grade(question, response)
    if share == 1.0:
        return Grade("right", 1.0)
    if rule == "partial" and share > 0:
        return Grade("partial", share)
    return Grade("wrong", 0.0)


@dataclass(frozen=True, slots=True)
class SlotScore:
    """The grade of one slot, with the response and the time it took."""

    slot: int
    """Index of the slot in the form."""
    question: str
    """Id of the question."""
    domain: str
    topic: str
    outcome: Outcome
    credit: float
    """Credit from 0 to 1."""
    scored: bool
    fresh: bool
    response: Response
    confidence: Confidence | None
    flagged: bool
    seconds: float
    """Seconds on screen, over all visits."""

    @property
    def is_sure_miss(self) -> bool:
        """Return whether the candidate answered, was sure of the answer, and missed it."""
        return self.confidence == 3 and self.outcome in ("wrong", "partial")


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts and credit for part of a form."""

    asked: int = 0
    right: int = 0
    unanswered: int = 0
    credit: float = 0.0
    """Sum of credit; equals `right` under all-or-nothing grading."""

    @property
    def share(self) -> float:
        """Return the average credit per question, from 0 to 1; 0 without questions."""
        return self.credit / self.asked if self.asked else 0.0


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """The grades of one attempt by slot, domain, and topic."""

    slots: tuple[SlotScore, ...]
    total: Tally
    """Tally of all slots."""
    scored: Tally
    """Tally of the scored slots only, which decide the result of an exam."""
    domains: dict[str, Tally]
    """Tally of all slots by domain id, in the exam's order; includes domains without questions."""
    topics: dict[str, Tally]
    """Tally of all slots by topic id, in order of first appearance in the form."""


def score_form(form: Form, state: AttemptState) -> ScoreSheet:
    """Grade every slot of a form and sum the grades."""
    return sum_slots(form, [_score_slot(form, state, n) for n in range(len(form.slots))])


def sum_slots(form: Form, scores: Sequence[SlotScore]) -> ScoreSheet:
    """Return the score sheet of graded slots, which must be in the form's order."""
    slots = tuple(scores)
    topics = dict.fromkeys(slot.topic for slot in slots)
    return ScoreSheet(
        slots=slots,
        total=tally_slots(slots),
        scored=tally_slots(slot for slot in slots if slot.scored),
        domains={
            domain.id: tally_slots(slot for slot in slots if slot.domain == domain.id)
            for domain in form.exam.domains
        },
        topics={
            topic: tally_slots(slot for slot in slots if slot.topic == topic) for topic in topics
        },
    )


def tally_slots(slots: Iterable[SlotScore]) -> Tally:
    """Return the counts and the total credit of graded slots."""
    rows = tuple(slots)
    return Tally(
        asked=len(rows),
        right=sum(row.outcome == "right" for row in rows),
        unanswered=sum(row.outcome == "unanswered" for row in rows),
        credit=sum(row.credit for row in rows),
    )


def _score_slot(form: Form, attempt: AttemptState, number: int) -> SlotScore:
    slot, state = form.slots[number], attempt.slots[number]
    grade = grade_response(slot.question, state.response, form.exam.marking)
    return SlotScore(
        slot=number,
        question=slot.question.id,
        domain=slot.domain,
        topic=slot.question.topic,
        outcome=grade.outcome,
        credit=grade.credit,
        scored=slot.scored,
        fresh=slot.fresh,
        response=state.response,
        confidence=state.confidence,
        flagged=state.flagged,
        seconds=state.seconds,
    )


@dataclass(frozen=True, slots=True)
class RegradeResult:
    """The result of an attempt with corrected keys."""

    right: int
    """Number of questions that are correct with the corrected keys."""
    asked: int
    """Number of questions in the form."""
    changed: tuple[str, ...]
    """Ids of the questions whose key was corrected."""


def regrade(form: Form, state: AttemptState, now: Mapping[str, Question]) -> RegradeResult | None:
    """Grade an attempt again with corrected keys. Returns None if no key was corrected.

    `now` has the bank's current questions by id. A question that was rewritten, or is no longer
    in the bank, keeps its grade.
    """
    right, changed = 0, []
    for slot, slot_state in zip(form.slots, state.slots, strict=True):
        current = _correct_key(slot, now.get(slot.question.id))
        if current is not None:
            changed.append(slot.question.id)
        question = current or slot.question
        grade = grade_response(question, slot_state.response, form.exam.marking)
        right += grade.outcome == "right"
    return RegradeResult(right, len(form.slots), tuple(changed)) if changed else None


def _correct_key(slot: Slot, current: Question | None) -> Question | None:
    """Return the question as it was asked, with the corrected key; None without a correction."""
    asked = slot.question
    if current is None or current.type != asked.type:
        return None
    update = find_type(asked).find_correction(asked, current)
    return None if update is None else asked.model_copy(update=update)
