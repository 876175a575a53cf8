"""What the result of a drill covers, in words: only complete answers are called answered."""

from __future__ import annotations

import pytest

from examkit.exam.attempt_state import AttemptState, SlotState
from examkit.exam.covered_slots import describe_coverage
from examkit.question_types.base import Response
from tests.factories import make_form, make_question

FORM = make_form([make_question(f"q-{i}", keys=(0, 1)) for i in range(6)], mode="drill")
FULL = SlotState(visited=True, response=Response((0, 1)))
HALF = SlotState(visited=True, response=Response((0,)))
SKIPPED = SlotState(visited=True)
LOOKED_UP = SlotState(visited=True, revealed=True)


def state_of(*slots: SlotState) -> AttemptState:
    """Return the state with these slots; the others were never on screen."""
    return AttemptState(slots=(*slots, *[SlotState()] * (len(FORM.slots) - len(slots))))


@pytest.mark.parametrize(
    ("slots", "text"),
    [
        ((FULL, HALF), "the 1 question you answered and the 1 you partly answered."),
        ((HALF, HALF), "the 2 questions you partly answered."),
        ((LOOKED_UP,), "the 1 question you revealed, which counts as incorrect."),
        (
            (FULL, LOOKED_UP, LOOKED_UP),
            "the 1 question you answered and the 2 you revealed, which count as incorrect.",
        ),
        (
            (FULL, HALF, SKIPPED, LOOKED_UP),
            "the 1 question you answered, the 1 you partly answered, and the 2 you skipped or "
            "revealed, which count as incorrect.",
        ),
    ],
)
def test_only_complete_answers_are_called_answered(slots: tuple[SlotState, ...], text: str) -> None:
    expected = f"Your result will include {text} Questions you haven't seen remain new."
    assert describe_coverage(FORM, state_of(*slots)) == expected
