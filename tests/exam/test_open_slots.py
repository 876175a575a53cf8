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
        ((EMPTY, FULL, FULL, FULL), (), "1 question unanswered.\n  Unanswered: 1"),
        ((EMPTY, EMPTY, FULL, FULL), (), "2 questions unanswered.\n  Unanswered: 1\N{EN DASH}2"),
        ((FULL, HALF, FULL, FULL), (), "1 question incomplete.\n  Incomplete: 2"),
        ((FULL, HALF, FULL, HALF), (), "2 questions incomplete.\n  Incomplete: 2, 4"),
        ((FULL,) * 4, (0,), "Every question is answered. 1 question flagged.\n  Flagged: 1"),
        ((FULL,) * 4, (0, 2), "Every question is answered. 2 questions flagged.\n  Flagged: 1, 3"),
        (
            (EMPTY, EMPTY, HALF, FULL),
            (),
            "2 questions unanswered, 1 incomplete.\n  Unanswered: 1\N{EN DASH}2\n  Incomplete: 3",
        ),
        (
            (EMPTY, FULL, HALF, FULL),
            (1, 3),
            "1 question unanswered, 1 incomplete, 2 flagged.\n"
            "  Unanswered: 1\n  Incomplete: 3\n  Flagged: 2, 4",
        ),
        (
            (FULL, HALF, HALF, FULL),
            (3,),
            "2 questions incomplete, 1 flagged.\n  Incomplete: 2\N{EN DASH}3\n  Flagged: 4",
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


def test_consecutive_numbers_are_a_range() -> None:
    assert format_numbers([1, 3, 4, 5, 9]) == "1, 3\N{EN DASH}5, 9"
