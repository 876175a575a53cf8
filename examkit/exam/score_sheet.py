"""The score sheet of one attempt: its grades by slot, domain, and topic."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from examkit.exam.attempt_state import AttemptState
from examkit.exam.events import Confidence
from examkit.exam.form import Form
from examkit.exam.grading import Outcome, grade_response
from examkit.question_types.base import Response


@dataclass(frozen=True, slots=True)
class SlotScore:
    """How one slot went."""

    slot: int
    question: str
    domain: str
    topic: str
    outcome: Outcome
    credit: float
    """From 0 to 1."""
    scored: bool
    fresh: bool
    response: Response
    confidence: Confidence | None
    flagged: bool
    seconds: float
    """Time the slot was on screen, all visits together."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Questions of some part of a form, counted."""

    asked: int = 0
    right: int = 0
    unanswered: int = 0
    credit: float = 0.0
    """Marks added up; equals `right` under all-or-nothing marking."""

    @property
    def share(self) -> float:
        """Credit as a share of what was asked, 0 where nothing was."""
        return self.credit / self.asked if self.asked else 0.0


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """The score of one attempt, by slot, domain and topic."""

    slots: tuple[SlotScore, ...]
    total: Tally
    """All slots."""
    scored: Tally
    """The scored slots alone, which is what an exam reports."""
    domains: dict[str, Tally]
    """All slots by domain id, in the exam's order, domains without a question included."""
    topics: dict[str, Tally]
    """All slots by topic id, in the form's order."""


def score_form(form: Form, session: AttemptState) -> ScoreSheet:
    """Mark every slot of a form and add up."""
    return sum_slots(form, [_slot_score(form, session, n) for n in range(len(form.slots))])


def sum_slots(form: Form, marked: Sequence[SlotScore]) -> ScoreSheet:
    """Add up slots that have been marked, in the order of the form."""
    slots = tuple(marked)
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
    """Count slots."""
    rows = tuple(slots)
    return Tally(
        asked=len(rows),
        right=sum(row.outcome == "right" for row in rows),
        unanswered=sum(row.outcome == "unanswered" for row in rows),
        credit=sum(row.credit for row in rows),
    )


def _slot_score(form: Form, session: AttemptState, number: int) -> SlotScore:
    slot, state = form.slots[number], session.slots[number]
    marked = grade_response(slot.question, state.response, form.exam.marking)
    return SlotScore(
        slot=number,
        question=slot.question.id,
        domain=slot.domain,
        topic=slot.question.topic,
        outcome=marked.outcome,
        credit=marked.credit,
        scored=slot.scored,
        fresh=slot.fresh,
        response=state.response,
        confidence=state.confidence,
        flagged=state.flagged,
        seconds=state.seconds,
    )
