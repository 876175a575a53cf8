"""The running example: 65 questions in four domains, 14/19, 12/17, 9/16 and 10/13 right."""

from __future__ import annotations

from dataclasses import dataclass, replace

from examkit.analytics.counted_answers import answers_from_sheet
from examkit.exam.form import Form
from examkit.exam.grading import Outcome, ScoreSheet, SlotScore, sum_slots
from examkit.exam.past_answer import PastAnswer
from examkit.question_types.base import Response
from examkit.report.facts import AttemptFacts
from examkit.report.report import Report
from examkit.system_clock import DAY
from tests.factories import make_exam, make_form, make_question, make_slot

DOMAINS = {"secure": 30.0, "resilient": 26.0, "performing": 24.0, "cost": 20.0}
COUNTS = {"secure": (14, 19), "resilient": (12, 17), "performing": (9, 16), "cost": (10, 13)}
TITLES = {
    "caching": "Caching",
    "storage": "Storage",
    "networks": "Networks",
    "identity": "Identity",
}
TOPICS = {
    "secure": "identity",
    "resilient": "networks",
    "performing": "caching",
    "cost": "storage",
}

FINISHED = 1_800_007_080.0
"""When the attempt was handed in, in UTC seconds since 1970."""


@dataclass(frozen=True)
class Asked:
    """One question of an attempt, as a test wants it."""

    domain: str = "secure"
    topic: str = "identity"
    note: str = "identity.md#roles"
    outcome: Outcome = "right"
    scored: bool = True
    fresh: bool = True
    confidence: int | None = None
    seconds: float = 96.0


def running_example() -> list[Asked]:
    """Two questions a section, wrong ones last in each domain, four of them felt sure."""
    asked = []
    for domain, (right, number) in COUNTS.items():
        topic = TOPICS[domain]
        for i in range(number):
            outcome: Outcome = "right" if i < right else "wrong"
            confidence = 3 if i == right else None
            note = f"{topic}.md#part-{(i + 1) // 2}"
            asked.append(Asked(domain, topic, note, outcome, confidence=confidence))
    return asked


def form_of(asked: list[Asked], **changes: object) -> Form:
    """Make the form of an attempt."""
    exam = make_exam(DOMAINS, questions=65, unscored=15, minutes=130, id="saa-c03")
    titles = ("Secure", "Resilient", "High-performing", "Cost-optimized")
    named = tuple(
        domain.model_copy(update={"title": title})
        for domain, title in zip(exam.domains, titles, strict=True)
    )
    slots = [
        make_slot(
            make_question(f"q-{number:03}", domain=a.domain, topic=a.topic, note=a.note),
            scored=a.scored,
            fresh=a.fresh,
        )
        for number, a in enumerate(asked)
    ]
    form = make_form(slots, exam=exam.model_copy(update={"domains": named}), limit=130 * 60.0)
    return replace(form, **changes)  # type: ignore[arg-type]


def sheet_of(form: Form, asked: list[Asked]) -> ScoreSheet:
    """Score an attempt without a session."""
    return sum_slots(form, [_score(number, form, a) for number, a in enumerate(asked)])


def report_of(asked: list[Asked], facts: AttemptFacts | None = None, **form: object) -> Report:
    """Build the report of an attempt."""
    made = form_of(asked, **form)
    return Report(made, sheet_of(made, asked), facts or make_facts(asked))


def after_a_mock(asked: list[Asked]) -> Report:
    """Build the report of an attempt five days after the running example."""
    history = (*answers_to(running_example(), 5), *answers_to(asked))
    return report_of(asked, make_facts(asked, history=history))


def answers_to(asked: list[Asked], days_ago: float = 0) -> tuple[PastAnswer, ...]:
    """Return the answers of an attempt that ended so many days before this one."""
    form = form_of(asked)
    return answers_from_sheet(
        form, sheet_of(form, asked), f"days-{days_ago}", FINISHED - days_ago * DAY
    )


def make_facts(asked: list[Asked] = (), **changes: object) -> AttemptFacts:  # type: ignore[assignment]
    """Make the facts of an attempt that took 118 minutes."""
    notes = {a.note: a.note.replace(".md#", " ").title() for a in asked}
    facts = AttemptFacts(
        attempt_id="attempt-1",
        started=1_800_000_000.0,
        finished=FINISHED,
        elapsed=118 * 60.0,
        reason="submitted",
        clock_changed=False,
        topic_titles=TITLES,
        note_titles=notes,
    )
    return replace(facts, **changes)  # type: ignore[arg-type]


def _score(number: int, form: Form, asked: Asked) -> SlotScore:
    credit = {"right": 1.0, "partial": 0.5}.get(asked.outcome, 0.0)
    return SlotScore(
        slot=number,
        question=form.slots[number].question.id,
        domain=asked.domain,
        topic=asked.topic,
        outcome=asked.outcome,
        credit=credit,
        scored=asked.scored,
        fresh=asked.fresh,
        response=Response(() if asked.outcome == "unanswered" else (0,)),
        confidence=asked.confidence,  # type: ignore[arg-type]
        flagged=False,
        seconds=asked.seconds,
    )
