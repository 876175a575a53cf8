from __future__ import annotations

import pytest

from examkit.errors import ActionError
from examkit.exam.actions import (
    Action,
    Status,
    is_expired,
    slot_status,
    slot_statuses,
    validate_action,
)
from examkit.exam.attempt_state import SlotState, replay
from examkit.exam.events import (
    Body,
    ConfidenceRated,
    Finished,
    Flagged,
    OptionEliminated,
    Revealed,
    Visited,
)
from examkit.exam.modes import DRILL, MOCK, ModeRules, rules_of_mode
from examkit.question_types.base import Response
from tests.factories import Script, answered, make_form, make_question, make_slot

FORM = make_form([make_question("one", keys=(1,)), make_question("two", options=5, keys=(0, 2))])


def permitted(action: Action, *before: Body, rules: ModeRules = MOCK) -> bool:
    script = Script().start().at(1.0, *before)
    return validate_action(FORM, rules, replay(FORM, script.events), action)


@pytest.mark.parametrize(
    "action",
    [
        Visited(1),
        answered(0, 3),
        answered(1, 0, 4),
        Flagged(1, True),
        OptionEliminated(0, 2, True),
        ConfidenceRated(0, 2),
    ],
)
def test_an_action_that_changes_something_is_recorded(action: Action) -> None:
    assert permitted(action)


@pytest.mark.parametrize(
    ("action", "before"),
    [
        (Visited(0), ()),
        (answered(0), ()),
        (answered(0, 2), (answered(0, 2),)),
        (Flagged(1, False), ()),
        (OptionEliminated(0, 2, False), ()),
        (ConfidenceRated(0, None), ()),
        (ConfidenceRated(0, 1), (ConfidenceRated(0, 1),)),
    ],
)
def test_an_action_that_changes_nothing_is_not_recorded(
    action: Action, before: tuple[Body, ...]
) -> None:
    assert not permitted(action, *before)


@pytest.mark.parametrize(
    ("action", "before", "says"),
    [
        (answered(0, 1, 2), (), "Select only 1"),
        (answered(1, 0, 1, 2), (), "Select only 2"),
        (answered(0, 7), (), "option doesn't exist"),
        (answered(1, 2, 0), (), "option doesn't exist"),
        (Visited(2), (), "Question 3 doesn't exist"),
        (Visited(-1), (), "Question 0 doesn't exist"),
        (OptionEliminated(0, 9, True), (), "option doesn't exist"),
        (OptionEliminated(0, 2, True), (answered(0, 2),), "selected option"),
        (Revealed(0), (), "after the exam"),
        (Flagged(0, True), (Finished("time"),), "finished"),
    ],
)
def test_an_action_that_is_not_allowed_is_refused_in_words(
    action: Action, before: tuple[Body, ...], says: str
) -> None:
    with pytest.raises(ActionError, match=says):
        permitted(action, *before)


def test_a_drill_reveals_and_then_the_response_is_final() -> None:
    assert permitted(Revealed(0), rules=DRILL)
    with pytest.raises(ActionError, match="final"):
        permitted(answered(0, 0), Revealed(0), rules=DRILL)


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (SlotState(), "unseen"),
        (SlotState(visited=True), "unanswered"),
        (SlotState(visited=True, response=Response((0,))), "incomplete"),
        (SlotState(visited=True, response=Response((0, 1))), "answered"),
    ],
)
def test_status_of_a_slot(state: SlotState, expected: Status) -> None:
    assert slot_status(make_slot(make_question("two", options=5, keys=(0, 2))), state) == expected


def test_a_slot_with_too_few_choices_is_not_answered() -> None:
    form = make_form([make_question("one"), make_question("two", options=5, keys=(0, 1))])
    script = Script().start()
    script.at(1.0, answered(0, 1), Visited(1), answered(1, 3))

    assert slot_statuses(form, replay(form, script.events)) == ("answered", "incomplete")


def test_an_answer_at_exactly_the_limit_counts_and_one_later_does_not() -> None:
    form = make_form(1, limit=600.0)

    assert not is_expired(form, 600.0)
    assert is_expired(form, 600.001)
    assert not is_expired(make_form(1, limit=None), 1e9)


def test_each_mode_has_its_rules() -> None:
    assert (rules_of_mode("mock"), rules_of_mode("drill")) == (MOCK, DRILL)
