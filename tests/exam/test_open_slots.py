"""What is open before an attempt is submitted, in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from examkit.exam.attempt_state import replay
from examkit.exam.open_slots import describe_open_slots, format_numbers
from examkit.question_types.base import Response
from tests.factories import Script, make_form, make_question

FORM = make_form([make_question(f"question-{i}", keys=(0, 1)) for i in range(4)])
FULL, HALF, EMPTY = Response((0, 1)), Response((0,)), Response()


@pytest.mark.parametrize(
    ("responses", "flagged", "expected"),
    [
        ((FULL, FULL, FULL, FULL), (), "Every question is answered."),
        ((EMPTY, FULL, FULL, FULL), (), "1 unanswered: question 1"),
        ((EMPTY, EMPTY, FULL, FULL), (), "2 unanswered: questions 1\N{EN DASH}2"),
        ((FULL, HALF, FULL, FULL), (), "1 incomplete: question 2"),
        ((FULL, HALF, FULL, HALF), (), "2 incomplete: questions 2, 4"),
        ((FULL,) * 4, (0,), "Every question is answered.\n1 flagged: question 1"),
        ((FULL,) * 4, (0, 2), "Every question is answered.\n2 flagged: questions 1, 3"),
        (
            (EMPTY, EMPTY, HALF, FULL),
            (),
            "2 unanswered: questions 1\N{EN DASH}2\n1 incomplete: question 3",
        ),
        (
            (EMPTY, FULL, HALF, FULL),
            (1, 3),
            "1 unanswered: question 1\n1 incomplete: question 3\n2 flagged: questions 2, 4",
        ),
        (
            (FULL, HALF, HALF, FULL),
            (3,),
            "2 incomplete: questions 2\N{EN DASH}3\n1 flagged: question 4",
        ),
    ],
)
def test_open_slots_are_counted_and_named(
    responses: tuple[Response, ...], flagged: tuple[int, ...], expected: str
) -> None:
    start = replay(FORM, Script().start().events)
    slots = tuple(
        replace(slot, visited=True, response=response, flagged=number in flagged)
        for number, (slot, response) in enumerate(zip(start.slots, responses, strict=True))
    )
    assert describe_open_slots(FORM, replace(start, slots=slots)) == expected


def test_questions_never_seen_are_not_among_the_unanswered() -> None:
    start = replay(FORM, Script().start().events)
    slots = (start.slots[0], *(replace(slot, visited=True) for slot in start.slots[1:3]))
    state = replace(start, slots=(*slots, start.slots[3]))
    assert describe_open_slots(FORM, state) == (
        "1 unseen: question 4\n3 unanswered: questions 1\N{EN DASH}3"
    )


def test_consecutive_numbers_are_a_range() -> None:
    assert format_numbers([1, 3, 4, 5, 9]) == "1, 3\N{EN DASH}5, 9"
