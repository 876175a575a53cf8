"""Which values a stored attempt may hold."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from examkit.bank.model import Question
from examkit.exam.events import Answered, Body, Event, Flagged, Opened, OptionEliminated
from examkit.exam.form import Form
from examkit.exam.soundness import event_fault, form_fault
from examkit.exam.time_bounds import LATEST
from examkit.question_types.base import Response
from examkit.system_clock import ClockReading
from tests.factories import make_exam, make_form, make_question, make_slot

MATCHING = make_question(options=0, type="matching", pairs=(("a", "1"), ("b", "2")), extra=("3",))
FORM = make_form([make_question("q-one"), make_slot(MATCHING, order=(0, 1, 2))])


def with_slot(**changes: Any) -> Form:
    return replace(FORM, slots=(replace(FORM.slots[0], **changes), FORM.slots[1]))


def asking(**values: Any) -> Form:
    question = Question.model_construct(
        **{**make_question(options=0).__dict__, "type_": None, **values}
    )
    order = tuple(range(len(question.choices)))
    return make_form([replace(FORM.slots[0], question=question, order=order)])


@pytest.mark.parametrize(
    ("form", "fault"),
    [
        (FORM, ""),
        (replace(FORM, limit=None), ""),
        (replace(FORM, slots=()), "it has no questions"),
        (replace(FORM, limit=0.0), "its time limit is invalid"),
        (replace(FORM, limit=LATEST * 2), "its time limit is invalid"),
        (with_slot(domain="cook"), "question 1 is in a domain that the exam doesn't have"),
        (with_slot(order=(0, 1, 2)), "question 1 has an invalid order of choices"),
        (with_slot(order=(0, 0, 1, 2)), "question 1 has an invalid order of choices"),
        (asking(type_="ordering", items=tuple("abcdefghi")), "question 1 has too many choices"),
        (asking(), "question 1 has no correct answer"),
        (asking(type_="numeric"), "question 1 has no correct answer"),
        (asking(type_="numeric", answer=1.5), ""),
        (asking(type_="matching"), "question 1 has no correct answer"),
        (asking(type_="ordering", items=("one",)), "question 1 has no correct answer"),
        (asking(type_="ordering", items=("one", "two")), ""),
        (
            replace(FORM, exam=make_exam({"build": 2e9})),
            "its exam has a weight or score that's too large",
        ),
        (replace(FORM, exam=make_exam(scale=None)), ""),
    ],
)
def test_values_of_a_form(form: Form, fault: str) -> None:
    assert form_fault(form) == fault


NO_ANSWER = "its answer isn't possible for the question"


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (Opened(ClockReading(1_800_000_000.0, 5.0, "boot")), ""),
        (Opened(ClockReading(-1.0, 5.0, "boot")), "its time is invalid"),
        (Opened(ClockReading(1.0, float("nan"), "boot")), "its time is invalid"),
        (Flagged(1, True), ""),
        (Flagged(2, True), "the attempt has no question 3"),
        (Flagged(-1, True), "the attempt has no question 0"),
        (OptionEliminated(0, 3, True), ""),
        (OptionEliminated(0, 4, True), "the question has no such option"),
    ],
)
def test_values_of_an_event(body: Body, fault: str) -> None:
    assert event_fault(FORM, Event(1, 0.0, 1.0, body)) == fault


@pytest.mark.parametrize(
    ("slot", "response", "fault"),
    [
        (0, (), ""),
        (0, (0, 3), ""),
        (0, (4,), NO_ANSWER),
        (0, (-1,), NO_ANSWER),
        (1, (), ""),
        (1, (2, -1), ""),
        (1, (3, -1), NO_ANSWER),
        (1, (0,), NO_ANSWER),
    ],
)
def test_responses_of_an_event(slot: int, response: tuple[int, ...], fault: str) -> None:
    assert event_fault(FORM, Event(1, 0.0, 1.0, Answered(slot, Response(response)))) == fault
