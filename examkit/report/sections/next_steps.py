"""What to do next: at most three steps, each one key away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from examkit.analytics.verdicts import VerdictName
from examkit.drills.length import describe_time_needed
from examkit.drills.study_plan import DAYS_BETWEEN_MOCKS
from examkit.exam.form import Form
from examkit.exam.score_sheet import ScoreSheet
from examkit.humanize import pluralize
from examkit.report.model import (
    DomainRow,
    NextStep,
    NoteToRead,
    TopicRow,
)

MAX_STEPS = 3
DRILL_LENGTH = 20
_MOST_NOTES = 3
_URGENCY: dict[VerdictName, float] = {"weak": 1.5, "near line": 1.0, "too few": 1.0, "ok": 0.3}
_SURE = 3


@dataclass(frozen=True, slots=True)
class AdviceInput:
    """The parts of a report that advice follows from."""

    domains: tuple[DomainRow, ...]
    topics: tuple[TopicRow, ...]
    notes: tuple[NoteToRead, ...]
    pace: float
    """Seconds that a question of a drill takes."""
    at_hand: Mapping[str, int] | None
    """Questions by domain that a drill may take; None where that is not known."""

    def drill_length(self, domain: str) -> int:
        """Return how many questions a drill on a domain asks: no more than there are."""
        there = DRILL_LENGTH if self.at_hand is None else self.at_hand.get(domain, 0)
        return min(DRILL_LENGTH, there)


def next_steps(form: Form, sheet: ScoreSheet, found: AdviceInput) -> tuple[NextStep, ...]:
    """Choose what helps most: drill, notes, wrong answers felt sure of, other misses, a mock."""
    sure = sum(
        slot.outcome in ("wrong", "partial") and slot.sureness == _SURE for slot in sheet.slots
    )
    steps = (
        _drill(found),
        _notes(form, sheet, found),
        _sure_but_wrong(sure),
        _wrong(sheet.total.asked - sheet.total.right),
        _mock(form),
    )
    return tuple(step for step in steps if step is not None)[:MAX_STEPS]


def urgency(row: DomainRow) -> float:
    """Return what a minute of drill is worth: what the domain costs in the exam, by its verdict."""
    return row.weight * (1 - row.estimate) * _URGENCY[row.verdict]


def _drill(found: AdviceInput) -> NextStep | None:
    missed = [row for row in found.domains if row.right < row.asked and found.drill_length(row.id)]
    if not missed:
        return None
    row = max(missed, key=urgency)
    count = found.drill_length(row.id)
    return NextStep(
        kind="drill",
        key="d",
        text=f"Drill {row.title}: {describe_time_needed(count, found.pace)}",
        args={"domain": row.id, "count": count},
    )


def _notes(form: Form, sheet: ScoreSheet, found: AdviceInput) -> NextStep | None:
    wanted = _notes_of_topics(form, sheet, found.topics)[:_MOST_NOTES]
    if not wanted:
        return None
    known = {note.note: note for note in found.notes}
    titles = ", ".join(known[ref].title for ref in wanted)
    part = sum(known[ref].misses for ref in wanted)
    whole = sum(note.misses for note in found.notes)
    return NextStep(
        kind="notes",
        key="n",
        text=f"Read {pluralize(len(wanted), 'note')}: {titles}"
        f" ({part} of {pluralize(whole, 'miss')})",
        args={"notes": tuple(wanted)},
    )


def _notes_of_topics(form: Form, sheet: ScoreSheet, topics: Iterable[TopicRow]) -> list[str]:
    """Notes behind the misses of each topic, the topics in their order."""
    missed = [slot for slot in sheet.slots if slot.outcome != "right"]
    found = (
        form.slots[slot.slot].question.note
        for topic in topics
        for slot in missed
        if slot.topic == topic.id
    )
    return list(dict.fromkeys(found))


def _sure_but_wrong(number: int) -> NextStep | None:
    if not number:
        return None
    what = f"Re-check {pluralize(number, 'answer')} you were sure of and got wrong"
    return NextStep(kind="sure-but-wrong", key="c", text=what)


def _wrong(number: int) -> NextStep | None:
    if not number:
        return None
    what = f"Go through the {pluralize(number, 'question')} you missed"
    return NextStep(kind="wrong", key="w", text=what)


def _mock(form: Form) -> NextStep:
    if form.mode == "drill":
        text = "Sit a mock exam to see all domains"
    else:
        text = (
            f"Sit the next mock {DAYS_BETWEEN_MOCKS} days from now or later, with fresh questions"
        )
    return NextStep(kind="mock", key="m", text=text)
